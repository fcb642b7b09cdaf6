namespace BackOffice.Designer.Audit;

/// <summary>Names the texts of the audit trail.</summary>
internal sealed class AuditWords;

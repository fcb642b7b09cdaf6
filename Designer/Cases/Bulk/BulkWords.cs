namespace BackOffice.Designer.Cases.Bulk;

/// <summary>Names the texts of acts on many cases.</summary>
internal sealed class BulkWords;

namespace BackOffice.Designer.Cases;

/// <summary>Names the texts of the lists of cases.</summary>
internal sealed class CasesWords;

namespace BackOffice.Designer.Work;

/// <summary>Names the texts of the first page.</summary>
internal sealed class WorkWords;

namespace BackOffice.Designer.Public;

/// <summary>Names the texts of the pages that everybody may read.</summary>
internal sealed class PublicWords;

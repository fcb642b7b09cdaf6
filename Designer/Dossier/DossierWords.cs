namespace BackOffice.Designer.Dossier;

/// <summary>Names the texts of the page of one case.</summary>
internal sealed class DossierWords;

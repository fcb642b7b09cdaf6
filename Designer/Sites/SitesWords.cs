namespace BackOffice.Designer.Sites;

/// <summary>Names the texts of the sites.</summary>
internal sealed class SitesWords;

namespace BackOffice.Designer.Sites;

/// <summary>Where sites are shown.</summary>
internal static class SiteAddress
{
    /// <summary>The page of one site.</summary>
    public static string Of(string code) => $"/sites/{Uri.EscapeDataString(code)}";

    /// <summary>The page that brings a site in.</summary>
    public static string BringIn(string code) => $"{Of(code)}/bring-in";
}

namespace BackOffice.Designer.Definitions;

/// <summary>Where the pages about workflows are.</summary>
internal static class DefinitionAddress
{
    /// <summary>The published versions.</summary>
    public const string Versions = "/workflows";

    /// <summary>The drafts.</summary>
    public const string Drafts = "/workflows/drafts";

    /// <summary>The moves of open cases.</summary>
    public const string Moves = "/workflows/moves";

    /// <summary>One version.</summary>
    public static string OfVersion(string id) => $"/workflows/versions/{Uri.EscapeDataString(id)}";

    /// <summary>One draft.</summary>
    public static string OfDraft(Guid id) => $"{Drafts}/{id}";

    /// <summary>One move.</summary>
    public static string OfMove(Guid id) => $"{Moves}/{id}";

    /// <summary>A draft to begin on a version.</summary>
    public static string NewDraft(string version) => $"{Drafts}/new?from={Uri.EscapeDataString(version)}";

    /// <summary>A move to prepare.</summary>
    public static string NewMove(string from) => $"{Moves}/new?from={Uri.EscapeDataString(from)}";
}

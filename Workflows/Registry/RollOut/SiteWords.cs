namespace BackOffice.Workflows.Registry.RollOut;

/// <summary>What a person types to find a site: words that must each begin the site's code or a word of its name. There are some 700 sites; they are looked through in memory.</summary>
internal sealed class SiteWords(string? query)
{
    private static readonly char[] Between = [' ', '\t', '.', ',', '-', '/', '(', ')'];

    private readonly string[] words = (query ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a site is meant.</summary>
    public bool Fit(string code, string name)
    {
        var parts = name.Split(Between, StringSplitOptions.RemoveEmptyEntries);
        return words.All(word => code.StartsWith(word, StringComparison.Ordinal) || parts.Any(part => part.StartsWith(word, StringComparison.OrdinalIgnoreCase)));
    }
}

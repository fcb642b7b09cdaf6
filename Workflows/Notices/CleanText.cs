using System.Globalization;
using System.Text;

namespace BackOffice.Workflows.Notices;

/// <summary>Takes from a value what could change more than its own place in a mail.</summary>
internal static class CleanText
{
    private const int Longest = 1000;

    /// <summary>One line of whole characters without controls and without marks that reverse the text after them; a very long value is cut.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= Longest)
                return line.Append('…').ToString();
            if (Rune.IsWhiteSpace(rune))
                line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            // Format characters hold the bidirectional overrides.
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
                line.Append(rune);
        }
        return line.ToString().TrimEnd();
    }
}

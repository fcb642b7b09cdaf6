using System.Globalization;
using System.Text;

namespace BackOffice.Workflows.Reports;

/// <summary>
/// Foreign text made harmless for a page: NFC, half surrogate pairs as U+FFFD, line ends as one kind, and without anything that changes
/// a page unseen (control and format characters, bidirectional overrides and variation selectors among them).
/// </summary>
internal static class CleanText
{
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
            return text;

        var kept = new StringBuilder(text.Length);
        // Runes come out of the text with U+FFFD for what is not well formed: Normalize would throw on it.
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t')
                kept.Append(rune.Value is '\n' ? '\n' : ' ');
            else if (IsNoncharacter(rune))
                kept.Append(Rune.ReplacementChar);
            else if (!Unseen(rune))
                kept.Append(rune);
        }
        return kept.ToString().Normalize(NormalizationForm.FormC);
    }

    // Sixty-six code points that are not for exchange; Normalize throws on them too.
    private static bool IsNoncharacter(Rune rune) => (rune.Value & 0xFFFE) is 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    private static bool Unseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format || rune.Value is >= 0xFE00 and <= 0xFE0F;
}

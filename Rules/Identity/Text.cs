using System.Globalization;
using System.Net;
using System.Text;

namespace BackOffice.Rules.Identity;

/// <summary>The foldings under which texts of registries are read: what is lost here never counts as a difference.</summary>
internal static class Text
{
    /// <summary>Compatibility form (NFKC), small letters, no accents: <c>Café № １</c> becomes <c>cafe no 1</c>.</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        // Old sites stored what a browser had escaped: PT A &amp; B.
        if (text.Contains('&') && text.Contains(';'))
            text = WebUtility.HtmlDecode(text);
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        // A lone surrogate cannot be normalised; a registry that holds one still has to be read.
        var decomposed = WellFormed(text).Normalize(NormalizationForm.FormKD);
        var folded = new StringBuilder(decomposed.Length);
        foreach (var c in decomposed)
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
                folded.Append(char.ToLowerInvariant(Plain(c)));
        return folded.ToString();
    }

    /// <summary>Letters and digits only, folded: the key under which vocabulary is looked up.</summary>
    public static string Squash(string? text)
    {
        var folded = Fold(text);
        Span<char> kept = folded.Length <= 256 ? stackalloc char[256] : new char[folded.Length];
        var length = 0;
        foreach (var c in folded)
            if (char.IsLetterOrDigit(c))
                kept[length++] = c;
        return length == folded.Length ? folded : new(kept[..length]);
    }

    /// <summary>The words of a folded text: runs of letters and digits; everything else separates.</summary>
    public static List<string> Words(string folded)
    {
        List<string> words = [];
        var start = -1;
        for (var i = 0; i <= folded.Length; i++)
        {
            var inside = i < folded.Length && char.IsLetterOrDigit(folded[i]);
            if (inside && start < 0)
                start = i;
            if (inside || start < 0)
                continue;
            words.Add(folded[start..i]);
            start = -1;
        }
        return words;
    }

    /// <summary>An ASCII digit for a digit of any script, a plain dash for any dash, a blank for any blank; other characters as they are.</summary>
    public static char Plain(char c) => c switch
    {
        < (char)128 => c,
        _ when char.IsDigit(c) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
        _ when char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation or UnicodeCategory.MathSymbol => '-',
        _ when char.IsWhiteSpace(c) => ' ',
        _ => c,
    };

    private static string WellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (rune == Rune.ReplacementChar)
                return string.Concat(text.EnumerateRunes());
        return text;
    }
}

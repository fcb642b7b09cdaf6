using System.Collections.Frozen;

namespace BackOffice.Rules.Identity;

/// <summary>
/// The name of a company with its legal form taken off, before or after it. The core decides whether two names agree; equal cores with two different
/// forms are two legal persons. Tbk, (Persero), a branch and a trade name in brackets are no part of the core.
/// </summary>
public sealed class CompanyName
{
    /// <summary>No spelling in the vocabulary is longer.</summary>
    private const int LongestForm = 40;

    // Looked up for every account of the country, by words side by side that need not become a string.
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Forms = Vocabulary.LegalForms.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Kinds = Vocabulary.CompanyWords.GetAlternateLookup<ReadOnlySpan<char>>();

    private CompanyName(string form, string[] words)
    {
        Form = form;
        Words = words;
        Core = string.Concat(words);
    }

    /// <summary>The legal form as shown, such as <c>PT</c>; empty if none is written.</summary>
    public string Form { get; }

    /// <summary>The core name, squashed: small letters and digits without blanks; empty if nothing is left.</summary>
    public string Core { get; }

    /// <summary>The words of the core, in small letters.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Reads a name as registered; every text has an answer.</summary>
    public static CompanyName Parse(string? text)
    {
        var words = Text.Words(WithoutBrackets(WithoutFormula(Text.Fold(text))));
        var form = TakeForm(words);
        CutOffice(words);
        if (form.Length is 0)
            form = TakeForm(words);
        words.RemoveAll(word => Kind(word) is "joiner");
        while (words.Count > 1 && Kind(words[^1]) is "status")
            words.RemoveAt(words.Count - 1);
        if (form.Length is 0)
            form = TakeForm(words);
        return new(form, [.. JoinInitials(words)]);
    }

    /// <summary>The normal form for evidence: legal form and core words.</summary>
    public override string ToString() => Form.Length is 0 ? string.Join(' ', Words) : $"{Form} {string.Join(' ', Words)}";

    /// <summary>Takes up to five words at either end that spell a legal form; a name that is nothing else keeps it.</summary>
    private static string TakeForm(List<string> words)
    {
        for (var count = Math.Min(5, words.Count - 1); count > 0; count--)
        {
            if (FormOf(words, 0, count) is { } before)
                return Taken(words, 0, count, before);
            if (FormOf(words, words.Count - count, count) is { } after)
                return Taken(words, words.Count - count, count, after);
        }
        return "";
    }

    private static string? FormOf(List<string> words, int start, int count)
    {
        Span<char> joined = stackalloc char[LongestForm];
        return Join(words, start, count, joined) is var length and > 0 && Forms.TryGetValue(joined[..length], out var form) ? form : null;
    }

    // The length of the words side by side, 0 if they are too long for anything in the vocabulary.
    private static int Join(List<string> words, int start, int count, Span<char> joined)
    {
        var length = 0;
        for (var i = start; i < start + count; i++)
        {
            if (!words[i].TryCopyTo(joined[length..]))
                return 0;
            length += words[i].Length;
        }
        return length;
    }

    private static string Taken(List<string> words, int start, int count, string form)
    {
        words.RemoveRange(start, count);
        return form;
    }

    // "Nama Cabang Padang", "Nama d/h Nama Lama", "Nama Kantor Pusat": what follows names an office or a past, not the company.
    private static void CutOffice(List<string> words)
    {
        for (var i = 1; i < words.Count; i++)
        {
            if (Kind(words, i, 1) is "branch" or "formername" or "headoffice" || (i + 1 < words.Count && Kind(words, i, 2) is "headoffice" or "formername"))
            {
                words.RemoveRange(i, words.Count - i);
                return;
            }
        }
    }

    private static IEnumerable<string> JoinInitials(List<string> words)
    {
        var initials = "";
        foreach (var word in words)
        {
            if (word.Length is 1)
            {
                initials += word;
                continue;
            }
            if (initials.Length > 0)
                yield return initials;
            initials = "";
            yield return word;
        }
        if (initials.Length > 0)
            yield return initials;
    }

    private static string? Kind(string word) => Vocabulary.CompanyWords.GetValueOrDefault(word);

    private static string? Kind(List<string> words, int start, int count)
    {
        Span<char> joined = stackalloc char[LongestForm];
        return Join(words, start, count, joined) is var length and > 0 && Kinds.TryGetValue(joined[..length], out var kind) ? kind : null;
    }

    // Spreadsheet formulas come in through old exports: the name is the last quoted text, or what follows the cell of a DDE call.
    private static string WithoutFormula(string text)
    {
        var name = text.AsSpan().Trim().TrimStart("+-@").ToString();
        if (!name.StartsWith('='))
            return name;
        var quoted = name.Split('"');
        if (quoted.Length >= 5)
            return quoted[^2];
        var cell = name.IndexOf('!', StringComparison.Ordinal);
        return cell < 0 ? name : name.IndexOf(' ', cell) is var blank and > 0 ? name[blank..] : name;
    }

    private static string WithoutBrackets(string text)
    {
        if (text.AsSpan().IndexOfAny('(', '[') < 0)
            return text;
        var kept = new System.Text.StringBuilder(text.Length);
        var depth = 0;
        foreach (var c in text)
        {
            depth += c is '(' or '[' ? 1 : 0;
            if (depth is 0)
                kept.Append(c);
            if (c is ')' or ']')
                depth = Math.Max(0, depth - 1);
        }
        // A bracket around everything, or one that never closes, hides no name.
        return kept.ToString().AsSpan().Trim().Length > 0 ? kept.ToString() : text.Replace('(', ' ').Replace('[', ' ');
    }
}

using BackOffice.Rules.Identity;

namespace BackOffice.Rules.Matching;

/// <summary>How alike two names are, from 0 to 1: words are matched in order, each as far as slips of the keyboard explain the difference.</summary>
internal static class Likeness
{
    /// <summary>From here on two names of a place count as one in the search for a name under another label.</summary>
    private const double Found = 0.85;

    /// <summary>Above this a name with a word of its own on both sides never rises: those are two names.</summary>
    private const double TwoNames = 0.4;

    /// <summary>With slips in more of its letters than this a word is another one.</summary>
    private const double MostSlips = 0.45;

    /// <summary>Likeness of two names of places, apart from words such as Barat and II, which <see cref="Qualifiers"/> compares.</summary>
    public static double Of(PlaceName a, PlaceName b)
    {
        var left = Array.FindAll(a.Words, word => !IsQualifier(word));
        var right = Array.FindAll(b.Words, word => !IsQualifier(word));
        if (left.Length is 0 || right.Length is 0)
            return left.Length == right.Length && (a.Words.Length is 0) == (b.Words.Length is 0) ? 1 : 0;
        var jIsY = a.IsOldSpelling || b.IsOldSpelling;
        var joined = OfWord(string.Concat(left), string.Concat(right), jIsY, knownApart: left.Length == 1 && right.Length == 1);
        if (joined is 1)
            return 1;
        var (aligned, ownA, ownB) = Align(left, right, jIsY, knownApart: true);
        var words = ownA && ownB ? Math.Min(aligned, TwoNames) : aligned;
        // "Mangun Kusumo" and "Mangunkusumo" with a slip; a name of as many words is compared word by word only.
        return left.Length == right.Length ? words : Math.Max(words, joined);
    }

    /// <summary>Likeness of the core names of two companies.</summary>
    public static double Of(CompanyName a, CompanyName b)
    {
        if (a.Core.Length is 0 || b.Core.Length is 0)
            return 0;
        return a.Core == b.Core ? 1 : Align([.. a.Words], [.. b.Words], jIsY: false, knownApart: false).Score;
    }

    /// <summary>Whether direction and number words differ, or stand on one side only.</summary>
    public static (bool Differ, bool Missing) Qualifiers(PlaceName a, PlaceName b)
    {
        var left = Array.FindAll(a.Words, IsQualifier).Select(Number).ToList();
        var right = Array.FindAll(b.Words, IsQualifier).Select(Number).ToList();
        left.RemoveAll(right.Remove);
        return (left.Count > 0 && right.Count > 0, left.Count > 0 != right.Count > 0);
    }

    /// <summary>Whether the name's words stand side by side somewhere in a text.</summary>
    public static bool IsIn(PlaceName name, PlaceName text)
    {
        if (!Array.Exists(name.Words, word => word.Length >= 4))
            return false;
        var jIsY = name.IsOldSpelling || text.IsOldSpelling;
        for (var start = 0; start + name.Words.Length <= text.Words.Length; start++)
        {
            // With another first letter no word is near enough to count as found.
            if (!jIsY && name.Words[0][0] != text.Words[start][0])
                continue;
            var (matched, written) = (0, false);
            while (matched < name.Words.Length && OfWord(name.Words[matched], text.Words[start + matched], jIsY, knownApart: true) >= Found)
                written |= text.Words[start + matched++].Length > 1;
            // The S of another name is no sign of Sukamaju.
            if (matched == name.Words.Length && written)
                return true;
        }
        return false;
    }

    /// <summary>Whether the name stands in a text with its blanks lost or moved: <c>DesaAir Dingin</c>.</summary>
    public static bool IsWithin(PlaceName name, PlaceName text) =>
        string.Concat(name.Words) is { Length: >= 6 } joined && string.Concat(text.Words).Contains(joined, StringComparison.Ordinal);

    // Kenanga Dua is Kenanga 2.
    private static string Number(string word) => Vocabulary.NumberWords.GetValueOrDefault(word, word);

    private static bool IsQualifier(string word) => char.IsAsciiDigit(word[0]) || Vocabulary.StreetQualifiers.Contains(word);

    /// <summary>The best alignment in order; a lone letter matches a word that begins with it and costs nothing if it has no counterpart.</summary>
    private static (double Score, bool OwnA, bool OwnB) Align(string[] a, string[] b, bool jIsY, bool knownApart)
    {
        var best = new double[a.Length + 1, b.Length + 1];
        var likeness = new double[a.Length, b.Length];
        for (var i = a.Length - 1; i >= 0; i--)
            for (var j = b.Length - 1; j >= 0; j--)
            {
                likeness[i, j] = OfWord(a[i], b[j], jIsY, knownApart);
                var matched = likeness[i, j] > 0 ? (likeness[i, j] * Weight(a[i], b[j])) + best[i + 1, j + 1] : 0;
                best[i, j] = Math.Max(matched, Math.Max(best[i + 1, j], best[i, j + 1]));
            }
        var (ownA, ownB, total) = (false, false, 0.0);
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            if (i < a.Length && j < b.Length && likeness[i, j] > 0 && best[i, j] > Math.Max(best[i + 1, j], best[i, j + 1]))
                total += Weight(a[i++], b[j++]);
            else if (j == b.Length || (i < a.Length && best[i + 1, j] >= best[i, j + 1]))
                total += Own(Weight(a[i++]), ref ownA);
            else
                total += Own(Weight(b[j++]), ref ownB);
        }
        return (total > 0 ? best[0, 0] / total : 0, ownA, ownB);
    }

    private static int Own(int weight, ref bool own)
    {
        own |= weight > 0;
        return weight;
    }

    // An initial says next to nothing: neither that S. Parman is Suprapto nor that A. Yani is not Ahmad Yani.
    private static double Weight(string a, string b) => a.Length is 1 != b.Length is 1 ? 0.5 : Math.Max(0.5, Weight(a) + Weight(b));

    private static int Weight(string word) => word.Length is 1 ? 0 : word.Length;

    private static double OfWord(string a, string b, bool jIsY, bool knownApart)
    {
        if (a == b)
            return 1;
        if (a.Length is 1 || b.Length is 1)
            return a[0] == b[0] ? 1 : 0;
        var longest = Math.Max(a.Length, b.Length);
        var distance = Math.Abs(a.Length - b.Length) > Math.Max(3, longest * MostSlips) ? longest : Spelling.Distance(a, b, jIsY);
        if (distance is 0)
            return 1;
        if (knownApart && Vocabulary.KnownStreets.Contains(a) && Vocabulary.KnownStreets.Contains(b))
            return 0;
        // The commonest slip of all, also at the beginning of a word: Salim, Aslim.
        if (longest >= 4 && Spelling.IsSwap(a, b))
            return 0.92;
        var slips = (distance, longest) switch
        {
            (1, >= 6) => 0.92,
            (1, 5) => 0.85,
            (1, 4) => 0.7,
            (2, >= 8) => 0.85,
            (2, >= 6) => 0.6,
            (3, >= 12) => 0.7,
            // Several slips at once: no street for certain, but none other for certain either.
            (_, >= 7) when distance >= 3 && distance <= longest * MostSlips => 0.55,
            _ => IsShortened(a, b) || IsShortened(b, a) ? 0.7 : 0,
        };
        // A slip in the first letter is rare: Seruni and Meruni are two streets. With a further one it is another place: Wanasari, Rawasari.
        return a[0] == b[0] ? slips : Math.Min(slips, distance is 1 ? 0.6 : 0.55);
    }

    private static bool IsShortened(string shorter, string longer) =>
        shorter.Length is >= 3 and <= 5 && longer.Length >= shorter.Length + 2 && longer.StartsWith(shorter, StringComparison.Ordinal);
}

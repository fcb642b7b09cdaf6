namespace BackOffice.Designer.Dossier;

/// <summary>Shows where two texts differ, word by word: a pure function.</summary>
internal static class WordDiff
{
    /// <summary>Both texts in pieces that put together give them back, each with whether the other text lacks it. Letter case alone is no difference. Two single words are compared letter by letter from both ends.</summary>
    public static (IReadOnlyList<(string Text, bool Differs)> A, IReadOnlyList<(string Text, bool Differs)> B) Between(string a, string b)
    {
        var (wordsA, wordsB) = (Words(a), Words(b));
        if (wordsA is [var one] && wordsB is [var other])
            return Letters(one, other);
        var common = CommonWords(wordsA, wordsB);
        return (Join(wordsA, common.A), Join(wordsB, common.B));
    }

    private static List<string> Words(string text)
    {
        List<string> words = [];
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
                end++;
            while (end < text.Length && char.IsWhiteSpace(text[end]))
                end++;
            words.Add(text[start..end]);
            start = end;
        }
        return words;
    }

    private static bool Same(string one, string other) => one.AsSpan().Trim().Equals(other.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase);

    // The longest common run of words, not necessarily side by side.
    private static (HashSet<int> A, HashSet<int> B) CommonWords(List<string> a, List<string> b)
    {
        var lengths = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
            for (var j = b.Count - 1; j >= 0; j--)
                lengths[i, j] = Same(a[i], b[j]) ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        var (inA, inB) = (new HashSet<int>(), new HashSet<int>());
        for (var (i, j) = (0, 0); i < a.Count && j < b.Count;)
        {
            if (Same(a[i], b[j]))
            {
                inA.Add(i++);
                inB.Add(j++);
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
        return (inA, inB);
    }

    private static List<(string Text, bool Differs)> Join(List<string> words, HashSet<int> common)
    {
        List<(string Text, bool Differs)> pieces = [];
        for (var i = 0; i < words.Count; i++)
        {
            var differs = !common.Contains(i);
            if (pieces is [.., var last] && last.Differs == differs)
                pieces[^1] = (last.Text + words[i], differs);
            else
                pieces.Add((words[i], differs));
        }
        return pieces;
    }

    private static (IReadOnlyList<(string Text, bool Differs)> A, IReadOnlyList<(string Text, bool Differs)> B) Letters(string a, string b)
    {
        var shorter = Math.Min(a.Length, b.Length);
        var front = 0;
        while (front < shorter && Equal(a[front], b[front]))
            front++;
        var back = 0;
        while (back < shorter - front && Equal(a[^(back + 1)], b[^(back + 1)]))
            back++;
        return (Parts(a, front, back), Parts(b, front, back));
    }

    private static bool Equal(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);

    private static List<(string Text, bool Differs)> Parts(string text, int front, int back) =>
        [.. new[] { (Text: text[..front], Differs: false), (Text: text[front..^back], Differs: true), (Text: text[^back..], Differs: false) }.Where(piece => piece.Text.Length > 0)];
}

namespace BackOffice.Rules.Identity;

/// <summary>How far two words are apart, counted in slips of the keyboard.</summary>
internal static class Spelling
{
    /// <summary>Longer words are compared only for equality of what exceeds it.</summary>
    private const int MaxLength = 64;

    /// <summary>
    /// Letters dropped, added, replaced or swapped with their neighbour to get from one word to the other (optimal string alignment).
    /// </summary>
    /// <param name="a">One word.</param>
    /// <param name="b">The other.</param>
    /// <param name="jIsY">Whether j and y count as one letter, as between the spellings before and after 1972.</param>
    public static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, bool jIsY = false)
    {
        if (a.SequenceEqual(b))
            return 0;
        if (a.Length > MaxLength || b.Length > MaxLength)
            return Math.Max(a.Length, b.Length);
        Span<int> before = stackalloc int[MaxLength + 1], last = stackalloc int[MaxLength + 1], row = stackalloc int[MaxLength + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = last[j - 1] + (Same(a[i - 1], b[j - 1], jIsY) ? 0 : 1);
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, replaced);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2], jIsY) && Same(a[i - 2], b[j - 1], jIsY))
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            var free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.Length];
    }

    /// <summary>The word with a letter and the next in each other's place.</summary>
    public static string Swap(string word, int at) => string.Concat(word.AsSpan(0, at), word.AsSpan(at + 1, 1), word.AsSpan(at, 1), word.AsSpan(at + 2));

    /// <summary>Whether two neighbouring letters in each other's place are all that is between the words.</summary>
    public static bool IsSwap(string a, string b)
    {
        var at = a.AsSpan().CommonPrefixLength(b);
        return a.Length == b.Length && at + 1 < a.Length && a[at] == b[at + 1] && a[at + 1] == b[at] && a.AsSpan(at + 2).SequenceEqual(b.AsSpan(at + 2));
    }

    private static bool Same(char a, char b, bool jIsY) => a == b || (jIsY && (a is 'j' or 'y') && (b is 'j' or 'y'));
}

namespace BackOffice.Rules.Policies.Expressions;

/// <summary>Guesses which name was meant.</summary>
internal static class NameGuess
{
    /// <summary>The name that differs in case only or in at most two characters; null if there is none.</summary>
    internal static string? Nearest(string written, IEnumerable<string> names)
    {
        if (written.Length > 60)
            return null;
        var near = names.Select(name => (Name: name, Distance: Distance(written.ToUpperInvariant(), name.ToUpperInvariant()))).Where(candidate => candidate.Distance <= 2).OrderBy(candidate => candidate.Distance);
        return near.Select(candidate => candidate.Name).FirstOrDefault();
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}

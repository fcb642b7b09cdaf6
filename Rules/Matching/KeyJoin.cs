namespace BackOffice.Rules.Matching;

/// <summary>
/// Finds all accounts that share a key: every key with the number of its account in two flat arrays, kind by kind, sorted, and read off run by run.
/// Twelve bytes a key, about five keys an account.
/// </summary>
internal static class KeyJoin
{
    private const int Kinds = 6;

    /// <summary>Keys of one kind and the accounts that have them.</summary>
    private sealed class Column(int size)
    {
        public ulong[] Keys { get; } = new ulong[size];
        public int[] Owners { get; } = new int[size];
        public int Filled { get; set; }
    }

    public static List<ulong> Pairs(List<PreparedAccount> accounts, CancellationToken ct)
    {
        var columns = Columns(accounts);
        var found = new List<ulong>[Kinds];
        Parallel.For(0, Kinds, new() { CancellationToken = ct }, kind => found[kind] = PairsOf(columns[kind], accounts));
        return [.. found.SelectMany(pairs => pairs)];
    }

    private static Column[] Columns(List<PreparedAccount> accounts)
    {
        var counts = new int[Kinds];
        foreach (var account in accounts)
            for (var i = 0; i < account.CountKeys; i++)
                counts[(int)BlockingKeys.KindOf(account.BlockingKey(i))]++;
        var columns = Array.ConvertAll(counts, count => new Column(count));
        for (var owner = 0; owner < accounts.Count; owner++)
            for (var i = 0; i < accounts[owner].CountKeys; i++)
            {
                var key = accounts[owner].BlockingKey(i);
                var column = columns[(int)BlockingKeys.KindOf(key)];
                (column.Keys[column.Filled], column.Owners[column.Filled]) = (key, owner);
                column.Filled++;
            }
        return columns;
    }

    private static List<ulong> PairsOf(Column column, List<PreparedAccount> accounts)
    {
        List<ulong> pairs = [];
        var keys = column.Keys;
        Array.Sort(keys, column.Owners);
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start]; end++)
            {
            }
            if (end - start > 1)
                CandidatePairs.Collect(keys[start], column.Owners.AsSpan(start, end - start), accounts, pairs);
        }
        return pairs;
    }
}

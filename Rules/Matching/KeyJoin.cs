namespace BackOffice.Rules.Matching;

/// <summary>
/// Finds all accounts that share a key: every key with the number of its account in two flat arrays, kind by kind, sorted, and read off run by run.
/// Twelve bytes a key, about five keys an account.
/// </summary>
internal static class KeyJoin
{
    private const int Kinds = 6;

    public static List<ulong> Pairs(List<PreparedAccount> accounts, CancellationToken ct)
    {
        var counts = new int[Kinds];
        foreach (var account in accounts)
            for (var i = 0; i < account.CountKeys; i++)
                counts[(int)BlockingKeys.KindOf(account.BlockingKey(i))]++;
        var found = new List<ulong>[Kinds];
        Parallel.For(0, Kinds, new() { CancellationToken = ct }, kind => found[kind] = PairsOf((BlockingKeyKind)kind, counts[kind], accounts));
        return [.. found.SelectMany(pairs => pairs)];
    }

    private static List<ulong> PairsOf(BlockingKeyKind kind, int count, List<PreparedAccount> accounts)
    {
        List<ulong> pairs = [];
        if (count is 0)
            return pairs;
        var keys = new ulong[count];
        var owners = new int[count];
        var filled = 0;
        for (var account = 0; account < accounts.Count; account++)
            for (var i = 0; i < accounts[account].CountKeys; i++)
                if (accounts[account].BlockingKey(i) is var key && BlockingKeys.KindOf(key) == kind)
                    (keys[filled], owners[filled++]) = (key, account);
        Array.Sort(keys, owners);
        for (int start = 0, end; start < count; start = end)
        {
            for (end = start + 1; end < count && keys[end] == keys[start]; end++)
            {
            }
            if (end - start > 1)
                CandidatePairs.Collect(keys[start], owners.AsSpan(start, end - start), accounts, pairs);
        }
        return pairs;
    }
}

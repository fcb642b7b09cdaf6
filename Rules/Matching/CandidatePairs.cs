namespace BackOffice.Rules.Matching;

/// <summary>
/// Which accounts that share a key are compared. Up to a limit all of them are, with each other. Beyond it a key says little (one consultant's e-mail in
/// 5,000 accounts, a tax number typed in from a form's example), so that each account is compared only with the first few of the key's accounts,
/// ordered by site and user ID: the work grows with the accounts, not with their square, and every account still shows what it shares.
/// Whether two accounts are a pair depends on nothing but the accounts of the key, so that a scan and a look-up of one account agree.
/// </summary>
internal static class CandidatePairs
{
    /// <summary>More accounts than this under one key are not all compared with each other. A site has each user ID once, and there are some 700 sites.</summary>
    public static int Limit(ulong key) => BlockingKeys.KindOf(key) is BlockingKeyKind.Taxpayer or BlockingKeyKind.UserId ? 1_000 : 50;

    /// <summary>With how many first accounts each one is compared beyond the limit: contacts need one to be reported, identities some more to be found.</summary>
    public static int Hubs(ulong key) => BlockingKeys.KindOf(key) is BlockingKeyKind.Email or BlockingKeyKind.Phone ? 1 : 8;

    /// <summary>Adds each pair of a scan, as two indices in one number, the lower one in the upper half; a pair may come several times.</summary>
    public static void Collect(ulong key, ReadOnlySpan<int> bucket, IReadOnlyList<PreparedAccount> accounts, List<ulong> pairs)
    {
        if (bucket.Length <= Limit(key))
        {
            for (var i = 0; i < bucket.Length; i++)
                for (var j = i + 1; j < bucket.Length; j++)
                    pairs.Add(Pair(bucket[i], bucket[j]));
            return;
        }
        var ordered = bucket.ToArray();
        Array.Sort(ordered, (one, other) => PreparedAccount.InOrder(accounts[one], accounts[other]));
        for (var hub = 0; hub < Hubs(key); hub++)
            for (var i = hub + 1; i < ordered.Length; i++)
                pairs.Add(Pair(ordered[hub], ordered[i]));
    }

    /// <summary>The counterparts of one account among the accounts that have one of its keys; the account itself may be among them.</summary>
    public static IEnumerable<PreparedAccount> Of(PreparedAccount account, IReadOnlyList<PreparedAccount> sharing)
    {
        HashSet<PreparedAccount> counterparts = [];
        foreach (var key in BlockingKeys.Of(account))
        {
            List<PreparedAccount> bucket = [account];
            foreach (var other in sharing)
                if (PreparedAccount.InOrder(account, other) is not 0 && other.HasKey(key))
                    bucket.Add(other);
            if (bucket.Count > Limit(key))
            {
                bucket.Sort(PreparedAccount.InOrder);
                if (bucket.IndexOf(account) >= Hubs(key))
                    bucket.RemoveRange(Hubs(key), bucket.Count - Hubs(key));
            }
            counterparts.UnionWith(bucket);
        }
        counterparts.Remove(account);
        return counterparts;
    }

    /// <summary>Two indices in one number, the lower one in the upper half.</summary>
    public static ulong Pair(int one, int other) => one < other ? ((ulong)(uint)one << 32) | (uint)other : ((ulong)(uint)other << 32) | (uint)one;
}

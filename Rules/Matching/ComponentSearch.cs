using BackOffice.Rules.Identity;

namespace BackOffice.Rules.Matching;

/// <summary>Where accounts are looked up: a database with an index on keys, or a list in a test. Every answer holds prepared accounts as they are now.</summary>
public interface IAccountLookup
{
    /// <summary>All accounts that have at least one of the keys; those asked about may be among them.</summary>
    Task<IReadOnlyList<PreparedAccount>> FindByKeysAsync(IReadOnlyCollection<ulong> keys, CancellationToken ct);

    /// <summary>What people decided about pairs with one of these accounts.</summary>
    Task<IReadOnlyList<Verdict>> FindVerdictsAsync(IReadOnlyCollection<AccountKey> accounts, CancellationToken ct);

    /// <summary>The accounts of these names; one that does not exist is left out.</summary>
    Task<IReadOnlyList<PreparedAccount>> FindAsync(IReadOnlyCollection<AccountKey> accounts, CancellationToken ct);
}

/// <summary>What detection found around one account.</summary>
/// <param name="Component">The component of the account; of one member if it has no double.</param>
/// <param name="Pairs">Every pair of a member that is not unrelated, with accounts outside the component too: branches, doubts, clashes, shared contacts.</param>
public sealed record ComponentFinding(AccountComponent Component, IReadOnlyList<PairFinding> Pairs);

/// <summary>
/// Duplicates of one account at activation (2.e): the same component and the same decisions as the national scan finds, whichever member asks (decision 3),
/// by looking up keys only. It walks along *same* pairs, so that it costs as many look-ups as the component is deep, one for nearly everybody.
/// </summary>
/// <param name="judge">Decides about each pair.</param>
/// <param name="takesPart">Whether a site is aggregated; accounts of other sites are never compared (4.c).</param>
/// <param name="lookup">Where the others are found.</param>
public sealed class ComponentSearch(PairJudge judge, Func<SiteCode, bool> takesPart, IAccountLookup lookup)
{
    /// <summary>Finds the component of an account.</summary>
    /// <param name="start">The account; its site takes part.</param>
    /// <param name="ct">Stops between two look-ups.</param>
    /// <exception cref="ArgumentException">The account's site does not take part (4.c).</exception>
    public async Task<ComponentFinding> FindAsync(PreparedAccount start, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (!takesPart(start.Site))
            throw new ArgumentException($"Site {start.Site} does not take part.", nameof(start));
        Dictionary<AccountKey, PreparedAccount> members = new() { [start.Key] = start };
        Dictionary<AccountPair, PairFinding> findings = [];
        for (List<PreparedAccount> frontier = [start]; frontier.Count > 0;)
        {
            var reached = await CompareAsync(frontier, findings, ct);
            frontier = [];
            foreach (var account in reached)
                if (members.TryAdd(account.Key, account))
                    frontier.Add(account);
        }
        List<PairFinding> inside = [.. findings.Values.Where(finding => members.ContainsKey(finding.A.Key) && members.ContainsKey(finding.B.Key) && IsTold(finding))];
        return new(
            Components.Component([.. members.Values], inside),
            [.. findings.Values.Where(finding => finding.Decision is not PairDecision.Unrelated).OrderBy(finding => finding.A.Key).ThenBy(finding => finding.B.Key)]);
    }

    // A pair that no rule connects is nothing; one that a person called unrelated keeps a component from being a group.
    private static bool IsTold(PairFinding finding) => finding.Decision is not PairDecision.Unrelated || finding.Verdict is not null;

    /// <summary>Judges the accounts against all their counterparts.</summary>
    /// <returns>The accounts at the other end of *same* pairs.</returns>
    private async Task<List<PreparedAccount>> CompareAsync(List<PreparedAccount> frontier, Dictionary<AccountPair, PairFinding> findings, CancellationToken ct)
    {
        var sharing = await lookup.FindByKeysAsync(frontier.SelectMany(BlockingKeys.Of).ToHashSet(), ct);
        List<PreparedAccount> others = [.. sharing.Where(account => takesPart(account.Site))];
        var verdicts = (await lookup.FindVerdictsAsync([.. frontier.Select(account => account.Key)], ct)).ToDictionary(verdict => verdict.Pair, verdict => verdict.Answer);
        var judgedByPeople = await NamedAsync(verdicts, ct);

        List<PreparedAccount> reached = [];
        foreach (var account in frontier)
        {
            var key = account.Key;
            var named = judgedByPeople.Where(other => other.Key != key && verdicts.ContainsKey(new(key, other.Key)));
            foreach (var other in CandidatePairs.Of(account, others).Concat(named).DistinctBy(other => other.Key))
            {
                var pair = new AccountPair(key, other.Key);
                if (findings.ContainsKey(pair))
                    continue;
                var finding = await judge.JudgeAsync(account, other, verdicts.TryGetValue(pair, out var answer) ? answer : null, ct);
                findings.Add(pair, finding);
                if (finding.Decision is PairDecision.SameCompany)
                    reached.Add(other);
            }
        }
        return reached;
    }

    private async Task<IReadOnlyList<PreparedAccount>> NamedAsync(Dictionary<AccountPair, VerdictAnswer> verdicts, CancellationToken ct)
    {
        if (verdicts.Count is 0)
            return [];
        var named = await lookup.FindAsync(verdicts.Keys.SelectMany(pair => new[] { pair.First, pair.Second }).ToHashSet(), ct);
        return [.. named.Where(account => takesPart(account.Site))];
    }
}

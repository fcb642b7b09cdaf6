using BackOffice.Rules.Identity;

namespace BackOffice.Rules.Matching;

/// <summary>What a scan found.</summary>
/// <param name="Pairs">Every pair with a decision other than <see cref="PairDecision.Unrelated"/>, in the order of its first, then second account as added.</param>
/// <param name="Components">Accounts connected by *same* pairs: groups, and cases for a person. Nothing is made of them here: only an activation makes a group.</param>
/// <param name="Candidates">How many pairs were compared.</param>
public sealed record ScanResult(IReadOnlyList<PairFinding> Pairs, IReadOnlyList<AccountComponent> Components, int Candidates);

/// <summary>
/// The national search for duplicates (2.e): accounts in, decisions out, no database. Only accounts at sites that take part are looked at (4.c).
/// </summary>
/// <param name="judge">Decides about each pair.</param>
/// <param name="takesPart">Whether a site is aggregated.</param>
public sealed class DuplicateScan(PairJudge judge, Func<SiteCode, bool> takesPart)
{
    private const int PairsPerPortion = 2_048;

    private readonly List<PreparedAccount> accounts = [];

    /// <summary>Takes an account; one at a site that does not take part is passed over. Not for several threads at once.</summary>
    public void Add(PreparedAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (takesPart(account.Site))
            accounts.Add(account);
    }

    /// <summary>Takes many accounts, as <see cref="Add(PreparedAccount)"/> takes one.</summary>
    public void Add(IReadOnlyCollection<PreparedAccount> many)
    {
        ArgumentNullException.ThrowIfNull(many);
        accounts.EnsureCapacity(accounts.Count + many.Count);
        foreach (var account in many)
            Add(account);
    }

    /// <summary>Compares, decides and joins, on all processors.</summary>
    /// <param name="verdicts">What people decided; a verdict makes its pair a candidate even without a common key. None by default.</param>
    /// <param name="ct">Stops between two portions of work.</param>
    public async Task<ScanResult> RunAsync(IReadOnlyCollection<Verdict>? verdicts = null, CancellationToken ct = default)
    {
        var answers = (verdicts ?? []).ToDictionary(verdict => verdict.Pair, verdict => verdict.Answer);
        var pairs = KeyJoin.Pairs(accounts, ct);
        AddVerdictPairs(answers, pairs);
        pairs.Sort();
        var candidates = Distinct(pairs);
        // The keys, sixty bytes an account, are garbage from here on, and among objects so large that the collector would not look again before the end.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);

        var portions = new PairFinding[(candidates.Count + PairsPerPortion - 1) / PairsPerPortion][];
        await Parallel.ForAsync(0, portions.Length, ct, async (portion, token) =>
            portions[portion] = await JudgeAsync(candidates, portion * PairsPerPortion, answers, token));
        PairFinding[] findings = [.. portions.SelectMany(portion => portion)];
        return new([.. findings.Where(finding => finding.Decision is not PairDecision.Unrelated)], Matching.Components.Of(findings), candidates.Count);
    }

    private async Task<PairFinding[]> JudgeAsync(List<ulong> candidates, int start, Dictionary<AccountPair, VerdictAnswer> answers, CancellationToken ct)
    {
        List<PairFinding> findings = [];
        var end = Math.Min(start + PairsPerPortion, candidates.Count);
        for (var i = start; i < end; i++)
        {
            var (a, b) = (accounts[(int)(candidates[i] >> 32)], accounts[(int)(uint)candidates[i]]);
            var finding = await judge.JudgeAsync(a, b, answers.Count is 0 ? null : Answer(answers, a, b), ct);
            // An unrelated pair matters only where a person said so, within a component.
            if (finding.Decision is not PairDecision.Unrelated || finding.Verdict is not null)
                findings.Add(finding);
        }
        for (var i = start; i < end; i++)
        {
            accounts[(int)(candidates[i] >> 32)].ForgetIdentity();
            accounts[(int)(uint)candidates[i]].ForgetIdentity();
        }
        return [.. findings];
    }

    private static VerdictAnswer? Answer(Dictionary<AccountPair, VerdictAnswer> answers, PreparedAccount a, PreparedAccount b) =>
        answers.TryGetValue(new(a.Key, b.Key), out var answer) ? answer : null;

    private void AddVerdictPairs(Dictionary<AccountPair, VerdictAnswer> answers, List<ulong> pairs)
    {
        if (answers.Count is 0)
            return;
        var named = answers.Keys.SelectMany(pair => new[] { pair.First, pair.Second }).ToHashSet();
        Dictionary<AccountKey, int> places = [];
        for (var i = 0; i < accounts.Count; i++)
            if (accounts[i].Key is var key && named.Contains(key))
                places[key] = i;
        foreach (var pair in answers.Keys)
            if (places.TryGetValue(pair.First, out var one) && places.TryGetValue(pair.Second, out var other))
                pairs.Add(CandidatePairs.Pair(one, other));
    }

    private static List<ulong> Distinct(List<ulong> sorted)
    {
        var kept = 0;
        for (var i = 0; i < sorted.Count; i++)
            if (i is 0 || sorted[i] != sorted[i - 1])
                sorted[kept++] = sorted[i];
        sorted.RemoveRange(kept, sorted.Count - kept);
        return sorted;
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using BackOffice.Rules.Matching;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;
using MatchedPair = BackOffice.Rules.Matching.PairFinding;

namespace BackOffice.Workflows.Activation;

/// <summary>
/// Looks for the duplicates of one account in the registry as it is now, under the live rules and the verdicts that hold (2.e, 2.f; decision 3). Reads by indexed keys alone and
/// writes nothing but clashes.
/// </summary>
public sealed class Detection(BackOfficeDb db, RowLocks locks, LivePolicies policies)
{
    internal static readonly JsonSerializerOptions EvidenceFormat = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>Finds the component of an account, and every judged pair of its members.</summary>
    public Task<Detected> LookAsync(long account, CancellationToken ct) => LookAsync(account, policies.Current, ct);

    /// <summary>The same under a rule set of the caller's choice, which answers every question of this look, whatever goes live meanwhile.</summary>
    internal async Task<Detected> LookAsync(long account, PolicySet rules, CancellationToken ct)
    {
        var registry = new RegistryLookup(db);
        var start = await registry.PrepareAsync(account, ct);
        var found = await new ComponentSearch(new PairJudge(rules), takesPart: _ => true, registry).FindAsync(start, ct);

        var members = found.Component.Members.Select(registry.IdOf).ToHashSet();
        var weak = found.Component.WeakLinks.ToHashSet();
        var contradictions = found.Component.Conflicts.Where(pair => pair.Decision != PairDecision.Review).ToHashSet();
        return new(account, [.. members], IsInDoubt(found),
            [.. found.Pairs.Union(contradictions).Select(pair => Describe(pair, registry, weak.Contains(pair), contradictions.Contains(pair)))], rules.Version);
    }

    /// <summary>
    /// Puts an obligation on every party of the clashes that touch the component (decision 8). A component is one party: its Default renames where the Default has the ID,
    /// otherwise each member that has it.
    /// </summary>
    /// <returns>The providers that have to rename and did not know it yet.</returns>
    internal async Task<IReadOnlyList<long>> OpenClashesAsync(Detected found, ClashBook clashes, CancellationToken ct)
    {
        var clashing = found.Pairs.Where(pair => pair.Clashes).SelectMany(pair => new[] { pair.AccountA, pair.AccountB }).ToHashSet();
        if (clashing.Count == 0)
            return [];
        List<long> obliged = [];
        var concerned = clashing.Union(found.Component).ToList();
        var accounts = await db.Accounts.Include(account => account.Provider).Where(account => concerned.Contains(account.Id)).ToListAsync(ct);
        // All at once and in order, so that two detections cannot wait for each other; the book asks again under each.
        await locks.TakeAsync(accounts.Where(account => clashing.Contains(account.Id)).Select(account => LockKey.UserId(account.Provider.UserIdKey)), ct);
        foreach (var (key, providers) in await ClashPartiesAsync(found, ct))
            obliged.AddRange(await clashes.ObligeAsync(key, providers, ct));
        return obliged;
    }

    /// <summary>The parties of the clashes that touch the component: each user ID with the providers that have to rename.</summary>
    internal async Task<IReadOnlyList<(string Key, IReadOnlyList<long> Providers)>> ClashPartiesAsync(Detected found, CancellationToken ct)
    {
        var clashing = found.Pairs.Where(pair => pair.Clashes).SelectMany(pair => new[] { pair.AccountA, pair.AccountB }).ToHashSet();
        if (clashing.Count == 0)
            return [];
        var concerned = clashing.Union(found.Component).ToList();
        var accounts = await db.Accounts.Include(account => account.Provider).Where(account => concerned.Contains(account.Id)).ToListAsync(ct);
        var own = accounts.Where(account => found.Component.Contains(account.Id)).ToList();
        List<(string, IReadOnlyList<long>)> parties = [];
        foreach (var sameId in accounts.Where(account => clashing.Contains(account.Id)).GroupBy(account => account.Provider.UserIdKey))
        {
            var mine = own.Where(account => account.Provider.UserIdKey == sameId.Key).ToList();
            var @default = await DefaultOfAsync(own, ct);
            var renaming = mine.Exists(account => account.Id == @default.Id) ? [@default] : mine;
            parties.Add((sameId.Key, [.. renaming.Concat(sameId.Except(own)).Select(account => account.ProviderId).Distinct()]));
        }
        return parties;
    }

    private async Task<Account> DefaultOfAsync(List<Account> component, CancellationToken ct)
    {
        var ids = component.ConvertAll(account => account.Id);
        var standing = await db.GroupMembers.Where(member => ids.Contains(member.AccountId) && member.LeftAt == null)
            .Join(db.Groups, member => member.GroupId, group => group.Id, (_, group) => group.DefaultAccountId).FirstOrDefaultAsync(ct);
        return component.Find(account => account.Id == standing)
            ?? component.OrderByDescending(account => account.PackageCount).ThenBy(account => account.RegisteredOn).ThenBy(account => account.SiteCode).First();
    }

    // A doubtful pair with somebody outside counts as well: a person may find that the other one belongs to the company, or is its Default.
    // Two accounts of one company at one site are a person's question too (decision 6).
    private static bool IsInDoubt(ComponentFinding found) =>
        found.Component.NeedsReview
        || found.Pairs.Any(pair => pair.Decision == PairDecision.Review)
        || found.Component.Members.GroupBy(member => member.Site).Any(site => site.Count() > 1);

    private static DetectedPair Describe(MatchedPair pair, RegistryLookup registry, bool isWeak, bool contradicts)
    {
        var (a, b) = (registry.IdOf(pair.A), registry.IdOf(pair.B));
        var evidence = a < b
            ? pair.Comparison.Evidence
            : pair.Comparison.Evidence.Select(line => line with { RawA = line.RawB, RawB = line.RawA, NormalA = line.NormalB, NormalB = line.NormalA });
        return new(Math.Min(a, b), Math.Max(a, b), pair.Decision.WireName(), pair.Rule, JsonSerializer.Serialize(evidence, EvidenceFormat), isWeak, pair.IsUserIdClash,
            DecisionLog.Facts(pair.Comparison.Facts), contradicts);
    }
}

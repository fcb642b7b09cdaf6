using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>Compares accounts that are to come with those that take part, and keeps what the newcomers bring.</summary>
internal static class JoinScan
{
    /// <summary>The pairs and components in which a newcomer is.</summary>
    public static async Task<ScanResult> RunAsync(
        PolicySet rules, IEnumerable<PreparedAccount> present, IEnumerable<PreparedAccount> newcomers, Func<SiteCode, bool> isNew, IReadOnlyCollection<Verdict> verdicts, CancellationToken ct)
    {
        // Whoever calls has chosen the accounts by their sites.
        var scan = new DuplicateScan(new(rules), _ => true);
        foreach (var account in present.Concat(newcomers))
            scan.Add(account);
        var all = await scan.RunAsync(verdicts, ct);
        return new(
            [.. all.Pairs.Where(pair => isNew(pair.A.Site) || isNew(pair.B.Site))],
            [.. all.Components.Where(component => component.Members.Any(member => isNew(member.Site)))], all.Candidates);
    }

    /// <summary>The accounts that are active.</summary>
    public static Task<HashSet<AccountKey>> ActiveAsync(Database database, CancellationToken ct) => database.ReadAsync(async (db, token) =>
        (await db.Accounts.Where(account => account.ActivatedAt != null && account.ClosedAt == null).Select(account => new { account.SiteCode, account.Provider.UserId }).ToListAsync(token))
        .Select(account => new AccountKey(account.SiteCode, account.UserId)).ToHashSet(), ct);
}

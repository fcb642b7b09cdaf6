using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Scan;

/// <summary>Reads the registry from the database, one row after the other: what stays in memory is what the scan compares.</summary>
internal static class DatabaseSource
{
    private const int RowsPerReport = 5_000;

    /// <summary>The registry as it is; with a site that is to join, as if it had.</summary>
    public static Task<ScannedRegistry> ReadAsync(Database database, IProgress<(long Done, long Of)>? progress, CancellationToken ct, SiteCode? joining = null) =>
        database.ReadAsync((db, token) => ReadAsync(db, joining, progress, token), ct);

    private static async Task<ScannedRegistry> ReadAsync(BackOfficeDb db, SiteCode? joining, IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        // One object for each site: the rows would bring a million.
        var sites = await db.Sites.Where(site => site.Stage == SiteStage.Aggregated || site.Code == joining).Select(site => site.Code).ToDictionaryAsync(site => site, ct);
        var decided = await db.Verdicts.Where(verdict => verdict.ReopenedAt == null)
            .Select(verdict => new { verdict.AccountA, verdict.AccountB, verdict.Answer }).ToListAsync(ct);
        var named = decided.SelectMany(verdict => new[] { verdict.AccountA, verdict.AccountB }).ToHashSet();
        var open = db.Accounts.AsNoTracking().Where(account => account.ClosedAt == null && (account.Site.Stage == SiteStage.Aggregated || account.SiteCode == joining));
        var count = progress is null ? 0 : await open.LongCountAsync(ct);

        List<PreparedAccount> accounts = [];
        Dictionary<long, AccountKey> keys = [];
        await foreach (var account in open.Include(account => account.Provider).OrderBy(account => account.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            // A site that joined since the sites were read waits for the next scan.
            if (!sites.TryGetValue(account.SiteCode, out var site))
                continue;
            var prepared = PreparedAccount.From(account.Provider.Describe(account) with { Site = site });
            accounts.Add(prepared);
            if (named.Contains(account.Id))
                keys.Add(account.Id, prepared.Key);
            if (accounts.Count % RowsPerReport == 0)
                progress?.Report((accounts.Count, count));
        }
        return new(sites.Keys.ToHashSet(), accounts, [.. decided
            .Where(verdict => keys.ContainsKey(verdict.AccountA) && keys.ContainsKey(verdict.AccountB))
            .Select(verdict => new Verdict(new(keys[verdict.AccountA], keys[verdict.AccountB]), verdict.Answer))]);
    }
}

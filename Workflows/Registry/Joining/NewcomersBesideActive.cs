using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>
/// Compares accounts of a site that joined with the active providers, and tells each of these once that there is a new duplicate (decision 18). Nothing else changes: groups and clashes
/// are made when the newcomer asks to be activated.
/// </summary>
public sealed class NewcomersBesideActive(BackOfficeDb db, Detection detection, AccountNotices notices)
{
    /// <summary>Looks at one portion.</summary>
    public async Task TellAsync(SiteStageChange change, IReadOnlyList<Account> accounts, CancellationToken ct)
    {
        foreach (var newcomer in await BesideActiveAsync(accounts, ct))
        {
            var found = await detection.LookAsync(newcomer.Id, ct);
            var pairs = found.Pairs.Where(pair => pair.Has(newcomer.Id) && (pair.Clashes || pair.Decision is "same_company" or "review")).ToList();
            var others = pairs.ConvertAll(pair => pair.AccountA == newcomer.Id ? pair.AccountB : pair.AccountA);
            var active = await db.Accounts.Include(account => account.Provider).Include(account => account.Site)
                .Where(account => others.Contains(account.Id) && account.ActivatedAt != null && account.ProviderId != newcomer.ProviderId && account.SiteCode != newcomer.SiteCode).ToListAsync(ct);
            var concerned = pairs.Where(pair => active.Exists(account => pair.Has(account.Id))).ToList();
            change.Concerned += concerned.Exists(pair => pair.Decision == "same_company") ? 1 : 0;
            change.Clashes += concerned.Exists(pair => pair.Clashes) ? 1 : 0;
            change.Doubts += concerned.Exists(pair => pair.Decision == "review") ? 1 : 0;
            // Members of one login are one provider: it is told once, about the account that it was registered with where that one is among them.
            foreach (var provider in active.GroupBy(account => account.ProviderId))
                change.Told += await TellAsync(change, provider.OrderByDescending(account => account.IsOwnProvider).First(), newcomer, ct);
        }
    }

    private async Task<int> TellAsync(SiteStageChange change, Account active, Account newcomer, CancellationToken ct)
    {
        var occasion = $"{NoticeCatalogue.NewDuplicate}:{change.Id:N}:{active.ProviderId}";
        if (db.Notices.Local.Any(notice => notice.Occasion == occasion) || await db.Notices.AnyAsync(notice => notice.Occasion == occasion, ct))
            return 0;
        await notices.QueueAsync(occasion, NoticeCatalogue.NewDuplicate, active, @case: null, [("JoinedSiteName", NoticeValue.Same(newcomer.Site.Name))], to: null, ct);
        return 1;
    }

    // Of a site's accounts hardly any shares a key with an active provider, and only those are compared.
    private async Task<IReadOnlyList<Account>> BesideActiveAsync(IReadOnlyList<Account> accounts, CancellationToken ct)
    {
        if (accounts.Count == 0 || !await db.Cases.AnyAsync(@case => @case.State == CaseState.Active, ct))
            return [];
        var providers = accounts.Select(account => account.ProviderId).ToList();
        var concerned = await db.BlockingKeys.Where(key => providers.Contains(key.ProviderId))
            .Where(key => db.BlockingKeys.Any(other => other.Key == key.Key && other.ProviderId != key.ProviderId
                && db.Accounts.Any(account => account.ProviderId == other.ProviderId && account.ActivatedAt != null && account.ClosedAt == null)))
            .Select(key => key.ProviderId).Distinct().ToListAsync(ct);
        return [.. accounts.Where(account => concerned.Contains(account.ProviderId))];
    }
}

using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry;

/// <summary>Finds whom a site means by a user ID: an account of its own first, otherwise an active provider's single ID.</summary>
public static class AccountFinder
{
    /// <summary>
    /// The open account of a site under a user ID: the one that signs in with it now, otherwise the one that was registered with it, so that a replaced ID still finds
    /// its account. Comes with provider and site.
    /// </summary>
    public static async Task<Account?> FindOwnAsync(this BackOfficeDb db, SiteCode site, UserId userId, CancellationToken ct)
    {
        // Two look-ups by index put together: as one condition with "or" it would read every account of the site.
        var found = await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, SiteCode site, string key) => db.Accounts
            .Include(account => account.Provider).Include(account => account.Site)
            .Where(account => account.ClosedAt == null && db.Accounts.Where(one => one.SiteCode == site && one.UserIdKey == key).Select(one => one.Id)
                .Union(db.Providers.Where(provider => provider.UserIdKey == key).SelectMany(provider => provider.Accounts).Where(one => one.SiteCode == site).Select(one => one.Id))
                .Contains(account.Id))))(db, site, userId.Key).ToListAsync(ct);
        return found.Find(account => account.Provider.UserIdKey == userId.Key) ?? found.FirstOrDefault();
    }

    /// <summary>
    /// The same, and where there is none the account that goes on for one that was closed as its alias (decision 6): for the activation path, which the old user ID still finds. Never
    /// for a login, and never to change or close what the caller did not name.
    /// </summary>
    public static async Task<Account?> FindOwnOrAliasAsync(this BackOfficeDb db, SiteCode site, UserId userId, CancellationToken ct)
    {
        if (await db.FindOwnAsync(site, userId, ct) is { } own)
            return own;
        var next = await db.Accounts.Where(account => account.SiteCode == site && account.AliasOfId != null && (account.UserIdKey == userId.Key || account.Provider.UserIdKey == userId.Key))
            .Select(account => account.AliasOfId).FirstOrDefaultAsync(ct);
        // An alias may have been closed as an alias of a third; each closing points to an account that was open then, so the walk ends.
        while (next is { } id)
        {
            var account = await db.Accounts.Include(one => one.Provider).Include(one => one.Site).SingleAsync(one => one.Id == id, ct);
            if (account.ClosedAt is null)
                return account;
            next = account.AliasOfId;
        }
        return null;
    }

    /// <summary>Whether an account is active with a provider's login and identity: its own, or a member that merged before its Default was activated (decision 4).</summary>
    public static Task<bool> IsInUseAsync(this BackOfficeDb db, long provider, CancellationToken ct) => db.Providers.AnyAsync(
        one => one.Id == provider && (one.ActivatedAt != null || one.Accounts.Any(account => account.ActivatedAt != null && account.ClosedAt == null)), ct);

    /// <summary>The active provider whose single ID this is, nationally; null when there is none.</summary>
    public static async Task<Provider?> FindActiveAsync(this BackOfficeDb db, UserId userId, CancellationToken ct)
    {
        var claim = await db.UserIdClaims.SingleOrDefaultAsync(c => c.Key == userId.Key, ct);
        return claim?.ProviderId is { } id
            ? await db.Providers.SingleOrDefaultAsync(provider => provider.Id == id && provider.UserIdKey == userId.Key && provider.ActivatedAt != null, ct)
            : null;
    }
}

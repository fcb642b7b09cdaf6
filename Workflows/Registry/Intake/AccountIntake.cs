using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.SignIn;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Intake;

/// <summary>Takes accounts in as their sites describe them: the one path of an import and of a single account's <c>PUT</c>.</summary>
internal sealed class AccountIntake(BackOfficeDb db, PasswordVault vault)
{
    /// <summary>One transaction at a time takes accounts in: an account is never made twice, and ids count up without gaps.</summary>
    public const long NewAccountsLock = 0x5245_4749_5354_5259;

    /// <summary>Decides about each account; reads only.</summary>
    /// <param name="drafts">The accounts, no two the same.</param>
    /// <param name="takesPart">Whether a site is aggregated: only there is a claimed user ID closed to new accounts (decision 7).</param>
    /// <param name="isEmpty">At which sites none of them can be known.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<IntakeDecision>> DecideAsync(
        IReadOnlyList<AccountDraft> drafts, Func<SiteCode, bool> takesPart, Func<SiteCode, bool> isEmpty, CancellationToken ct)
    {
        var stored = await FindAsync([.. drafts.Where(draft => !isEmpty(draft.Record.Site))], ct);
        var changed = drafts.Select(draft => stored.GetValueOrDefault(draft)).Where((known, i) => known is not null && !IntakeDecision.IsUnchanged(drafts[i], known, vault));
        var providers = await ProvidersAsync([.. changed.Select(known => known!.ProviderId)], ct);
        string[] fresh = [.. drafts.Where(draft => !stored.ContainsKey(draft) && takesPart(draft.Record.Site)).Select(draft => draft.Record.UserId.Key)];
        var claimed = fresh.Length == 0 ? [] : await db.UserIdClaims.Where(claim => EF.Parameter(fresh).Contains(claim.Key)).Select(claim => claim.Key).ToHashSetAsync(ct);
        return [.. drafts.Select(draft =>
        {
            var known = stored.GetValueOrDefault(draft);
            var provider = known is null ? null : providers.GetValueOrDefault(known.ProviderId);
            return IntakeDecision.Decide(draft, known, provider, takesPart(draft.Record.Site) && claimed.Contains(draft.Record.UserId.Key), vault);
        })];
    }

    private async Task<Dictionary<AccountDraft, StoredAccount>> FindAsync(IReadOnlyList<AccountDraft> drafts, CancellationToken ct)
    {
        var found = new Dictionary<AccountDraft, StoredAccount>(ReferenceEqualityComparer.Instance);
        foreach (var site in drafts.GroupBy(draft => draft.Record.Site))
        {
            string[] keys = [.. site.Select(draft => draft.Record.UserId.Key)];
            var stored = await Stored(db.Accounts.Where(account => account.SiteCode == site.Key && EF.Parameter(keys).Contains(account.UserIdKey)))
                .ToDictionaryAsync(account => account.UserIdKey, ct);
            foreach (var draft in site)
                if (stored.TryGetValue(draft.Record.UserId.Key, out var account))
                    found.Add(draft, account);
        }
        await FindByPresentIdAsync([.. drafts.Where(draft => !found.ContainsKey(draft))], found, ct);
        return found;
    }

    // A provider that renamed itself, or was merged, is listed by its site under its present user ID.
    private async Task FindByPresentIdAsync(IReadOnlyList<AccountDraft> missing, Dictionary<AccountDraft, StoredAccount> found, CancellationToken ct)
    {
        if (missing.Count == 0)
            return;
        string[] keys = [.. missing.Select(draft => draft.Record.UserId.Key).Distinct()];
        var renamed = await Stored(db.Providers.Where(provider => EF.Parameter(keys).Contains(provider.UserIdKey))
            .SelectMany(provider => provider.Accounts).Where(account => account.UserIdKey != account.Provider.UserIdKey)).ToListAsync(ct);
        if (renamed.Count == 0)
            return;
        var byId = renamed.ToLookup(account => (account.SiteCode, account.ProviderUserIdKey));
        foreach (var draft in missing)
            if (byId[(draft.Record.Site.Value, draft.Record.UserId.Key)].OrderBy(account => account.Id).FirstOrDefault() is { } account)
                found.Add(draft, account);
    }

    private async Task<Dictionary<long, StoredProvider>> ProvidersAsync(long[] ids, CancellationToken ct) => ids.Length == 0
        ? []
        : await db.Providers.Where(p => EF.Parameter(ids).Contains(p.Id))
            .Select(p => new StoredProvider(
                p.Id, p.CompanyName, p.Npwp, p.Nitku, p.Address, p.Regency, p.Province, p.PostalCode, p.Phone, p.Email, p.IdentityVersion, p.CredentialVersion))
            .ToDictionaryAsync(p => p.Id, ct);

    private static IQueryable<StoredAccount> Stored(IQueryable<Account> accounts) => accounts.Select(account => new StoredAccount(
        account.Id, account.SiteCode.Value, account.UserIdKey, account.ProviderId, account.Provider.UserIdKey, account.Provider.SealedPassword,
        account.ActivatedAt != null, account.ClosedAt != null, account.RowDigest));
}

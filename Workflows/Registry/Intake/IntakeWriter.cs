using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.SignIn;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Intake;

/// <summary>Carries out what <see cref="AccountIntake"/> decided, in the same transaction.</summary>
internal sealed class IntakeWriter(BackOfficeDb db, RowLocks locks, IAccountRows rows, PasswordVault vault, IdentityChanges changes)
{
    /// <summary>Takes the lock that every intake holds from its first look until it commits, so that an account is never made twice.</summary>
    public Task LockAsync(CancellationToken ct) => locks.TakeAsync([AccountIntake.NewAccountsLock], ct);

    /// <summary>Makes the connection ready for many accounts.</summary>
    public Task PrepareAsync(CancellationToken ct) => rows.PrepareAsync(db, ct);

    /// <summary>Writes accounts, providers and blocking keys; refused and unchanged ones write nothing.</summary>
    /// <param name="decisions">What was decided.</param>
    /// <param name="keysLater">At which sites the keys of new accounts are left to the caller.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The keys that the caller has to write.</returns>
    public async Task<IReadOnlyList<(long Key, long Provider)>> WriteAsync(
        IReadOnlyList<IntakeDecision> decisions, Func<SiteCode, bool> keysLater, CancellationToken ct)
    {
        var (now, later) = await AddAsync([.. decisions.OfType<IntakeDecision.Add>()], keysLater, ct);
        var updates = decisions.OfType<IntakeDecision.Update>().ToList();
        if (updates.Count > 0)
            await rows.UpdateAsync(db, updates, ct);
        var moved = updates.Where(update => update.Identity).ToList();
        if (moved.Count > 0)
        {
            long[] providers = [.. moved.Select(update => update.Provider.Id)];
            await db.BlockingKeys.Where(key => EF.Parameter(providers).Contains(key.ProviderId)).ExecuteDeleteAsync(ct);
            now.AddRange(moved.SelectMany(update => KeysOf(update).Select(key => (key, update.Provider.Id))));
        }
        now.Sort();
        await rows.InsertKeysAsync(db, now, ct);
        await changes.AnnounceAsync([.. moved.Select(update => update.Provider.Id)], ct);
        return later;
    }

    private async Task<(List<(long Key, long Provider)> Now, List<(long Key, long Provider)> Later)> AddAsync(
        IReadOnlyList<IntakeDecision.Add> adds, Func<SiteCode, bool> keysLater, CancellationToken ct)
    {
        List<(long Key, long Provider)> now = [], later = [];
        if (adds.Count == 0)
            return (now, later);
        var id = await db.Accounts.MaxAsync(account => (long?)account.Id, ct) ?? 0;
        var accounts = new NewAccount[adds.Count];
        // Sealing is all arithmetic, and until it is done the database waits.
        Parallel.For(0, accounts.Length, new() { CancellationToken = ct }, i => accounts[i] = new(id + 1 + i, adds[i].Draft, vault.Seal(id + 1 + i, adds[i].Draft.Hash!)));
        foreach (var account in accounts)
        {
            var keys = keysLater(account.Draft.Record.Site) ? later : now;
            foreach (var key in account.Draft.Keys)
                keys.Add((key, account.Id));
        }
        await rows.InsertAsync(db, accounts, ct);
        return (now, later);
    }

    // Found is the provider under the user ID that it signs in with, also where its site still lists the first one.
    private static long[] KeysOf(IntakeDecision.Update update) => update.Draft.Record.UserId.Key == update.Stored.ProviderUserIdKey
        ? update.Draft.Keys
        : AccountDraft.KeysOf(update.Draft.Record with { UserId = UserId.Parse(update.Stored.ProviderUserIdKey) });
}

using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Undo;

/// <summary>
/// Erases what was kept for undo once 90 days have passed since a merge (decision 15): the sealed password, the identity and the search keys of the provider that the account left, and
/// the identity in the merge record. What stays is the user ID, since it is never given to anyone again (decision 7), and the company's name.
/// </summary>
public sealed class EraseOldLogins(Database database)
{
    /// <summary>What stands in place of an erased password: no form of any password, so that no check of it can succeed.</summary>
    public const string Erased = "erased";

    private const int PerTransaction = 200;

    /// <summary>Erases all that are due.</summary>
    /// <returns>How many old logins were erased.</returns>
    public async Task<int> HandleAsync(CancellationToken ct)
    {
        var total = 0;
        for (int erased; (erased = await database.InTransactionAsync(EraseAsync, ct)) > 0;)
            total += erased;
        return total;
    }

    private async Task<int> EraseAsync(Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        var before = database.Now - MergeRecord.UndoPeriod;
        var due = await db.MergeRecords.Where(merge => merge.UndoneAt == null && merge.ErasedAt == null && merge.At <= before).OrderBy(merge => merge.At).Take(PerTransaction).ToListAsync(ct);
        if (due.Count == 0)
            return 0;
        // An undo of this very moment goes first or finds it erased.
        await transaction.Service<RowLocks>().TakeAsync(due.Select(merge => LockKey.Account(merge.AccountId)), ct);
        foreach (var merge in due)
            await db.Entry(merge).ReloadAsync(ct);
        var ids = due.Where(merge => merge.UndoneAt is null).Select(merge => merge.FromProviderId).ToList();
        var left = await db.Providers.Where(provider => ids.Contains(provider.Id)).ToDictionaryAsync(provider => provider.Id, ct);
        foreach (var merge in due.Where(merge => merge.UndoneAt is null))
        {
            Erase(left[merge.FromProviderId]);
            merge.Before = LoginAndIdentity.Of(left[merge.FromProviderId]).ToJson();
            merge.ErasedAt = database.Now;
            transaction.Service<AuditTrail>().Record(Actor.System("erasure"), "old-login-erased", account: merge.AccountId, @case: merge.CaseId);
        }
        await db.BlockingKeys.Where(key => ids.Contains(key.ProviderId)).ExecuteDeleteAsync(ct);
        return due.Count;
    }

    private static void Erase(Provider provider)
    {
        provider.SealedPassword = Erased;
        provider.Npwp = provider.Nitku = provider.Address = provider.Regency = provider.Province = provider.PostalCode = provider.Phone = provider.Email = "";
        provider.CredentialVersion++;
        provider.IdentityVersion++;
    }
}

using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.SignIn;

/// <summary>
/// Replaces imported hashes by Argon2id of them. There is no state besides the hashes themselves, so it goes on wherever it was stopped.
/// Sites that do not take part are left alone: nobody signs in there through us, and their next import may bring a newer hash.
/// </summary>
public sealed class Rewrap(Database database)
{
    /// <summary>How many hashes of sites that take part still wait: a figure for <c>verify</c> and the console, 0 when all are done.</summary>
    public Task<int> CountLeftAsync(CancellationToken ct) => database.ReadAsync((db, token) => Waiting(db).CountAsync(token), ct);

    /// <summary>The next ones to do: Defaults and members of groups first, since others type those passwords, then by package count.</summary>
    internal Task<List<long>> NextAsync(int most, CancellationToken ct) => database.ReadAsync(async (db, token) =>
    {
        var members = await db.GroupMembers.Where(member => member.LeftAt == null)
            .Join(Waiting(db), member => member.Account.ProviderId, provider => provider.Id, (member, provider) => provider.Id)
            .Distinct().Take(most).ToListAsync(token);
        if (members.Count > 0)
            return members;
        return await db.Accounts.Where(account => account.Site.Stage == SiteStage.Aggregated)
            .OrderByDescending(account => account.PackageCount).ThenBy(account => account.Id)
            .Where(account => account.Provider.SealedPassword.StartsWith(SealedForm.WaitingPrefix))
            .Select(account => account.ProviderId).Take(most).ToListAsync(token);
    }, ct);

    /// <summary>Wraps one after the other with <paramref name="pause"/> after each, then stores those whose password is still the one that was wrapped.</summary>
    internal async Task WrapAsync(IReadOnlyCollection<long> providers, Func<Task> pause, CancellationToken ct)
    {
        var old = await database.ReadAsync((db, token) => db.Providers
            .Where(provider => providers.Contains(provider.Id)).Select(provider => new { provider.Id, provider.SealedPassword }).ToListAsync(token), ct);
        var wrapped = new List<(long Id, string Old, string New)>();
        foreach (var provider in old)
        {
            ct.ThrowIfCancellationRequested();
            wrapped.Add((provider.Id, provider.SealedPassword, PasswordVault.Wrap(provider.SealedPassword)));
            await pause();
        }
        await database.InTransactionAsync(async (transaction, token) =>
        {
            foreach (var (id, before, after) in wrapped)
                await transaction.Db.Providers.Where(provider => provider.Id == id && provider.SealedPassword == before)
                    .ExecuteUpdateAsync(set => set.SetProperty(provider => provider.SealedPassword, after), token);
        }, ct);
    }

    private static IQueryable<Provider> Waiting(BackOfficeDb db) => db.Providers.Where(provider =>
        provider.SealedPassword.StartsWith(SealedForm.WaitingPrefix) && provider.Accounts.Any(account => account.Site.Stage == SiteStage.Aggregated));
}

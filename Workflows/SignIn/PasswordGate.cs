using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;

namespace BackOffice.Workflows.SignIn;

/// <summary>Asks for the provider's password before a change of its login: limited, one hash whoever it is, outside any transaction.</summary>
internal static class PasswordGate
{
    /// <summary>The provider as it was when the password was right, to be compared at commit; or why not.</summary>
    public static async Task<(Refusal? Refusal, Provider? Provider)> CheckAsync(
        Database database, PasswordVault vault, AttemptOptions limits, SiteCode site, UserId userId, TypedPassword password, CancellationToken ct)
    {
        var (refusal, found, attempts) = await database.InTransactionAsync<(Refusal?, Provider?, LoginAttempts?)>(async (transaction, token) =>
        {
            var (unknown, provider) = await ProviderDoor.FindAsync(transaction.Db, site, userId, token);
            if (unknown is not null)
                return (unknown, null, null);
            var isHome = (await transaction.Db.FindOwnAsync(site, userId, token))?.Provider.UserIdKey == userId.Key;
            var drawn = LoginAttempts.Of("change", site, userId, isHome, limits);
            return await drawn.ReserveAsync(transaction.Service<AttemptLimiter>(), token) is { } limited ? (limited, null, null) : (null, provider, drawn);
        }, ct);
        if (refusal is not null)
            return (refusal, null);
        switch (await vault.VerifyAsync(found, password, ct))
        {
            case PasswordCheck.Busy busy:
                await database.InTransactionAsync((transaction, token) => attempts!.GiveBackAsync(transaction.Service<AttemptLimiter>(), token), ct);
                return (busy.Refusal, null);
            case PasswordCheck.Wrong:
                return (PasswordRefusals.Wrong, null);
        }
        await database.InTransactionAsync((transaction, token) => attempts!.ForgiveAsync(transaction.Service<AttemptLimiter>(), token), ct);
        // Said only to whoever knows the password.
        return await IsLockedAsync(database, site, userId, found!, ct) ? (CaseRefusals.Locked, null) : (null, found);
    }

    private static async Task<bool> IsLockedAsync(Database database, SiteCode site, UserId userId, Provider found, CancellationToken ct) =>
        found.LockedAt is not null || (await database.ReadAsync((db, token) => db.FindOwnAsync(site, userId, token), ct))?.LockedAt is not null;
}

using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Recovery;

/// <summary>
/// The provider comes by the mailed link, types the code that the helpdesk handed over, and sets a new password. It works once; code and password are looked at outside any
/// transaction, and everything is asked again before the new password is kept.
/// </summary>
public sealed class CompleteRecovery(Database database, IWorkflowEngine engine, PasswordVault vault, IOptions<RecoveryOptions> options)
{
    /// <summary>What the link names, the code as it was typed, and the new password. The caller disposes both.</summary>
    public sealed record Request(string LinkReference, TypedPassword Code, TypedPassword NewPassword);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>The new password holds everywhere.</summary>
        public sealed record Completed : Answer;

        /// <summary>It was not set.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Whether a link still works; that its code is right or even made, it does not say.</summary>
    public Task<bool> IsOpenAsync(string linkReference, CancellationToken ct) => database.ReadAsync(async (db, token) =>
        await db.Recoveries.SingleOrDefaultAsync(r => r.LinkReference == linkReference, token) is { } recovery && recovery.StateAt(database.Now) == RecoveryState.Approved, ct);

    /// <summary>Sets the new password.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (request.NewPassword.Length < ChangePassword.MinLength)
            return new Answer.Refused(ChangePassword.TooShort);
        if (await database.InTransactionAsync((transaction, token) => ReserveAsync(request, transaction, token), ct) is not { } recovery)
            return new Answer.Refused(RecoveryRefusals.LinkInvalid);
        switch (await vault.VerifyAsync(recovery.ProviderId, recovery.SealedCode!, request.Code, ct))
        {
            case PasswordCheck.Busy busy:
                return await GiveAttemptBackAsync(recovery, busy.Refusal, ct);
            case PasswordCheck.Wrong:
                return new Answer.Refused(RecoveryRefusals.CodeWrong);
        }
        if (await vault.SealAsync(request.NewPassword, ct) is not PasswordSealing.Sealed { Text: var sealedPassword })
            return await GiveAttemptBackAsync(recovery, PasswordVault.Full, ct);
        var (answer, resumed) = await database.InTransactionAsync((transaction, token) => CompleteAsync(recovery, sealedPassword, transaction, token), ct);
        foreach (var @case in resumed)
            await engine.AdvanceAsync(@case, ct);
        return answer;
    }

    // A full queue of hashes is nobody's wrong guess.
    private async Task<Answer> GiveAttemptBackAsync(RecoveryCase recovery, Refusal why, CancellationToken ct)
    {
        await database.InTransactionAsync((transaction, token) => transaction.Service<AttemptLimiter>().ReleaseAsync([Attempts(recovery)], token), ct);
        return new Answer.Refused(why);
    }

    private AttemptLimiter.Bucket Attempts(RecoveryCase recovery) => new($"recovery:{recovery.Id}", options.Value.CodeAttempts, null);

    private async Task<RecoveryCase?> ReserveAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var recovery = await transaction.Db.Recoveries.SingleOrDefaultAsync(r => r.LinkReference == request.LinkReference, ct);
        if (recovery is not { SealedCode: not null } || recovery.StateAt(database.Now) != RecoveryState.Approved)
            return null;
        return await transaction.Service<AttemptLimiter>().ReserveAsync([Attempts(recovery)], ct) is null ? recovery : null;
    }

    private async Task<(Answer Answer, IReadOnlyList<CaseId> Resumed)> CompleteAsync(RecoveryCase seen, string sealedPassword, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        var now = database.Now;
        var recovery = await db.Recoveries.SingleAsync(r => r.Id == seen.Id, ct);
        var provider = await db.Providers.SingleAsync(p => p.Id == recovery.ProviderId, ct);
        if (recovery.StateAt(now) != RecoveryState.Approved || recovery.Version != seen.Version)
            return (new Answer.Refused(RecoveryRefusals.LinkInvalid), []);
        recovery.Version++;
        // Whoever changed the password or the user ID meanwhile had the password: then it was not lost.
        if (provider.CredentialVersion != recovery.CredentialVersion)
        {
            recovery.State = RecoveryState.Lapsed;
            return (new Answer.Refused(RecoveryRefusals.LinkInvalid), []);
        }
        recovery.State = RecoveryState.Completed;
        recovery.CompletedAt = now;
        recovery.SealedCode = null;
        provider.SealedPassword = sealedPassword;
        provider.CredentialVersion++;
        provider.SessionEpoch++;
        transaction.Service<ChangeFeed>().Append(ChangeKind.PasswordChanged, provider: provider.Id);
        transaction.Service<AuditTrail>().Record(new(ActorKind.Provider, $"recovery/{recovery.Id}"), "password-recovered", account: provider.Id, @case: recovery.CaseId);
        await transaction.Service<RecoveryNotices>().TellCompletedAsync(recovery, provider, ct);
        return (new Answer.Completed(), await ResumeAsync(provider, transaction, ct));
    }

    // Members that used their attempts up with the lost password may go on with the new one.
    private static async Task<IReadOnlyList<CaseId>> ResumeAsync(Provider provider, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        var groups = db.Groups.Where(group => db.Accounts.Any(account => account.Id == group.DefaultAccountId && account.ProviderId == provider.Id)).Select(group => (Guid?)group.Id);
        var stuck = await db.Cases.Where(@case => groups.Contains(@case.GroupId) && @case.State == CaseState.WithHelpdesk).Select(@case => @case.Id).ToListAsync(ct);
        await transaction.Service<AttemptLimiter>().ClearAsync([ProveDefaultPassword.DefaultBucket(provider.Id), .. stuck.Select(ProveDefaultPassword.CaseBucket)], ct);
        foreach (var @case in stuck)
            transaction.Service<SignalInbox>().Post(@case, CaseSignals.HelpdeskResumed);
        return stuck;
    }
}

using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.SignIn;

/// <summary>
/// A member types the Default's password at its own site (2.f.2.b). The attempt is reserved first, the password is hashed outside any transaction, and the verdict is stored with
/// the signal of it only while the credential is still the one that was checked. Limits hold per case and per Default over all cases and sites.
/// </summary>
public sealed class ProveDefaultPassword(Database database, IWorkflowEngine engine, PasswordVault vault, IOptions<AttemptOptions> limits)
{
    /// <summary>Whose activation, through which site, and what was typed. The caller disposes the password.</summary>
    public sealed record Request(SiteCode Site, UserId UserId, TypedPassword Password);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>It was the Default's password; the case went on.</summary>
        public sealed record Proven(CaseId Case) : Answer;

        /// <summary>It was not, or could not be looked at.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    private sealed record Reserved(ActivationCase Case, Provider Default, SiteCode Site);

    /// <summary>Checks the password and lets the case go on.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        var (refusal, reserved) = await database.InTransactionAsync((transaction, token) => ReserveAsync(request, transaction, token), ct);
        if (reserved is null)
            return new Answer.Refused(refusal!);
        var check = await vault.VerifyAsync(reserved.Default.Id, reserved.Default.SealedPassword, request.Password, ct);
        var answer = await database.InTransactionAsync((transaction, token) => check switch
        {
            PasswordCheck.Right right => StoreProofAsync(reserved, right, transaction, token),
            PasswordCheck.Wrong => StoreFailureAsync(reserved, transaction, token),
            PasswordCheck.Busy busy => GiveBackAsync(reserved, busy.Refusal, transaction, token),
            var other => throw new InvalidOperationException($"Unhandled {other.GetType().Name}."),
        }, ct);
        await engine.AdvanceAsync(reserved.Case.Id, ct);
        return answer;
    }

    /// <summary>The bucket of one case's attempts.</summary>
    internal static string CaseBucket(CaseId @case) => $"case:{@case}";

    /// <summary>The bucket of the attempts at one Default's password, over all cases and sites.</summary>
    internal static string DefaultBucket(long provider) => $"default:{provider}";

    private AttemptLimiter.Bucket[] Buckets(CaseId @case, long defaultProvider) =>
    [
        new(CaseBucket(@case), limits.Value.PerCase, null),
        new(DefaultBucket(defaultProvider), limits.Value.PerDefault, limits.Value.DefaultWindow),
    ];

    private async Task<(Refusal? Refusal, Reserved? Reserved)> ReserveAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        if (await db.FindOwnAsync(request.Site, request.UserId, ct) is not { } account)
            return (CaseRefusals.AccountUnknown, null);
        if (account is { LockedAt: not null } or { Provider.LockedAt: not null })
            return (CaseRefusals.Locked, null);
        var @case = await db.Cases.Where(c => c.AccountId == account.Id).OrderBy(c => c.ClosedAt != null).ThenByDescending(c => c.OpenedAt).FirstOrDefaultAsync(ct);
        switch (@case)
        {
            case null:
                return (CaseRefusals.NoCase, null);
            case { GroupId: null }:
                return (PasswordRefusals.NoGroupYet, null);
            case { State: CaseState.WithHelpdesk }:
                return (PasswordRefusals.Limited, null);
            case { State: not CaseState.AwaitDefaultPassword }:
                return (PasswordRefusals.NotAwaited, null);
        }
        var @default = await db.Groups.Where(group => group.Id == @case.GroupId)
            .Join(db.Accounts, group => group.DefaultAccountId, a => a.Id, (_, a) => a.Provider).SingleAsync(ct);
        if (@default.LockedAt is not null || await db.Groups.AnyAsync(g => g.Id == @case.GroupId && db.Accounts.Any(a => a.Id == g.DefaultAccountId && a.LockedAt != null), ct))
            return (PasswordRefusals.DefaultLocked, null);
        if (await transaction.Service<AttemptLimiter>().ReserveAsync(Buckets(@case.Id, @default.Id), ct) is not null)
            return (PasswordRefusals.Limited, null);
        return (null, new(@case, @default, request.Site));
    }

    private async Task<Answer> StoreProofAsync(Reserved reserved, PasswordCheck.Right right, Transaction transaction, CancellationToken ct)
    {
        var (db, limiter) = (transaction.Db, transaction.Service<AttemptLimiter>());
        await limiter.ReleaseAsync(Buckets(reserved.Case.Id, reserved.Default.Id), ct);
        var present = await db.Providers.SingleAsync(provider => provider.Id == reserved.Default.Id, ct);
        if (present.CredentialVersion != reserved.Default.CredentialVersion)
            return new Answer.Refused(PasswordRefusals.ChangedMeanwhile);
        present.KeepUpgrade(reserved.Default.SealedPassword, right);
        var proof = new PasswordProof
        {
            Id = Guid.CreateVersion7(database.Now),
            CaseId = reserved.Case.Id,
            GroupId = reserved.Case.GroupId!.Value,
            ProviderId = present.Id,
            CredentialVersion = present.CredentialVersion,
            At = database.Now,
        };
        db.PasswordProofs.Add(proof);
        transaction.Service<SignalInbox>().Post(reserved.Case.Id, CaseSignals.DefaultPasswordProven, proof.Id.ToString());
        transaction.Service<AuditTrail>().Record(new(ActorKind.Site, reserved.Site.Value), "default-password-proven", reserved.Site, reserved.Case.AccountId, reserved.Case.Id);
        return new Answer.Proven(reserved.Case.Id);
    }

    private async Task<Answer> StoreFailureAsync(Reserved reserved, Transaction transaction, CancellationToken ct)
    {
        transaction.Service<AuditTrail>().Record(new(ActorKind.Site, reserved.Site.Value), "default-password-wrong", reserved.Site, reserved.Case.AccountId, reserved.Case.Id);
        if (await transaction.Service<AttemptLimiter>().IsFullAsync(Buckets(reserved.Case.Id, reserved.Default.Id)[0], ct))
            transaction.Service<SignalInbox>().Post(reserved.Case.Id, CaseSignals.AttemptsExhausted);
        return new Answer.Refused(PasswordRefusals.WrongDefaultPassword);
    }

    private async Task<Answer> GiveBackAsync(Reserved reserved, Refusal refusal, Transaction transaction, CancellationToken ct)
    {
        await transaction.Service<AttemptLimiter>().ReleaseAsync(Buckets(reserved.Case.Id, reserved.Default.Id), ct);
        return new Answer.Refused(refusal);
    }
}

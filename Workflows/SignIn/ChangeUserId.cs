using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.SignIn;

/// <summary>
/// A provider changes its user ID: at any V3 site once active, with effect at all of them (3.b), before that at its own site only (decision 17). The new one must be free at every
/// site (decision 9); the old one is given to nobody again (decision 7). A clash ends for a party by this alone (2.f.1; decision 8).
/// </summary>
public sealed class ChangeUserId(Database database, IWorkflowEngine engine, PasswordVault vault, IOptions<AttemptOptions> limits)
{
    /// <summary>Who changes to what, at which site, with which password. The caller disposes the password.</summary>
    /// <param name="Site">The site.</param>
    /// <param name="UserId">The present user ID.</param>
    /// <param name="NewUserId">The new one.</param>
    /// <param name="Password">The password.</param>
    /// <param name="AcceptLookAlike">Whether the provider wants it although it looks like one that somebody uses; without it such an ID is refused with a warning (decision 9).</param>
    public sealed record Request(SiteCode Site, UserId UserId, UserId NewUserId, TypedPassword Password, bool AcceptLookAlike = false);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>The new user ID holds everywhere. <paramref name="LooksLikeAnother"/>: it looks like one that somebody uses, and was wanted all the same.</summary>
        public sealed record Changed(string UserId, bool LooksLikeAnother) : Answer;

        /// <summary>It was not changed.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Changes it.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        var (refusal, seen) = await PasswordGate.CheckAsync(database, vault, limits.Value, request.Site, request.UserId, request.Password, ct);
        if (seen is null)
            return new Answer.Refused(refusal!);
        var (answer, waiting) = await database.InTransactionAsync((transaction, token) => WriteAsync(request, seen, transaction, token), ct);
        foreach (var @case in waiting)
            await engine.AdvanceAsync(@case, ct);
        return answer;
    }

    private async Task<(Answer Answer, IReadOnlyList<CaseId> Waiting)> WriteAsync(Request request, Provider seen, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        var (oldId, newId) = (seen.UserId, request.NewUserId);
        // The skeleton too: two that look alike and are taken at once are warned of as well.
        var skeleton = UserIdSkeleton.Of(newId);
        await transaction.Service<RowLocks>().TakeAsync([LockKey.UserId(oldId.Key), LockKey.UserId(newId.Key), LockKey.Of("user-id-skeleton", skeleton)], ct);
        var provider = await db.Providers.SingleAsync(p => p.Id == seen.Id, ct);
        // Who was merged since the password was checked has another login by now, and nobody may rename the one that was left.
        if (provider.CredentialVersion != seen.CredentialVersion || (await ProviderDoor.FindAsync(db, request.Site, request.UserId, ct)).Provider?.Id != seen.Id)
            return (new Answer.Refused(PasswordRefusals.Wrong), []);
        if (oldId.Key == newId.Key)
            return (new Answer.Refused(SameUserId), []);
        if (await IsTakenAsync(db, newId, provider, ct))
            return (new Answer.Refused(UserIdTaken), []);
        var looksLikeAnother = await db.Providers.AnyAsync(other => other.UserIdSkeleton == skeleton && other.Id != provider.Id && other.Accounts.Any(account => account.ClosedAt == null), ct);
        if (looksLikeAnother && !request.AcceptLookAlike)
            return (new Answer.Refused(LooksLikeAnother), []);

        var now = database.Now;
        await transaction.Service<ClashBook>().FulfilAsync(provider, oldId.Key, ObligationEnd.Renamed, ct);
        await MoveClaimAsync(db, provider, oldId, newId, now, ct);
        (provider.UserId, provider.UserIdKey) = (newId, newId.Key);
        provider.CredentialVersion++;
        provider.SessionEpoch++;
        await transaction.Service<ProviderKeys>().RewriteAsync(provider, ct);
        await transaction.Service<CaseTerms>().RenewAsync(provider.Id, ct);
        transaction.Service<ChangeFeed>().Append(ChangeKind.UserIdChanged, provider: provider.Id);
        transaction.Service<AuditTrail>().Record(new(ActorKind.Site, request.Site.Value), "user-id-changed", request.Site, provider.Id,
            values: [("old", oldId.Value), ("new", newId.Value), ("looks-like-another", looksLikeAnother ? "accepted" : "no")]);
        await TellAsync(transaction, provider, oldId, request.Site, now, ct);
        return (new Answer.Changed(newId.Value, looksLikeAnother), await transaction.Service<ClashBook>().TellWaitingAsync(provider.Id, ct));
    }

    // Free means: never claimed by anyone, and used by no other account at any site, whether the site takes part or not.
    private static async Task<bool> IsTakenAsync(BackOfficeDb db, UserId newId, Provider provider, CancellationToken ct) =>
        await db.UserIdClaims.AnyAsync(claim => claim.Key == newId.Key, ct)
        || await db.Providers.AnyAsync(other => other.UserIdKey == newId.Key && other.Id != provider.Id, ct);

    private static async Task MoveClaimAsync(BackOfficeDb db, Provider provider, UserId oldId, UserId newId, DateTimeOffset now, CancellationToken ct)
    {
        var old = db.UserIdClaims.Local.SingleOrDefault(claim => claim.Key == oldId.Key) ?? await db.UserIdClaims.FindAsync([oldId.Key], ct);
        var isClaimed = old?.ProviderId == provider.Id;
        if (isClaimed)
            (old!.Reason, old.At) = (ClaimReason.GivenUp, now);
        // Claimed and not active: a member is active with the login, but its Default is not yet.
        if (isClaimed || provider.ActivatedAt is not null)
            db.UserIdClaims.Add(new() { Key = newId.Key, ProviderId = provider.Id, Reason = ClaimReason.Renamed, At = now });
    }

    private static async Task TellAsync(Transaction transaction, Provider provider, UserId oldId, SiteCode site, DateTimeOffset now, CancellationToken ct)
    {
        var siteName = await transaction.Db.Sites.Where(s => s.Code == site).Select(s => s.Name).SingleAsync(ct);
        await transaction.Service<NoticeOutbox>().QueueAsync($"{NoticeCatalogue.UserIdChanged}:{provider.Id}:{provider.CredentialVersion}", NoticeCatalogue.UserIdChanged, new(provider.Email, provider.CompanyName),
            new Dictionary<string, Rules.Sentence>
            {
                [NoticeCatalogue.CompanyName] = NoticeValue.Same(provider.CompanyName),
                ["OldUserId"] = NoticeValue.Same(oldId.Value),
                ["NewUserId"] = NoticeValue.Same(provider.UserId.Value),
                ["SiteName"] = NoticeValue.Same(siteName),
                ["ChangedAt"] = NoticeValue.Moment(now),
                ["Password"] = PasswordStays,
            }, provider.Id, null, ct);
    }

    private static Rules.Sentence PasswordStays { get; } = new("Password tidak berubah.", "The password stays the same.");

    private static Refusal SameUserId { get; } = new("user-id-unchanged", new(
        "User ID baru sama dengan User ID sekarang (huruf besar dan kecil tidak dibedakan).", "The new user ID is the present one (case does not count)."));

    // Whose it is, is not told (decision 21).
    private static Refusal LooksLikeAnother { get; } = new("user-id-looks-alike", new(
        "User ID itu mirip sekali dengan User ID yang dipakai penyedia lain dan mudah tertukar. Pilih yang lain, atau kirim ulang dengan persetujuan bahwa Anda tetap menginginkannya.",
        "That user ID looks like one that another provider uses, and is easily mistaken for it. Choose another, or send it again and say that you want it all the same."));

    private static Refusal UserIdTaken { get; } = new("user-id-taken", new(
        "User ID itu sudah dipakai atau pernah dipakai. Pilih User ID lain.", "That user ID is or was in use. Choose another one."));
}

using BackOffice.Rules.Identity;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Roaming;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.SignIn;

/// <summary>
/// A provider signs in at a site: at home with its present login, or roaming under <c>RoamingEligibility</c> (1.d, 2.g, 2.h). Wrong and unknown are one answer, and both cost one hash.
/// </summary>
public sealed class Login(Database database, PasswordVault vault, LivePolicies policies, IOptions<AttemptOptions> limits)
{
    /// <summary>Who signs in where, and what was typed. The caller disposes the password.</summary>
    public sealed record Request(SiteCode Site, UserId UserId, TypedPassword Password);

    /// <summary>What the site learns of who signed in.</summary>
    /// <param name="UserId">The single user ID.</param>
    /// <param name="CompanyName">The company's name.</param>
    /// <param name="Home">Whether the provider is registered at this site; otherwise it roams.</param>
    /// <param name="Active">Whether aggregation is switched on for the account here, or for the provider when it roams.</param>
    /// <param name="SessionEpoch">Sessions opened under a lower number have ended.</param>
    public sealed record Session(string UserId, string CompanyName, bool Home, bool Active, int SessionEpoch);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>Signed in.</summary>
        public sealed record SignedIn(Session Session) : Answer;

        /// <summary>The password is right, but this provider may not roam here, and why.</summary>
        public sealed record MayNotRoam(RoamingAnswer Roaming) : Answer;

        /// <summary>Not signed in.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    private sealed record Candidate(Provider? Provider, Account? Home, LoginAttempts Attempts);

    /// <summary>Signs in.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        var (refusal, candidate) = await database.InTransactionAsync((transaction, token) => ReserveAsync(request, transaction, token), ct);
        if (refusal is not null)
            return new Answer.Refused(refusal);

        return await vault.VerifyAsync(candidate!.Provider, request.Password, ct) switch
        {
            PasswordCheck.Right right => await database.InTransactionAsync((transaction, token) => AdmitAsync(request, candidate, right, transaction, token), ct),
            PasswordCheck.Wrong => new Answer.Refused(PasswordRefusals.Wrong),
            PasswordCheck.Busy busy => await GiveBackAsync(candidate, busy.Refusal, ct),
            var other => throw new InvalidOperationException($"Unhandled {other.GetType().Name}."),
        };
    }

    private async Task<(Refusal? Refusal, Candidate? Candidate)> ReserveAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        var site = await db.Sites.FindAsync([request.Site], ct);
        if (site is null)
            return (CaseRefusals.SiteUnknown(request.Site), null);
        if (site.Stage != SiteStage.Aggregated)
            return (CaseRefusals.SiteNotAggregated(request.Site), null);
        // A replaced ID finds its account for reading, but is no login any more.
        var home = await db.FindOwnAsync(request.Site, request.UserId, ct) is { } own && own.Provider.UserIdKey == request.UserId.Key ? own : null;
        var attempts = LoginAttempts.Of("login", request.Site, request.UserId, home is not null, limits.Value);
        if (await attempts.ReserveAsync(transaction.Service<AttemptLimiter>(), ct) is { } limited)
            return (limited, null);
        return (null, new(home?.Provider ?? await db.FindActiveAsync(request.UserId, ct) ?? await MergedDefaultAsync(db, request.UserId, ct), home, attempts));
    }

    // A full queue of hashes is nobody's wrong guess.
    private async Task<Answer> GiveBackAsync(Candidate candidate, Refusal why, CancellationToken ct)
    {
        await database.InTransactionAsync((transaction, token) => candidate.Attempts.GiveBackAsync(transaction.Service<AttemptLimiter>(), token), ct);
        return new Answer.Refused(why);
    }

    // A Default whose member merged first is not active itself yet; its password is right, and the answer is what still keeps it from roaming (2.h).
    private static Task<Provider?> MergedDefaultAsync(BackOfficeDb db, UserId userId, CancellationToken ct) =>
        db.Providers.Where(provider => provider.UserIdKey == userId.Key && provider.Accounts.Any(account => account.ActivatedAt != null)).OrderBy(provider => provider.Id).FirstOrDefaultAsync(ct);

    private async Task<Answer> AdmitAsync(Request request, Candidate candidate, PasswordCheck.Right right, Transaction transaction, CancellationToken ct)
    {
        var (seen, home) = (candidate.Provider!, candidate.Home);
        var provider = await transaction.Db.Providers.SingleAsync(p => p.Id == seen.Id, ct);
        if (provider.CredentialVersion != seen.CredentialVersion)
            return new Answer.Refused(PasswordRefusals.Wrong);
        provider.KeepUpgrade(seen.SealedPassword, right);
        await candidate.Attempts.ForgiveAsync(transaction.Service<AttemptLimiter>(), ct);
        if (provider.LockedAt is not null || home?.LockedAt is not null)
            return new Answer.Refused(CaseRefusals.Locked);
        if (home is null)
        {
            var roaming = await new RoamingCheck(transaction.Db, policies).AskAsync(request.Site, request.UserId, ct);
            if (!roaming.Allowed)
                return new Answer.MayNotRoam(roaming);
        }
        transaction.Service<AuditTrail>().Record(new(ActorKind.Site, request.Site.Value), home is null ? "roaming-login" : "home-login", request.Site, home?.Id ?? provider.Id);
        return new Answer.SignedIn(new(provider.UserId.Value, provider.CompanyName, home is not null,
            home is null ? provider.ActivatedAt is not null : home.ActivatedAt is not null, provider.SessionEpoch));
    }
}

using BackOffice.Rules.Identity;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.SignIn;

/// <summary>
/// A provider changes its password: at any V3 site once active, with effect at all of them (3.b), before that at its own site only (decision 17). All its sessions end.
/// </summary>
public sealed class ChangePassword(Database database, PasswordVault vault, IOptions<AttemptOptions> limits)
{
    /// <summary>The fewest characters a new password may have (NIST SP 800-63B).</summary>
    public const int MinLength = 8;

    /// <summary>Whose password, at which site, the present one and the new one. The caller disposes both.</summary>
    public sealed record Request(SiteCode Site, UserId UserId, TypedPassword Password, TypedPassword NewPassword);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>The new password holds everywhere.</summary>
        public sealed record Changed : Answer;

        /// <summary>It was not changed.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Changes it.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (request.NewPassword.Length < MinLength)
            return new Answer.Refused(TooShort);
        var (refusal, seen) = await PasswordGate.CheckAsync(database, vault, limits.Value, request.Site, request.UserId, request.Password, ct);
        if (seen is null)
            return new Answer.Refused(refusal!);
        var sealing = await vault.SealAsync(request.NewPassword, ct);
        if (sealing is not PasswordSealing.Sealed { Text: var sealedPassword })
            return new Answer.Refused(((PasswordSealing.Busy)sealing).Refusal);
        return await database.InTransactionAsync<Answer>(async (transaction, token) =>
        {
            var provider = await transaction.Db.Providers.SingleAsync(p => p.Id == seen.Id, token);
            if (provider.CredentialVersion != seen.CredentialVersion)
                return new Answer.Refused(PasswordRefusals.Wrong);
            provider.SealedPassword = sealedPassword;
            provider.CredentialVersion++;
            provider.SessionEpoch++;
            transaction.Service<ChangeFeed>().Append(ChangeKind.PasswordChanged, provider: provider.Id);
            transaction.Service<AuditTrail>().Record(new(ActorKind.Site, request.Site.Value), "password-changed", request.Site, provider.Id);
            await TellAsync(transaction, provider, request.Site, database.Now, token);
            return new Answer.Changed();
        }, ct);
    }

    // Whoever did not change it must learn of it: with the password everything else can be changed.
    private static async Task TellAsync(Transaction transaction, Provider provider, SiteCode site, DateTimeOffset now, CancellationToken ct)
    {
        var siteName = await transaction.Db.Sites.Where(s => s.Code == site).Select(s => s.Name).SingleAsync(ct);
        await transaction.Service<NoticeOutbox>().QueueAsync(
            $"{NoticeCatalogue.PasswordChanged}:{provider.Id}:{provider.CredentialVersion}", NoticeCatalogue.PasswordChanged, new(provider.Email, provider.CompanyName),
            new Dictionary<string, Rules.Sentence>
            {
                [NoticeCatalogue.CompanyName] = NoticeValue.Same(provider.CompanyName),
                ["UserId"] = NoticeValue.Same(provider.UserId.Value),
                ["SiteName"] = NoticeValue.Same(siteName),
                ["ChangedAt"] = NoticeValue.Moment(now),
            }, provider.Id, @case: null, ct);
    }

    internal static Refusal TooShort { get; } = new("password-too-short", new(
        $"Password baru paling sedikit {MinLength} karakter.", $"The new password must have at least {MinLength} characters."));
}

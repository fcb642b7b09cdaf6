using BackOffice.Rules;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.IdentityEdits;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Registry;

/// <summary>
/// A provider edits its identity: before activation at its own site only, after it at any V3 site with effect at all (4.a; decisions 16, 17). At a site that is not its own it
/// takes the password. NPWP and NITKU of an active provider become a proposal that waits for a verifikator. Two who edit at once: the second is told.
/// </summary>
public sealed class EditIdentity(Database database, IWorkflowEngine engine, PasswordVault vault, IOptions<AttemptOptions> limits)
{
    /// <summary>The fields to change; null leaves one as it is.</summary>
    public sealed record Changes(
        string? CompanyName = null, string? Npwp = null, string? Nitku = null, string? Address = null, string? Regency = null, string? Province = null, string? PostalCode = null,
        string? Phone = null, string? Email = null);

    /// <summary>Whose identity, edited where.</summary>
    /// <param name="Site">The site.</param>
    /// <param name="UserId">An own account of that site, or an active provider's single ID.</param>
    /// <param name="Changes">What changes.</param>
    /// <param name="Version">The version that was read; null where the caller did not read one.</param>
    /// <param name="Password">Needed at a site that is not the provider's own. The caller disposes it.</param>
    public sealed record Request(SiteCode Site, UserId UserId, Changes Changes, int? Version, TypedPassword? Password);

    /// <summary>NPWP and NITKU that wait for a verifikator (decision 16).</summary>
    public sealed record Proposed(Guid Proposal, string Npwp, string Nitku, DateTimeOffset ProposedAt);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>
        /// It holds everywhere; <paramref name="Version"/> is what the next edit names. <paramref name="Waits"/> are numbers that do not hold before a verifikator has accepted
        /// them; null when there are none.
        /// </summary>
        public sealed record Edited(LoginAndIdentity Identity, int Version, Proposed? Waits) : Answer;

        /// <summary>It was not edited.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Edits it.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (Fault(request.Changes) is { } fault)
            return new Answer.Refused(new("identity-malformed", fault));
        var (refusal, found) = await FindAsync(request, ct);
        if (found is null)
            return new Answer.Refused(refusal!);
        var (answer, woken) = await database.InTransactionAsync((transaction, token) => WriteAsync(request, found, transaction, token), ct);
        foreach (var @case in woken)
            await engine.AdvanceAsync(@case, ct);
        return answer;
    }

    /// <summary>Whose identity it is, and through which account of the site; null where the provider is a guest there.</summary>
    private sealed record Door(long Provider, long? Account);

    private async Task<(Refusal? Refusal, Door? Door)> FindAsync(Request request, CancellationToken ct)
    {
        var own = await database.ReadAsync((db, token) => db.FindOwnAsync(request.Site, request.UserId, token), ct);
        if (own is not null)
            return own.Site.Stage is SiteStage.Aggregated ? (null, new(own.ProviderId, own.Id)) : (CaseRefusals.SiteNotAggregated(request.Site), null);
        if (request.Password is null)
            return (PasswordNeeded, null);
        var (refusal, provider) = await PasswordGate.CheckAsync(database, vault, limits.Value, request.Site, request.UserId, request.Password, ct);
        return (refusal, provider is null ? null : new(provider.Id, null));
    }

    private static async Task<(Answer Answer, IReadOnlyList<CaseId> Woken)> WriteAsync(Request request, Door door, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        // A merge of this account holds the same locks: whoever comes second finds what the first has left.
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Account(door.Provider), LockKey.Account(door.Account ?? door.Provider)], ct);
        if (!await StillLeadsThereAsync(db, request, door, ct))
            return (new Answer.Refused(Outdated), []);
        var provider = await db.Providers.SingleAsync(p => p.Id == door.Provider, ct);
        if (request.Version is { } read && read != provider.IdentityVersion)
            return (new Answer.Refused(Outdated), []);
        var changes = request.Changes;
        Proposed? waits = null;
        if ((Differs(changes.Npwp, provider.Npwp) || Differs(changes.Nitku, provider.Nitku)) && await db.IsInUseAsync(provider.Id, ct))
        {
            var proposal = await transaction.Service<ProposeNumbers>().ProposeAsync(provider, changes.Npwp ?? provider.Npwp, changes.Nitku ?? provider.Nitku, request.Site, ct);
            waits = new(proposal.Id, proposal.ToNpwp, proposal.ToNitku, proposal.ProposedAt);
            changes = changes with { Npwp = null, Nitku = null };
        }
        var before = LoginAndIdentity.Of(provider);
        Apply(changes, provider);
        var after = LoginAndIdentity.Of(provider);
        if (after == before)
            return (new Answer.Edited(before, provider.IdentityVersion, waits), []);

        provider.IdentityVersion++;
        await transaction.Service<ProviderKeys>().RewriteAsync(provider, ct);
        transaction.Service<ChangeFeed>().Append(ChangeKind.IdentityChanged, provider: provider.Id);
        transaction.Service<AuditTrail>().Record(new(ActorKind.Site, request.Site.Value), "identity-edited", request.Site, provider.Id,
            values: [("before", before.ToJson()), ("after", after.ToJson())]);
        await transaction.Service<IdentityNotices>().TellAsync(provider, before, after, ct);
        if (IdentityFields.Changed(before, after).Any(field => field.IsCompared))
            await transaction.Service<IdentityRechecks>().AskAsync(provider.Id, IdentityReviewCause.Edited, ct);
        // The listeners ask the database, which must know the new identity by then.
        await db.SaveChangesAsync(ct);
        await transaction.Service<IdentityChanges>().AnnounceAsync([provider.Id], ct);
        var woken = await db.Cases.Where(@case => @case.ClosedAt == null && @case.Account.ProviderId == provider.Id).Select(@case => @case.Id).ToListAsync(ct);
        return (new Answer.Edited(after, provider.IdentityVersion, waits), woken);
    }

    private static Task<bool> StillLeadsThereAsync(BackOfficeDb db, Request request, Door door, CancellationToken ct) => door.Account is { } account
        ? db.Accounts.AnyAsync(a => a.Id == account && a.ProviderId == door.Provider && a.ClosedAt == null, ct)
        : db.Providers.AnyAsync(p => p.Id == door.Provider && p.UserIdKey == request.UserId.Key && p.ActivatedAt != null, ct);

    private static void Apply(Changes changes, Provider provider)
    {
        provider.CompanyName = changes.CompanyName ?? provider.CompanyName;
        provider.Npwp = changes.Npwp ?? provider.Npwp;
        provider.Nitku = changes.Nitku ?? provider.Nitku;
        provider.Address = changes.Address ?? provider.Address;
        provider.Regency = changes.Regency ?? provider.Regency;
        provider.Province = changes.Province ?? provider.Province;
        provider.PostalCode = changes.PostalCode ?? provider.PostalCode;
        provider.Phone = changes.Phone ?? provider.Phone;
        provider.Email = changes.Email ?? provider.Email;
    }

    private static Sentence? Fault(Changes changes) =>
        new (string Column, string? Text)[]
        {
            ("company_name", changes.CompanyName), ("npwp", changes.Npwp), ("nitku", changes.Nitku), ("address", changes.Address), ("regency", changes.Regency),
            ("province", changes.Province), ("postal_code", changes.PostalCode), ("phone", changes.Phone), ("email", changes.Email),
        }.Select(field => field.Text is null ? null : Texts.Fault(field.Column, field.Text, AccountRow.MostCharacters)).FirstOrDefault(fault => fault is not null);

    private static bool Differs(string? wanted, string present) => wanted is not null && wanted != present;

    private static Refusal PasswordNeeded { get; } = new("password-needed", new(
        "Di LPSE yang bukan tempat pendaftaran, perubahan identitas memerlukan password penyedia.",
        "At an LPSE that is not the one of registration, a change of identity takes the provider's password."));

    private static Refusal Outdated { get; } = new("version-outdated", new(
        "Identitas ini sudah diubah pihak lain. Muat ulang lalu ulangi perubahan Anda.", "Somebody else changed this identity meanwhile. Load it again and repeat your change."));
}

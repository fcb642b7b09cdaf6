using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Activation.Clashes;

/// <summary>What staff see of a user-ID clash (2.f.1): its parties, who has given the ID up and how, since when the others are asked, and until when.</summary>
public sealed class ReadClash(Database database, IOptions<ClashOptions> options)
{
    /// <summary>Who reads which clash; any role may.</summary>
    public sealed record Request(StaffActor By, Guid Clash);

    /// <summary>One party: a provider, or the Default of a group for all of it (decision 8).</summary>
    /// <param name="Site">The site where it is registered.</param>
    /// <param name="SiteName">Its name.</param>
    /// <param name="AccountId">The account that it was registered with.</param>
    /// <param name="UserId">The user ID that it signs in with now.</param>
    /// <param name="CompanyName">The company.</param>
    /// <param name="Email">Where notices go.</param>
    /// <param name="Active">Whether aggregation is switched on: it signs in at home and does not roam until it has renamed.</param>
    /// <param name="Accounts">How many open accounts use its login.</param>
    /// <param name="Since">When its obligation became known.</param>
    /// <param name="Deadline">When the helpdesk gets it; null once it has ended.</param>
    /// <param name="Reminders">Reminders passed; 0 where its case reminds.</param>
    /// <param name="HandedOverAt">When the helpdesk got it; null before.</param>
    /// <param name="EndedAt">When it gave the ID up; null while it has not.</param>
    /// <param name="End">How.</param>
    /// <param name="CaseId">Its open case; null while it has none, or none that the reader may see.</param>
    /// <param name="CaseNumber">The case's number.</param>
    public sealed record Party(
        string Site, string SiteName, long AccountId, string UserId, string CompanyName, string Email, bool Active, int Accounts, DateTimeOffset Since, DateTimeOffset? Deadline,
        int Reminders, DateTimeOffset? HandedOverAt, DateTimeOffset? EndedAt, ObligationEnd? End, CaseId? CaseId, string? CaseNumber);

    /// <summary>The clash; <paramref name="Renamed"/> of its parties have given the ID up.</summary>
    public sealed record View(Guid Id, string UserId, DateTimeOffset Since, DateTimeOffset? ClosedAt, int Renamed, IReadOnlyList<Party> Parties);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>Here it is.</summary>
        public sealed record Found(View View) : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads the clash.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        request.By.Requires(StaffRoles.All) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.ReadAsync<Answer>(async (db, token) =>
                await db.ClashesOf(request.By).Include(clash => clash.Obligations).SingleOrDefaultAsync(clash => clash.Id == request.Clash, token) is { } clash
                    ? new Answer.Found(await ViewAsync(db, request.By, clash, token))
                    : new Answer.Refused(Unknown), ct);

    private async Task<View> ViewAsync(BackOfficeDb db, StaffActor by, UserIdClash clash, CancellationToken ct)
    {
        var ids = clash.Obligations.Select(obligation => obligation.ProviderId).ToList();
        // The account that a provider was registered with has its id.
        var accounts = await db.Accounts.Include(account => account.Site).Where(account => ids.Contains(account.Id)).ToDictionaryAsync(account => account.Id, ct);
        var providers = await db.Providers.Include(provider => provider.Accounts).Where(provider => ids.Contains(provider.Id)).ToDictionaryAsync(provider => provider.Id, ct);
        var cases = (await db.CasesOf(by).Where(@case => @case.ClosedAt == null && ids.Contains(@case.Account.ProviderId)).OrderBy(@case => @case.OpenedAt)
            .Select(@case => new { @case.Id, @case.Number, @case.Account.ProviderId }).ToListAsync(ct)).ToLookup(@case => @case.ProviderId);
        return new(clash.Id, clash.Key, clash.OpenedAt, clash.ClosedAt, clash.Obligations.Count(obligation => obligation.FulfilledAt is not null),
        [
            .. clash.Obligations.OrderBy(obligation => obligation.Since).ThenBy(obligation => obligation.ProviderId).Select(obligation =>
            {
                var @case = cases[obligation.ProviderId].FirstOrDefault();
                return Describe(obligation, accounts[obligation.ProviderId], providers[obligation.ProviderId], @case?.Id, @case?.Number);
            }),
        ]);
    }

    private Party Describe(ClashObligation obligation, Account account, Provider provider, CaseId? caseId, string? caseNumber) => new(
        account.SiteCode.Value, account.Site.Name, account.Id, provider.UserId.Value, provider.CompanyName, provider.Email, provider.ActivatedAt is not null,
        provider.Accounts.Count(one => one.ClosedAt is null), obligation.Since, obligation.FulfilledAt is null ? obligation.Since + options.Value.HandOverAfter : null,
        obligation.Reminders, obligation.HandedOverAt, obligation.FulfilledAt, obligation.End, caseId, caseNumber);

    private static Refusal Unknown { get; } = new("clash-unknown", new("Bentrokan User ID ini tidak dikenal.", "This user-ID clash is not known."));
}

using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.RollOut;

/// <summary>
/// How far the open accounts of a site are, each counted in one place: registered is the sum of activated, waiting, blocked and idle. Here alone it is said what the words mean; the list of
/// sites and the dashboard count by it.
/// </summary>
/// <param name="Registered">Accounts that their site has not closed.</param>
/// <param name="Activated">Those for which aggregation is switched on (2.a).</param>
/// <param name="Waiting">Those with an open activation that goes on by itself or as soon as the provider acts.</param>
/// <param name="Blocked">
/// Those with an open activation that stands until staff act: under review while no question to the provider is open, with the helpdesk, handed over after its deadline (decision 20), or
/// an incident.
/// </param>
public sealed record SiteFigures(int Registered, int Activated, int Waiting, int Blocked)
{
    /// <summary>Nothing at all.</summary>
    public static SiteFigures None { get; } = new(0, 0, 0, 0);

    /// <summary>Those that are neither active nor on the way: never asked, refused or cancelled.</summary>
    public int Idle => Registered - Activated - Waiting - Blocked;

    /// <summary>The share of the registered accounts that are activated, 0 to 1; 0 where none is registered.</summary>
    public double Share => Registered == 0 ? 0 : (double)Activated / Registered;

    /// <summary>Both together.</summary>
    public static SiteFigures operator +(SiteFigures one, SiteFigures other) =>
        new(one.Registered + other.Registered, one.Activated + other.Activated, one.Waiting + other.Waiting, one.Blocked + other.Blocked);

    /// <summary>Counts every site in two grouped queries, or the given ones; a site without accounts is left out.</summary>
    internal static async Task<Dictionary<SiteCode, SiteFigures>> ReadAsync(BackOfficeDb db, IReadOnlyCollection<SiteCode>? sites, CancellationToken ct)
    {
        var accounts = db.Accounts.Where(account => account.ClosedAt == null);
        var cases = db.Cases.Where(@case => @case.ClosedAt == null && @case.Account.ActivatedAt == null && @case.Account.ClosedAt == null);
        if (sites is not null)
            (accounts, cases) = (accounts.Where(account => sites.Contains(account.SiteCode)), cases.Where(@case => sites.Contains(@case.Account.SiteCode)));
        var registered = await accounts.GroupBy(account => account.SiteCode)
            .Select(site => new { site.Key, Count = site.Count(), Activated = site.Count(account => account.ActivatedAt != null) }).ToListAsync(ct);
        var open = await Standing(db, cases).GroupBy(row => row.SiteCode)
            .Select(site => new { site.Key, Count = site.Count(), Blocked = site.Count(row => row.Blocked) }).ToDictionaryAsync(row => row.Key, ct);
        return registered.ToDictionary(row => row.Key, row =>
            open.GetValueOrDefault(row.Key) is { } on ? new SiteFigures(row.Count, row.Activated, on.Count - on.Blocked, on.Blocked) : new(row.Count, row.Activated, 0, 0));
    }

    /// <summary>Open cases, each with its site and whether it is blocked.</summary>
    internal static IQueryable<Standings> Standing(BackOfficeDb db, IQueryable<ActivationCase> open) => open.Select(@case => new Standings
    {
        Case = @case.Id,
        SiteCode = @case.Account.SiteCode,
        State = @case.State,
        Since = @case.StateSince,
        Blocked = (@case.State == CaseState.UnderReview && !@case.AwaitsProvider) || @case.State == CaseState.WithHelpdesk || @case.HandedOverAt != null
            || db.Instances.Any(instance => instance.CaseId == @case.Id && instance.Status == InstanceStatus.Parked && instance.Due == null),
    });

    /// <summary>The open ones of some cases that are blocked, or that are not.</summary>
    internal static IQueryable<ActivationCase> Open(BackOfficeDb db, IQueryable<ActivationCase> cases, bool blocked)
    {
        var standing = Standing(db, db.Cases.Where(@case => @case.ClosedAt == null)).Where(row => row.Blocked == blocked).Select(row => row.Case);
        return cases.Where(@case => standing.Contains(@case.Id));
    }

    /// <summary>One open case on its way into a figure.</summary>
    internal sealed class Standings
    {
        public required CaseId Case { get; init; }

        public required SiteCode SiteCode { get; init; }

        public required CaseState State { get; init; }

        public required DateTimeOffset Since { get; init; }

        public required bool Blocked { get; init; }
    }
}

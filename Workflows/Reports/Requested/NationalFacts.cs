using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Reports;

/// <summary>Counts for the report over the nation or over one site.</summary>
internal static class NationalFacts
{
    // Where decision 20 reminds and hands over.
    private static readonly (int From, int Before, Words Name)[] Ages =
    [
        (0, 3, new("Kurang dari 3 hari", "Less than 3 days")), (3, 7, new("3 sampai 6 hari", "3 to 6 days")), (7, 14, new("7 sampai 13 hari", "7 to 13 days")),
        (14, 30, new("14 sampai 29 hari", "14 to 29 days")), (30, int.MaxValue, new("30 hari atau lebih", "30 days or more")),
    ];

    /// <summary>Counts for the nation, or for a site where one is given; the site's cases go through the spool.</summary>
    public static async Task<NationalReportFacts> ReadAsync(BackOfficeDb db, Site? site, RowSpool spool, DateTimeOffset now, CancellationToken ct)
    {
        var (accounts, cases, members) = Within(db, site?.Code);
        return new()
        {
            AsOf = now,
            Site = site is null ? null : new(site.Code.Value, site.Name),
            Accounts = await accounts.CountAsync(ct),
            AccountsAtAggregatedSites = await accounts.CountAsync(account => account.Site.Stage == SiteStage.Aggregated, ct),
            Opened = await accounts.CountAsync(account => db.Cases.Any(@case => @case.AccountId == account.Id), ct),
            Active = await accounts.CountAsync(account => account.ActivatedAt != null, ct),
            Refused = await accounts.CountAsync(account => account.ActivatedAt == null && db.Cases.Any(@case => @case.AccountId == account.Id && @case.State == CaseState.Refused), ct),
            Waiting = await WaitingAsync(cases, ct),
            Ages = await AgesAsync(cases, now, ct),
            OpenObligations = site is null ? await db.ClashObligations.CountAsync(obligation => obligation.FulfilledAt == null, ct) : null,
            UndeliveredNotices = site is null ? await db.Notices.CountAsync(notice => notice.State == NoticeState.Dead || notice.State == NoticeState.Bounced, ct) : null,
            Groups = await members.Select(member => member.GroupId).Distinct().CountAsync(ct),
            GroupMembers = await members.CountAsync(ct),
            Merges = await members.CountAsync(member => member.MergedAt != null, ct),
            Sites = site is null ? await SitesAsync(db, ct) : [],
            Cases = site is null ? [] : await spool.KeepAsync(Cases(cases, now), ct),
        };
    }

    private static (IQueryable<Account> Accounts, IQueryable<ActivationCase> Cases, IQueryable<GroupMember> Members) Within(BackOfficeDb db, SiteCode? code)
    {
        var accounts = db.Accounts.Where(account => account.ClosedAt == null);
        var members = db.GroupMembers.Where(member => member.LeftAt == null);
        return code is null
            ? (accounts, db.Cases, members)
            : (accounts.Where(account => account.SiteCode == code), db.Cases.Where(@case => @case.Account.SiteCode == code), members.Where(member => member.Account.SiteCode == code));
    }

    private static async Task<IReadOnlyList<ReportedCount>> WaitingAsync(IQueryable<ActivationCase> cases, CancellationToken ct) =>
    [
        .. (await cases.Where(@case => @case.ClosedAt == null)
                .GroupBy(@case => @case.State).Select(state => new { State = state.Key, Count = state.Count(), Oldest = state.Min(@case => @case.StateSince) }).ToListAsync(ct))
            .OrderBy(row => row.State).Select(row => new ReportedCount(CaseStateWords.Of(row.State), row.Count, row.Oldest)),
    ];

    private static async Task<IReadOnlyList<ReportedAge>> AgesAsync(IQueryable<ActivationCase> cases, DateTimeOffset now, CancellationToken ct)
    {
        var ages = new List<ReportedAge>();
        foreach (var (from, before, name) in Ages)
        {
            var (newest, oldest) = (now.AddDays(-from), before == int.MaxValue ? DateTimeOffset.MinValue : now.AddDays(-before));
            ages.Add(new(name, await cases.CountAsync(@case => @case.ClosedAt == null && @case.OpenedAt <= newest && @case.OpenedAt > oldest, ct)));
        }
        return ages;
    }

    private static async Task<IReadOnlyList<ReportedSiteRow>> SitesAsync(BackOfficeDb db, CancellationToken ct)
    {
        var sites = await db.Sites.ToListAsync(ct);
        var accounts = await db.Accounts.Where(account => account.ClosedAt == null).GroupBy(account => account.SiteCode)
            .Select(site => new { site.Key, Count = site.Count(), Active = site.Count(account => account.ActivatedAt != null) }).ToDictionaryAsync(row => row.Key, ct);
        var cases = await db.Cases.GroupBy(@case => @case.Account.SiteCode)
            .Select(site => new { site.Key, Count = site.Count(), Open = site.Count(@case => @case.ClosedAt == null) }).ToDictionaryAsync(row => row.Key, ct);
        return
        [
            .. sites.OrderBy(site => site.Code).Select(site => new ReportedSiteRow(
                new(site.Code.Value, site.Name), Stage(site.Stage), accounts.GetValueOrDefault(site.Code)?.Count ?? 0, cases.GetValueOrDefault(site.Code)?.Count ?? 0,
                accounts.GetValueOrDefault(site.Code)?.Active ?? 0, cases.GetValueOrDefault(site.Code)?.Open ?? 0)),
        ];
    }

    private static IAsyncEnumerable<ReportedCaseRow> Cases(IQueryable<ActivationCase> cases, DateTimeOffset now) => cases
        .OrderBy(@case => @case.OpenedAt).ThenBy(@case => @case.Number)
        .Select(@case => new { @case.Number, @case.Account.UserId, @case.Account.Provider.CompanyName, @case.State, @case.PostponedUntil, @case.OpenedAt, @case.ClosedAt })
        .AsAsyncEnumerable()
        .Select(row => new ReportedCaseRow(
            row.Number, row.UserId.Value, row.CompanyName, CaseProgressOf.State(row.State, row.PostponedUntil, now), CaseStateWords.Of(row.State), row.OpenedAt, row.ClosedAt));

    private static Words Stage(SiteStage stage) => stage switch
    {
        SiteStage.NonV3 => new("Bukan V3", "Not V3"),
        SiteStage.V3 => new("V3, belum bergabung", "V3, not joined"),
        SiteStage.Aggregated => new("Tergabung", "Aggregated"),
        _ => throw new InvalidOperationException($"Unhandled site stage {stage}."),
    };
}

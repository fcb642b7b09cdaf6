using System.Net;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Dashboard;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Dashboard;

/// <summary>The numbers of the dashboard are those that somebody would count by hand, and each opens its list.</summary>
public sealed class DashboardTests
{
    private static readonly DateOnly First = new(2026, 1, 5);
    private static readonly DateOnly Last = new(2026, 3, 2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Numbers_of_a_random_history_are_those_of_a_naive_count(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var rows = RandomRows.Make(new(7));
        await rows.WriteAsync(host);

        foreach (var (by, site) in new (StaffActor, SiteCode?)[] { (Everywhere, null), (Everywhere, SiteCode.Parse("12")), (At("12", "300"), null) })
        {
            var sites = site is null ? by.Sites : new HashSet<SiteCode> { site };
            var found = Assert.IsType<ReadDashboard.Answer.Found>(await host.Services.GetRequiredService<ReadDashboard>().HandleAsync(new(by, First, Last, site), Cancel));
            var cases = rows.Cases.Where(@case => sites is null || sites.Contains(rows.SiteOf(@case.AccountId))).ToList();
            var notices = rows.Notices.Where(notice => sites is null || sites.Contains(rows.SiteOf(notice.AccountId!.Value))).ToList();

            Same(cases.Select(@case => @case.OpenedAt), found.History.Opened);
            Same(cases.Where(@case => @case.State == CaseState.Active).Select(@case => @case.ClosedAt!.Value), found.History.Activated);
            Same(cases.Where(@case => @case.State is CaseState.Refused or CaseState.Cancelled).Select(@case => @case.ClosedAt!.Value), found.History.ClosedOtherwise);
            Same(rows.Merges.Where(merge => sites is null || sites.Contains(rows.SiteOf(merge.AccountId))).Select(merge => merge.At), found.History.Merged);
            Same(notices.Where(notice => notice is { Template: "handed-to-helpdesk", ResendOf: null }).Select(notice => notice.CreatedAt), found.History.HandedOver);
            foreach (var series in found.Notices)
                Same(notices.Where(notice => notice.State == series.State).Select(notice => notice.CreatedAt), series.Series);

            var open = cases.Where(@case => @case.ClosedAt is null).ToList();
            Assert.Equal(
                open.GroupBy(@case => @case.State).OrderBy(state => state.Key).Select(state => (state.Key, state.Count(), state.Min(@case => @case.StateSince))),
                found.Funnel.Waiting.Select(waiting => (waiting.State, waiting.Figure.Count, waiting.OldestSince)));
            Assert.Equal(cases.Select(@case => @case.AccountId).Distinct().Count(), found.Funnel.Opened.Count);
            Assert.Equal(open.Count(IsBlocked), found.Funnel.Blocked.Count);
            Assert.Equal(found.Funnel.Blocked.Count, await ListedAsync(host, by, new() { Site = site, Blocked = true }));
            Assert.Equal(open.Count - found.Funnel.Blocked.Count, await ListedAsync(host, by, new() { Site = site, Blocked = false }));
            Assert.Equal(found.History.Activated.Total.Count, await ListedAsync(host, by, new() { Site = site, States = [CaseState.Active], SinceFrom = BeginOf(First), SinceBefore = BeginOf(Last.AddDays(1)) }));
            var accounts = rows.Accounts.Where(account => account.ClosedAt is null && (sites is null || sites.Contains(account.SiteCode))).ToList();
            Assert.Equal((accounts.Count, accounts.Count(account => account.ActivatedAt is not null)), (found.Funnel.Registered.Count, found.Funnel.Active.Count));
            Assert.Equal(open.OrderBy(@case => @case.StateSince).Take(10).Select(@case => @case.Number), found.Oldest.Select(wait => wait.Number));
            Assert.Equal(notices.Count(notice => notice.State is NoticeState.Dead or NoticeState.Bounced), found.Failures.DeadNotices.Count);
            Assert.Equal(sites is null, found.Failures.HashesLeft is not null && found.Failures.PolicyAlarms is not null);
        }

        static void Same(IEnumerable<DateTimeOffset> moments, ReadDashboard.Series series)
        {
            var days = moments.Select(at => DateOnly.FromDateTime(at.ToOffset(TimeSpan.FromHours(7)).DateTime)).Where(day => day >= First && day <= Last).CountBy(day => day).ToDictionary();
            var expected = Enumerable.Range(0, Last.DayNumber - First.DayNumber + 1).Select(First.AddDays).Select(day => new ReadDashboard.Point(day, days.GetValueOrDefault(day)));
            Assert.Equal(expected, series.Days);
            Assert.Equal(days.Values.Sum(), series.Total.Count);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Each_number_carries_the_filter_of_its_list(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());
        (await jambi.OpenActivationAsync("sinar")).Done();
        await host.MailsAsync();
        var staff = await host.AddStaffAsync("andi", StaffRoles.Auditor);

        var read = (await staff.CallAsync(HttpMethod.Get, "dashboard?from=2026-03-01&to=2026-03-02&site=277")).Done().Json;

        var activated = read.GetProperty("history").GetProperty("activated");
        Assert.Equal("""{"list":"cases","state":"active","queue":null,"site":"277","date":"since","from":"2026-03-01","to":"2026-03-02"}""", activated.GetProperty("total").GetProperty("opens").GetRawText());
        Assert.Equal("""[{"day":"2026-03-01","count":0},{"day":"2026-03-02","count":1}]""", activated.GetProperty("days").GetRawText());
        Assert.Equal("sent 1", string.Join(", ", read.GetProperty("notices").EnumerateArray().Where(one => Count(one.GetProperty("series").GetProperty("total")) > 0)
            .Select(one => $"{one.GetProperty("state").GetString()} {Count(one.GetProperty("series").GetProperty("total"))}")));
        Assert.Equal(0, Count(read.GetProperty("failures").GetProperty("incidents")));

        static int Count(System.Text.Json.JsonElement figure) => figure.GetProperty("count").GetInt32();
    }

    [Theory, OnBothDatabases]
    public async Task Period_turned_round_too_long_or_of_another_site_is_refused(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await host.AddSiteAsync("277");
        var staff = await host.AddStaffAsync("andi", StaffRoles.Helpdesk);

        (await staff.CallAsync(HttpMethod.Get, "dashboard?from=2026-03-02&to=2026-03-01")).RefusedAs(HttpStatusCode.BadRequest, "period-malformed");
        (await staff.CallAsync(HttpMethod.Get, "dashboard?from=2024-03-02&to=2026-03-01")).RefusedAs(HttpStatusCode.BadRequest, "period-malformed");
        (await staff.CallAsync(HttpMethod.Get, "dashboard?from=0001-01-01&to=9999-12-31")).RefusedAs(HttpStatusCode.BadRequest, "period-malformed");
        (await staff.CallAsync(HttpMethod.Get, "dashboard?from=0001-01-01&to=0001-01-02")).Done();
        (await staff.CallAsync(HttpMethod.Get, "dashboard?from=9999-12-30&to=9999-12-31")).Done();
        (await staff.CallAsync(HttpMethod.Get, "dashboard?from=2026-03-02&to=2026-03-02&site=999")).RefusedAs(HttpStatusCode.NotFound, "site-unknown");
        var other = await host.Services.GetRequiredService<ReadDashboard>().HandleAsync(new(At("12"), Last, Last, SiteCode.Parse("277")), Cancel);
        Assert.Equal("site-unknown", Assert.IsType<ReadDashboard.Answer.Refused>(other).Refusal.Code);
    }

    private static async Task<int> ListedAsync(RunningHost host, StaffActor by, CaseFilter filter) =>
        Assert.IsType<SearchCases.Answer.Found>(await host.Services.GetRequiredService<SearchCases>().HandleAsync(new(by, filter), Cancel)).Total;

    private static DateTimeOffset BeginOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(7));

    private static bool IsBlocked(ActivationCase @case) => @case is { State: CaseState.UnderReview, AwaitsProvider: false } or { State: CaseState.WithHelpdesk } or { HandedOverAt: not null };

    private static StaffActor Everywhere { get; } = new("andi", new HashSet<string> { StaffRoles.Auditor });

    private static StaffActor At(params string[] sites) => Everywhere with { Sites = sites.Select(SiteCode.Parse).ToHashSet() };
}

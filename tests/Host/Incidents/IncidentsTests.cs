using System.Net;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Host.Tests.Desk;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk.Bulk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Definitions.Moves;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Incidents;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry.Joining;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Incidents;

/// <summary>Nothing is stuck without being listed: each way to stand still is made, found, and ended by what the list says.</summary>
public sealed class IncidentsTests
{
    private static readonly DateTimeOffset LongAgo = RunningHost.Beginning.AddDays(-1);

    // Nothing rings the sweeper by then, and its own round is far away.
    private static readonly (string, string)[] Quiet = [("Workflows:SweepEvery", "00:10:00"), ("Workflows:StuckAfter", "00:00:30")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Case_that_stands_still_is_listed_in_its_way_and_goes_on_when_it_is_retried(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, Quiet);
        var desk = await host.DeskAsync();
        var (sari, @case) = (await host.AddStaffAsync("sari", StaffRoles.Helpdesk), desk.Mending);
        Assert.Equal("0", (await ListAsync(sari))["total"]);

        foreach (var (kind, stop) in Stops(@case))
        {
            await host.ByHandAsync(stop);

            var listed = await ListAsync(sari);
            var line = Assert.Single(listed.Json.GetProperty("incidents").EnumerateArray());
            Assert.Equal((kind, $"{@case}"), (line.GetProperty("kind").GetString(), line.GetProperty("caseId").GetString()));
            Assert.Equal((1, "300"), (listed.Json.GetProperty("kinds").GetProperty(kind).GetInt32(), line.GetProperty("site").GetString()));
            Assert.True(line.GetProperty("sentence").GetProperty("en").GetString()!.Length > 20);
            Assert.Equal("0", (await ListAsync(sari, $"kind={(kind == "pastDue" ? "ended" : "pastDue")}"))["total"]);
            Assert.Equal("0", (await ListAsync(sari, "site=277"))["total"]);

            (await sari.RetryAsync($"{@case}")).Done();
            Assert.Equal((kind, "0"), (kind, (await ListAsync(sari))["total"]));
            Assert.Equal("awaitIdentity", (await desk.Padang.ActivationAsync("cahaya")).State());
        }
        (await sari.RetryAsync($"{@case}")).RefusedAs(HttpStatusCode.Conflict, "nothing-failed");
        Assert.Equal(Stops(@case).Count, await sari.CountAsync($"{@case}", "incident-retry"));
    }

    [Theory, OnBothDatabases]
    public async Task Failed_step_for_which_a_person_is_asked_is_skipped_by_a_process_owner_alone(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, Quiet);
        var desk = await host.DeskAsync();
        var (sari, budi) = (await host.AddStaffAsync("sari", StaffRoles.Helpdesk), await host.AddStaffAsync("budi", StaffRoles.ProcessOwner));
        await host.ByHandAsync(db => Instance(db, desk.Mending).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.Status, InstanceStatus.Parked).SetProperty(one => one.Due, (DateTimeOffset?)null).SetProperty(one => one.Failure, "TimeoutException at await-identity"), Cancel));

        var line = Assert.Single((await ListAsync(sari)).Json.GetProperty("incidents").EnumerateArray());
        Assert.Equal(("waitsForPerson", "await-identity", "TimeoutException at await-identity"),
            (line.GetProperty("kind").GetString(), line.GetProperty("node").GetString(), line.GetProperty("detail").GetString()));

        var skip = new { act = "skip", outcome = "Changed", reason = DeskScenes.Reason };
        (await sari.DoAsync(desk.Mending, "incident", skip)).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await budi.DoAsync(desk.Mending, "incident", skip with { reason = "" })).RefusedAs(HttpStatusCode.BadRequest, "reason-missing");
        (await budi.DoAsync(desk.Mending, "incident", skip with { outcome = "Nowhere" })).RefusedAs(HttpStatusCode.Conflict, "unknown-outcome");
        (await budi.DoAsync(desk.Mending, "incident", skip)).Done();
        Assert.Equal("0", (await ListAsync(sari))["total"]);
    }

    [Theory, OnBothDatabases]
    public async Task Open_case_whose_workflow_has_ended_is_listed_until_it_is_cancelled(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, Quiet);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await host.ByHandAsync(db => Instance(db, desk.Mending).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.Status, InstanceStatus.Cancelled).SetProperty(one => one.Due, (DateTimeOffset?)null).SetProperty(one => one.EndedAt, LongAgo), Cancel));

        Assert.Equal("ended", Assert.Single((await ListAsync(sari)).Json.GetProperty("incidents").EnumerateArray()).GetProperty("kind").GetString());
        (await sari.RetryAsync($"{desk.Mending}")).RefusedAs(HttpStatusCode.Conflict, "nothing-failed");
        (await sari.DoAsync(desk.Mending, "incident", new { act = "cancel", reason = DeskScenes.Reason })).Done();
        Assert.Equal("0", (await ListAsync(sari))["total"]);
    }

    [Theory, OnBothDatabases]
    public async Task Letters_reports_and_long_work_that_do_not_come_to_an_end_are_listed_a_page_at_a_time(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, Quiet);
        var desk = await host.DeskAsync();
        await host.SettledAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await host.ByHandAsync(async db =>
        {
            await db.Notices.Where(notice => notice.CaseId == desk.Mending).ExecuteUpdateAsync(set => set.SetProperty(notice => notice.State, NoticeState.Dead), Cancel);
            db.Reports.Add(new() { Id = Guid.NewGuid(), CaseId = desk.Doubt, State = ReportState.Failed, DueAt = LongAgo });
            db.SiteJobs.Add(new() { Id = Guid.NewGuid(), SiteCode = SiteCode.Parse(desk.Jambi.Code), Kind = SiteJobKind.Rehearsal, AskedBy = "sari", AskedAt = LongAgo, State = SiteJobState.Running });
            db.BulkRuns.Add(new() { Id = Guid.NewGuid(), Act = """{"act":"remind"}""", Digest = "d", Total = 1, StartedBy = "sari", StartedAt = LongAgo, State = BulkRunState.Preparing });
            db.DefinitionMoves.Add(new() { Id = Guid.NewGuid(), FromVersion = "a", ToVersion = "b", Mapping = "{}", Digest = "d", Reason = DeskScenes.Reason, Total = 1, StartedBy = "sari", StartedAt = LongAgo, State = MoveState.Preparing });
            // Signs of life, and what waits for its turn behind them: these are merely slow.
            db.SiteJobs.Add(new() { Id = Guid.NewGuid(), SiteCode = SiteCode.Parse(desk.Jambi.Code), Kind = SiteJobKind.DryRun, AskedBy = "sari", AskedAt = LongAgo, State = SiteJobState.Due });
            db.SiteJobs.Add(new() { Id = Guid.NewGuid(), SiteCode = SiteCode.Parse(desk.Jambi.Code), Kind = SiteJobKind.Rehearsal, AskedBy = "sari", AskedAt = LongAgo, State = SiteJobState.Running, ProgressAt = host.Clock.GetUtcNow() });
            var alive = Guid.NewGuid();
            db.BulkRuns.Add(new() { Id = alive, Act = """{"act":"remind"}""", Digest = "e", Total = 1, StartedBy = "sari", StartedAt = LongAgo, State = BulkRunState.Preparing });
            db.BulkItems.Add(new() { RunId = alive, Place = 1, CaseId = desk.Doubt, Number = "AKT", State = BulkItemState.Done, At = host.Clock.GetUtcNow() });
        });

        var listed = await ListAsync(sari);
        Assert.Equal(
            ["noticeUndelivered identity-must-be-mended", "reportFailed activation", "workStandsStill bulk-run", "workStandsStill definition-move", "workStandsStill site-job"],
            listed.Json.GetProperty("incidents").EnumerateArray().Select(line => $"{line.GetProperty("kind")} {line.GetProperty("detail")}").Order(StringComparer.Ordinal));
        var pages = new List<string>();
        for (var skip = 0; skip < 5; skip += 2)
            pages.AddRange((await ListAsync(sari, $"skip={skip}&take=2")).Json.GetProperty("incidents").Texts("subject"));
        Assert.Equal(listed.Json.GetProperty("incidents").Texts("subject").Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));

        // Whoever looks after some sites sees what is theirs.
        var limited = Assert.IsType<ListIncidents.Answer.Listed>(await host.Use<ListIncidents>().HandleAsync(new(DeskScenes.LimitedTo(StaffRoles.Helpdesk, "300")), Cancel));
        Assert.Equal(IncidentKind.NoticeUndelivered, Assert.Single(limited.Incidents).Kind);
    }

    private static List<(string Kind, Func<BackOfficeDb, Task> Stop)> Stops(CaseId @case) =>
    [
        ("waitsForRetry", db => Instance(db, @case).ExecuteUpdateAsync(set => set.SetProperty(one => one.Status, InstanceStatus.Parked).SetProperty(one => one.Due, RunningHost.Beginning.AddYears(1)), Cancel)),
        ("waitsForPerson", db => Instance(db, @case).ExecuteUpdateAsync(set => set.SetProperty(one => one.Status, InstanceStatus.Parked).SetProperty(one => one.Due, (DateTimeOffset?)null), Cancel)),
        ("runsTooLong", db => Instance(db, @case).ExecuteUpdateAsync(set => set.SetProperty(one => one.Status, InstanceStatus.Running).SetProperty(one => one.Due, LongAgo), Cancel)),
        ("pastDue", db => Instance(db, @case).ExecuteUpdateAsync(set => set.SetProperty(one => one.Due, LongAgo), Cancel)),
        ("waitsOnNothing", db => Instance(db, @case).ExecuteUpdateAsync(set => set.SetProperty(one => one.Signals, "").SetProperty(one => one.Due, (DateTimeOffset?)null), Cancel)),
        ("waitsOnNothing", db => Instance(db, @case).ExecuteUpdateAsync(set => set.SetProperty(one => one.Status, InstanceStatus.Running).SetProperty(one => one.Due, (DateTimeOffset?)null), Cancel)),
        ("neverStarted", db => Instance(db, @case).ExecuteDeleteAsync(Cancel)),
        ("signalUnread", db =>
        {
            db.Inbox.Add(new() { CaseId = @case, Name = CaseSignals.ProviderAsked, ReceivedAt = LongAgo });
            return Task.CompletedTask;
        }),
    ];

    private static IQueryable<WorkflowInstance> Instance(BackOfficeDb db, CaseId @case) => db.Instances.Where(instance => instance.CaseId == @case);

    private static async Task<Reply> ListAsync(StaffClient staff, string more = "") => (await staff.CallAsync(HttpMethod.Get, $"incidents?{more}")).Done();
}

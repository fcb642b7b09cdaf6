using BackOffice.Fixtures;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Host.Tests.Desk;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Definitions.Rehearsals;
using BackOffice.Workflows.Incidents;
using BackOffice.Workflows.Policies.Impact;
using BackOffice.Workflows.Registry.Joining;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Incidents;

/// <summary>Long work whose Host stands still is listed; what is alive, waits in line or is not due yet is not.</summary>
public sealed class LongWorkTests
{
    private static readonly DateTimeOffset Now = RunningHost.Beginning;

    private static readonly DateTimeOffset LongAgo = Now.AddDays(-1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public Task Preview_of_a_draft_of_the_policies_that_stands_still_is_listed(DatabaseProvider database) => WithoutAsync("impact-previews", database, async (host, sari) =>
    {
        var (first, second) = (Preview(PreviewState.Running, startedAt: LongAgo.AddHours(1)), Preview(PreviewState.Due));
        await host.ByHandAsync(db => AddAsync(db, first, second));
        Assert.Equal([$"impact-preview {first.Id} {LongAgo.AddHours(1):s}"], await ListAsync(sari));
        Assert.Contains("stop it", await SentenceAsync(sari), StringComparison.Ordinal);
        Assert.Empty(await ListAsync(host, "277", "300"));

        await host.ByHandAsync(db => db.ImpactPreviews.Where(one => one.Id == first.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.StartedAt, Now), Cancel));
        Assert.Empty(await ListAsync(sari));

        await host.ByHandAsync(db => db.ImpactPreviews.Where(one => one.Id == first.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.State, PreviewState.Done), Cancel));
        Assert.Equal([$"impact-preview {second.Id} {LongAgo:s}"], await ListAsync(sari));
    });

    [Theory, OnBothDatabases]
    public Task Look_again_at_open_cases_that_stands_still_is_listed_once_its_version_is_in_force(DatabaseProvider database) => WithoutAsync("reevaluation", database, async (host, sari) =>
    {
        await host.ByHandAsync(db =>
        {
            db.Reevaluations.Add(new() { Number = 2, Version = "2", By = "budi", DueAt = LongAgo, StartedAt = LongAgo.AddHours(1) });
            db.Reevaluations.Add(new() { Number = 3, Version = "3", By = "budi", DueAt = LongAgo.AddHours(2) });
            db.Reevaluations.Add(new() { Number = 4, Version = "4", By = "budi", DueAt = Now.AddDays(1) });
            return Task.CompletedTask;
        });
        Assert.Equal([$"reevaluation  {LongAgo.AddHours(1):s}"], await ListAsync(sari));
        Assert.Empty(await ListAsync(host, "277", "300"));

        await host.ByHandAsync(db => db.Reevaluations.Where(run => run.Number == 2).ExecuteUpdateAsync(set => set.SetProperty(run => run.StartedAt, Now), Cancel));
        Assert.Empty(await ListAsync(sari));

        await host.ByHandAsync(db => db.Reevaluations.Where(run => run.Number == 2).ExecuteUpdateAsync(set => set.SetProperty(run => run.FinishedAt, Now), Cancel));
        Assert.Equal([$"reevaluation  {LongAgo.AddHours(2):s}"], await ListAsync(sari));
    });

    [Theory, OnBothDatabases]
    public Task Rehearsal_of_a_draft_of_a_workflow_that_stands_still_is_listed(DatabaseProvider database) => WithoutAsync("workflow-rehearsals", database, async (host, sari) =>
    {
        var (first, second) = (Rehearsal(RehearsalState.Running), Rehearsal(RehearsalState.Due));
        await host.ByHandAsync(db => AddAsync(db, first, second));
        Assert.Equal([$"workflow-rehearsal {first.Id} {LongAgo:s}"], await ListAsync(sari));
        // Nobody may stop it.
        Assert.Contains("goes on by itself", await SentenceAsync(sari), StringComparison.Ordinal);
        Assert.Empty(await ListAsync(host, "277", "300"));

        // Its turn came a moment ago.
        await EndAsync(Now);
        Assert.Empty(await ListAsync(sari));

        await EndAsync(LongAgo.AddHours(1));
        Assert.Equal([$"workflow-rehearsal {second.Id} {LongAgo.AddHours(1):s}"], await ListAsync(sari));

        Task EndAsync(DateTimeOffset at) => host.ByHandAsync(db => db.DefinitionRehearsals.Where(one => one.Id == first.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.State, RehearsalState.Done).SetProperty(one => one.FinishedAt, at), Cancel));
    });

    [Theory, OnBothDatabases]
    public Task What_follows_when_a_site_joined_and_stands_still_is_listed_for_those_who_look_after_it(DatabaseProvider database) => WithoutAsync("stage-changes", database, async (host, sari) =>
    {
        var (first, second) = (StageChange("300", cursor: 7), StageChange("277"));
        await host.ByHandAsync(db => AddAsync(db, first, second));
        Assert.Equal([$"stage-change {first.Id} {LongAgo:s}"], await ListAsync(sari));
        Assert.Equal([first.Id], await ListAsync(host, "300"));
        Assert.Empty(await ListAsync(host, "277"));

        // Its turn came a moment ago.
        await EndAsync(Now);
        Assert.Empty(await ListAsync(sari));

        await EndAsync(LongAgo.AddHours(1));
        Assert.Equal([$"stage-change {second.Id} {LongAgo.AddHours(1):s}"], await ListAsync(sari));
        Assert.Empty(await ListAsync(host, "300"));
        Assert.Equal([second.Id], await ListAsync(host, "277"));

        Task EndAsync(DateTimeOffset at) =>
            host.ByHandAsync(db => db.SiteStageChanges.Where(change => change.Id == first.Id).ExecuteUpdateAsync(set => set.SetProperty(change => change.FinishedAt, at), Cancel));
    });

    private static ImpactPreview Preview(PreviewState state, DateTimeOffset? startedAt = null) =>
        new() { Id = Guid.NewGuid(), DraftId = Guid.NewGuid(), Digest = "d", BaseNumber = 1, AskedBy = "budi", AskedAt = LongAgo, StartedAt = startedAt, State = state };

    private static DefinitionRehearsal Rehearsal(RehearsalState state) =>
        new() { Id = Guid.NewGuid(), DraftId = Guid.NewGuid(), Digest = "d", AskedBy = "budi", AskedAt = LongAgo, State = state };

    private static SiteStageChange StageChange(string site, long cursor = 0) =>
        new() { Id = Guid.NewGuid(), SiteCode = SiteCode.Parse(site), Kind = StageChangeKind.Joined, By = "anisa", StartedAt = LongAgo, Cursor = cursor };

    private static Task AddAsync(BackOfficeDb db, params object[] rows)
    {
        db.AddRange(rows);
        return Task.CompletedTask;
    }

    // The duty is taken, so that no worker does the work meanwhile: as if another Host had it and stood still.
    private static async Task WithoutAsync(string duty, DatabaseProvider database, Func<RunningHost, StaffClient, Task> then)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        foreach (var site in new[] { "277", "300" })
            await host.AddSiteAsync(site);
        await Eventually.TrueAsync(() => host.Use<Leadership>().TryAsync(duty, _ => then(host, sari), Cancel), otherwise: () => host.Logs, cancel: Cancel);
    }

    private static async Task<IReadOnlyList<string>> ListAsync(StaffClient staff) =>
    [
        .. (await staff.CallAsync(HttpMethod.Get, "incidents?kind=workStandsStill")).Done().Json.GetProperty("incidents").EnumerateArray()
            .Select(line => $"{line.GetProperty("detail")} {line.GetProperty("subject")} {line.GetProperty("since").GetDateTimeOffset():s}"),
    ];

    private static async Task<string> SentenceAsync(StaffClient staff) =>
        (await staff.CallAsync(HttpMethod.Get, "incidents")).Done().Json.GetProperty("incidents")[0].GetProperty("sentence").GetProperty("en").GetString()!;

    private static async Task<IReadOnlyList<Guid?>> ListAsync(RunningHost host, params string[] sites) =>
        [.. Assert.IsType<ListIncidents.Answer.Listed>(await host.Use<ListIncidents>().HandleAsync(new(DeskScenes.LimitedTo(StaffRoles.Helpdesk, sites)), Cancel)).Incidents.Select(line => line.Subject)];
}

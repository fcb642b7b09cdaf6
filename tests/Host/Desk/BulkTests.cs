using System.Net;
using System.Text.Json;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation.Desk.Bulk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Desk;

/// <summary>Acts on all matching cases: previewed, confirmed, and a result for each.</summary>
public sealed class BulkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Preview_says_to_how_many_and_why_not_to_others_and_each_gets_that_result(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        (await sari.DoAsync(desk.SinarPadang, "reminder")).Done();
        var order = new { filter = new { site = (string?)null }, act = new { act = "remind" } };

        var preview = (await sari.CallAsync(HttpMethod.Post, "bulk-runs/preview", order)).Done();
        Assert.Equal(("4", "2"), (preview["total"], preview["can"]));
        Assert.Equal(["cahaya", "sinar-12"], preview.Json.GetProperty("first").Texts("userId"));
        Assert.Equal(
            ["not-the-providers-turn 1", "reminded-recently 1"],
            preview.Json.GetProperty("cannot").EnumerateArray().Select(one => $"{one.GetProperty("refusal").GetProperty("code")} {one.GetProperty("cases")}").Order(StringComparer.Ordinal));
        // Looking changes nothing.
        Assert.Equal(0, await sari.CountAsync($"{desk.SinarMedan}", "provider-reminded"));

        var run = await StartAsync(sari, order.filter, order.act, preview["digest"]);
        var done = await DoneAsync(sari, run);
        Assert.Equal(("done", "4", "0", "2", "2", "0"), (State(done), Count(done, "total"), Count(done, "waiting"), Count(done, "done"), Count(done, "refused"), Count(done, "failed")));
        Assert.Equal(["done", "refused", "refused", "done"], done.Json.GetProperty("items").Texts("state"));
        Assert.Equal("Kasus ini tidak menunggu penyedia, sehingga tidak ada yang perlu diingatkan.",
            done.Json.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("code").GetString() == "not-the-providers-turn").GetProperty("sentence").GetProperty("id").GetString());
        Assert.Equal((1, 1), (await sari.CountAsync($"{desk.SinarMedan}", "provider-reminded"), await sari.CountAsync($"{desk.SinarPadang}", "provider-reminded")));
        Assert.Equal(2, (await sari.CallAsync(HttpMethod.Get, $"bulk-runs/{run}?result=refused")).Done().Json.GetProperty("items").GetArrayLength());

        var table = (await sari.CallAsync(HttpMethod.Get, $"bulk-runs/{run}/results.csv")).Text.Split("\r\n");
        Assert.Equal("place,case,result,code,sentence,at", table[0]);
        Assert.Equal(4, table.Count(line => line.Contains(",AKT-", StringComparison.Ordinal)));
    }

    [Theory, OnBothDatabases]
    public async Task Preview_counts_the_cases_that_the_owner_to_be_could_never_see(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await host.AddStaffAsync("dewi", StaffRoles.Helpdesk);
        await host.LimitAsync("dewi", "300");
        var (filter, act) = (new { queue = "unassigned" }, new { act = "reassign", owner = "Dewi" });

        var preview = (await sari.CallAsync(HttpMethod.Post, "bulk-runs/preview", new { filter, act })).Done();
        Assert.Equal(("4", "2"), (preview["total"], preview["can"]));
        Assert.Equal(["owner-elsewhere"], preview.Json.GetProperty("cannot").EnumerateArray().Select(one => one.GetProperty("refusal").GetProperty("code").GetString()));
        var done = await DoneAsync(sari, await StartAsync(sari, filter, act, preview["digest"]));
        Assert.Equal(("2", "2"), (Count(done, "done"), Count(done, "refused")));

        await host.LockAsync("dewi");
        Assert.Equal("0", (await sari.CallAsync(HttpMethod.Post, "bulk-runs/preview", new { filter, act })).Done()["can"]);
    }

    [Theory, OnBothDatabases]
    public async Task Cases_that_came_since_the_preview_are_not_acted_on_unseen(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var (filter, act) = (new { queue = "unassigned" }, new { act = "reassign", owner = "sari" });
        var digest = (await sari.CallAsync(HttpMethod.Post, "bulk-runs/preview", new { filter, act })).Done()["digest"];
        await desk.Jambi.RegisterAsync("baru", Some.OtherCompany with { CompanyName = "PT Baru", Npwp = "", Address = "Jl. Baru No. 1", Email = "baru@baru.example", Phone = "0741-1", Province = "" });
        (await desk.Jambi.OpenActivationAsync("baru")).Done();

        var refused = await sari.CallAsync(HttpMethod.Post, "bulk-runs", new { filter, act, digest });

        refused.RefusedAs(HttpStatusCode.Conflict, "bulk-selection-changed");
        Assert.Equal(5, refused.Json.GetProperty("preview").GetProperty("total").GetInt32());
        Assert.Empty(await sari.ListAsync("queue=mine"));
        await DoneAsync(sari, await StartAsync(sari, filter, act, refused.Json.GetProperty("preview").GetProperty("digest").GetString()!));
        Assert.Equal(5, (await sari.ListAsync("queue=mine")).Count);
    }

    [Theory, OnBothDatabases]
    public async Task Deadlines_move_and_notes_are_written_on_all(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await host.UntilDayAsync(31, sari, $"{desk.SinarMedan}");
        var until = RunningHost.Beginning.AddDays(60);

        await PreviewAndStartAsync(sari, new { state = "awaitDefaultPassword" }, new { act = "extend", until, reason = DeskScenes.Reason });
        await PreviewAndStartAsync(sari, new { q = "sinar" }, new { act = "note", text = "Menunggu surat dari kantor pusat." });

        Assert.Equal((until, until), (await host.DeadlineAsync(desk.SinarMedan), await host.DeadlineAsync(desk.SinarPadang)));
        Assert.NotEqual(until, await host.DeadlineAsync(desk.Doubt));
        Assert.Equal((1, 0), (await sari.CountAsync($"{desk.SinarPadang}", "note-added"), await sari.CountAsync($"{desk.Mending}", "note-added")));
    }

    [Theory, OnBothDatabases]
    public async Task Role_is_asked_at_the_start_and_again_at_every_case(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var ani = await host.AddStaffAsync("ani", StaffRoles.Auditor);
        var act = new { act = "note", text = DeskScenes.Reason };
        (await ani.CallAsync(HttpMethod.Post, "bulk-runs/preview", new { filter = new { }, act })).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await ani.CallAsync(HttpMethod.Post, "bulk-runs", new { filter = new { }, act, digest = "" })).RefusedAs(HttpStatusCode.Forbidden, "role-missing");

        // As if the role had been taken away after the start.
        var run = await LeftAsync(host, "ani", [desk.Doubt, desk.Mending]);
        await host.Use<WorkOffBulkRuns>().HandleAsync(Cancel);

        var view = await DoneAsync(ani, run);
        Assert.Equal(["role-missing", "role-missing"], view.Json.GetProperty("items").Texts("code"));
        Assert.Equal(0, await ani.CountAsync($"{desk.Doubt}", "note-added"));
    }

    [Theory, OnBothDatabases]
    public async Task Sites_are_asked_again_at_every_case(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var (ani, sari) = (await host.AddStaffAsync("ani", StaffRoles.Helpdesk), await host.AddStaffAsync("sari", StaffRoles.Helpdesk));
        // As if she had been limited after the start.
        Assert.Null(await host.Use<LimitToSites>().HandleAsync(new(StaffActor.CommandLine, "ani", [SiteCode.Parse("300")]), Cancel));

        var run = await LeftAsync(host, "ani", [desk.Doubt, desk.Mending]);
        await host.Use<WorkOffBulkRuns>().HandleAsync(Cancel);

        // Of what she started she sees what is hers by now.
        Assert.Equal(("1", "1"), (await DoneAsync(ani, run)) is var hers ? (Count(hers, "total"), Count(hers, "done")) : default);
        Assert.Equal((0, 1), (await sari.CountAsync($"{desk.Doubt}", "note-added"), await sari.CountAsync($"{desk.Mending}", "note-added")));
    }

    [Theory, OnBothDatabases]
    public async Task What_a_Host_that_died_has_left_is_done_once_and_a_second_time_changes_nothing(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var run = await LeftAsync(host, "sari", [desk.Doubt, desk.Mending, desk.SinarMedan], done: 1);

        await host.Use<WorkOffBulkRuns>().HandleAsync(Cancel);
        await host.Use<WorkOffBulkRuns>().HandleAsync(Cancel);

        await DoneAsync(sari, run);
        Assert.Equal((0, 1, 1), (await sari.CountAsync($"{desk.Doubt}", "note-added"), await sari.CountAsync($"{desk.Mending}", "note-added"), await sari.CountAsync($"{desk.SinarMedan}", "note-added")));
    }

    [Theory, OnBothDatabases]
    public async Task Stopped_run_leaves_the_rest_as_it_is(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var (sari, budi) = (await host.AddStaffAsync("sari", StaffRoles.Helpdesk), await host.AddStaffAsync("budi", StaffRoles.Helpdesk));
        var run = await LeftAsync(host, "sari", [desk.Doubt, desk.Mending], done: 1, BulkRunState.Preparing);
        (await budi.CallAsync(HttpMethod.Get, $"bulk-runs/{run}")).RefusedAs(HttpStatusCode.NotFound, "bulk-run-unknown");
        (await budi.CallAsync(HttpMethod.Delete, $"bulk-runs/{run}")).RefusedAs(HttpStatusCode.Forbidden, "role-missing");

        (await sari.CallAsync(HttpMethod.Delete, $"bulk-runs/{run}")).Done();
        await host.Use<WorkOffBulkRuns>().HandleAsync(Cancel);

        var view = await DoneAsync(sari, run);
        Assert.Equal(("cancelled", "1", "1"), (State(view), Count(view, "done"), Count(view, "waiting")));
        Assert.Equal(0, await sari.CountAsync($"{desk.Mending}", "note-added"));
        Assert.Equal([run], (await sari.CallAsync(HttpMethod.Get, "bulk-runs")).Done().Json.GetProperty("runs").Texts("id"));
    }

    [Theory, OnBothDatabases]
    public async Task Run_whose_Host_died_while_it_noted_the_cases_down_is_given_up_with_a_sentence_and_nothing_done(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var run = await LeftAsync(host, "sari", [desk.Doubt], state: BulkRunState.Preparing);
        host.Clock.Advance(TimeSpan.FromMinutes(9));
        await host.Use<WorkOffBulkRuns>().HandleAsync(Cancel);
        Assert.Equal("preparing", State((await sari.CallAsync(HttpMethod.Get, $"bulk-runs/{run}")).Done()));

        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.Use<WorkOffBulkRuns>().HandleAsync(Cancel);

        var view = (await sari.CallAsync(HttpMethod.Get, $"bulk-runs/{run}")).Done();
        Assert.Equal("failed", State(view));
        Assert.Contains("Mulai lagi", view.Json.GetProperty("run").GetProperty("why").GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await sari.CountAsync($"{desk.Doubt}", "note-added"));
    }

    [Theory, OnBothDatabases]
    public async Task Case_that_a_colleague_has_in_hand_is_left_alone(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var (sari, budi) = (await host.AddStaffAsync("sari", StaffRoles.Helpdesk), await host.AddStaffAsync("budi", StaffRoles.Helpdesk));
        (await budi.DoAsync(desk.Doubt, "claim")).Done();

        var view = await PreviewAndStartAsync(sari, new { }, new { act = "reassign", owner = "sari" });

        Assert.Equal(("3", "1"), (Count(view, "done"), Count(view, "refused")));
        Assert.DoesNotContain("bumi-tanpa-npwp", await sari.ListAsync("queue=mine"));
    }

    [Fact]
    public async Task Selection_that_is_too_large_or_empty_is_refused()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Desk:LargestBulk", "3"));
        await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var act = new { act = "remind" };

        (await sari.CallAsync(HttpMethod.Post, "bulk-runs/preview", new { filter = new { }, act })).RefusedAs(HttpStatusCode.RequestEntityTooLarge, "bulk-too-many");
        var nothing = (await sari.CallAsync(HttpMethod.Post, "bulk-runs/preview", new { filter = new { q = "tidak-ada" }, act })).Done();
        Assert.Equal("0", nothing["total"]);
        (await sari.CallAsync(HttpMethod.Post, "bulk-runs", new { filter = new { q = "tidak-ada" }, act, digest = nothing["digest"] })).RefusedAs(HttpStatusCode.BadRequest, "bulk-empty");
    }

    private static async Task<Reply> PreviewAndStartAsync(StaffClient staff, object filter, object act) =>
        await DoneAsync(staff, await StartAsync(staff, filter, act, (await staff.CallAsync(HttpMethod.Post, "bulk-runs/preview", new { filter, act })).Done()["digest"]));

    private static async Task<string> StartAsync(StaffClient staff, object filter, object act, string digest) =>
        (await staff.CallAsync(HttpMethod.Post, "bulk-runs", new { filter, act, digest })).Done()["run"];

    private static async Task<Reply> DoneAsync(StaffClient staff, string run)
    {
        Reply? reply = null;
        await Eventually.TrueAsync(async () => State(reply = (await staff.CallAsync(HttpMethod.Get, $"bulk-runs/{run}")).Done()) is "done" or "cancelled",
            otherwise: () => $"{reply?.Text}\n{staff.Host.Logs}", cancel: Cancel);
        return reply!;
    }

    private static string State(Reply reply) => Count(reply, "state");

    private static string Count(Reply reply, string what) => reply.Json.GetProperty("run").GetProperty(what).ToString();

    // A run as a Host that died has left it: noting something on these cases, the first of which have their result already.
    private static async Task<string> LeftAsync(RunningHost host, string starter, IReadOnlyList<CaseId> cases, int done = 0, BulkRunState state = BulkRunState.Running)
    {
        var id = Guid.NewGuid();
        await host.Database.InTransactionAsync(async (transaction, ct) =>
        {
            transaction.Db.BulkRuns.Add(new()
            {
                Id = id,
                Act = JsonSerializer.Serialize<BulkAct>(new BulkAct.Note(DeskScenes.Reason)),
                Digest = "",
                Total = cases.Count,
                StartedBy = starter,
                StartedAt = host.Clock.GetUtcNow(),
                State = state,
            });
            foreach (var (@case, i) in cases.Select((@case, i) => (@case, i)))
                transaction.Db.BulkItems.Add(new()
                {
                    RunId = id,
                    Place = i + 1,
                    CaseId = @case,
                    Number = await transaction.Db.Cases.Where(one => one.Id == @case).Select(one => one.Number).SingleAsync(ct),
                    State = i < done ? BulkItemState.Done : BulkItemState.Waiting,
                });
        }, Cancel);
        return $"{id}";
    }
}

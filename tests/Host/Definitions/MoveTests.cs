using System.Net;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Host.Tests.Desk;
using BackOffice.Host.Tests.Groups;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Definitions.Moves;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Definitions;

/// <summary>Open cases go over to another version: previewed by activity, confirmed, each from where it stood, with a result.</summary>
public sealed class MoveTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Moved_case_waits_by_the_dates_of_the_new_version_and_ends_on_it(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var owners = await host.OwnersAsync();
        await owners.PublishAsync(DefinitionWork.Activation(2).Setting("await-identity", "remindAfter", "5.00:00:00"));

        var preview = await owners.Budi.PreviewMoveAsync("activation-v1", "activation-v2");
        Assert.Equal(
            ["await-default-password waiting 2 → await-default-password", "await-identity waiting 1 → await-identity", "await-verdict waiting 1 → await-verdict"], preview.Lines());
        Assert.Equal(("4", "4"), (preview["total"], preview["can"]));
        var mending = preview.Json.GetProperty("lines")[1];
        Assert.Equal("Pengaturan 'remindAfter' dari 'await-identity': 3.00:00:00 menjadi 5.00:00:00.", mending.GetProperty("settings")[0].GetProperty("id").GetString());
        Assert.Equal((await owners.Budi.CaseAsync($"{desk.Mending}"))["number"], mending.GetProperty("examples")[0].GetString());
        var before = await InstanceAsync(host, desk.Mending);
        // Looking changes nothing.
        Assert.Equal("activation-v1", before.DefinitionVersionId);

        var moved = await owners.Budi.MovedAsync("activation-v1", "activation-v2");

        Assert.Equal(("done", "4", "4", "0"), (moved.Move("state"), moved.Move("total"), moved.Move("moved"), moved.Move("stay")));
        var after = await InstanceAsync(host, desk.Mending);
        Assert.Equal(("activation-v2", InstanceStatus.Waiting, before.Due + TimeSpan.FromDays(2)), (after.DefinitionVersionId, after.Status, after.Due));
        Assert.Equal(["(moved) activation-v2", "(wait)"], (await JournalAsync(host, desk.Mending))[^2..]);
        Assert.Equal(1, await owners.Budi.CountAsync($"{desk.Mending}", "workflow-moved"));
        Assert.Equal("awaitIdentity", (await desk.Padang.ActivationAsync("cahaya")).State());
        // And on it goes: the Default's password is what it was waiting for.
        Assert.Equal("active", (await desk.Medan.ProveDefaultPasswordAsync("sinar-12", GroupScenes.DefaultPassword)).State());
    }

    [Theory, OnBothDatabases]
    public async Task What_has_no_counterpart_stays_with_the_reason_until_a_mapping_names_one(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var owners = await host.OwnersAsync();
        await owners.PublishAsync(DefinitionWork.Activation(2).Renamed("await-identity", "await-mended").Renamed("await-verdict", "await-swap").Renamed("await-helpdesk", "await-verdict"));

        Assert.Equal(
            ["await-default-password waiting 2 → await-default-password", "await-identity waiting 1 → move-node-missing", "await-verdict waiting 1 → move-other-step"],
            (await owners.Budi.PreviewMoveAsync("activation-v1", "activation-v2")).Lines());
        (await owners.Budi.PreviewMoveAsync("activation-v1", "activation-v2", new Dictionary<string, string> { ["nowhere"] = "await-mended" })).RefusedAs(HttpStatusCode.BadRequest, "move-mapping-unknown");

        var first = await owners.Budi.MovedAsync("activation-v1", "activation-v2");
        Assert.Equal(("2", "2"), (first.Move("moved"), first.Move("stay")));
        Assert.Equal(["move-node-missing", "move-other-step"], (await owners.Budi.CallAsync(HttpMethod.Get, $"workflows/moves/{first.Move("id")}?result=stays")).Done().Json.GetProperty("items").Texts("code").Order(StringComparer.Ordinal));
        Assert.Equal("activation-v1", await PublishDefinitionTests.VersionAsync(host, $"{desk.Mending}"));

        var second = await owners.Budi.MovedAsync("activation-v1", "activation-v2", new Dictionary<string, string> { ["await-identity"] = "await-mended", ["await-verdict"] = "await-swap" });
        Assert.Equal(("2", "0"), (second.Move("moved"), second.Move("stay")));
        Assert.Equal("await-mended", (await InstanceAsync(host, desk.Mending)).Node);
        // Everything is there: moving once more finds nothing.
        (await owners.Budi.MoveAsync("activation-v1", "activation-v2")).RefusedAs(HttpStatusCode.Conflict, "move-empty");
    }

    [Theory, OnBothDatabases]
    public async Task Signal_that_nobody_has_looked_at_yet_is_taken_on_the_new_version(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, ("Workflows:SweepEvery", "00:10:00"));
        var desk = await host.DeskAsync();
        var owners = await host.OwnersAsync();
        await owners.PublishAsync(DefinitionWork.Activation(2));
        // As if its sender had committed it in the moment of the move.
        await host.ByHandAsync(db =>
        {
            db.Inbox.Add(new() { CaseId = desk.Mending, Name = CaseSignals.IdentityChanged, ReceivedAt = host.Clock.GetUtcNow() });
            return Task.CompletedTask;
        });

        await owners.Budi.MovedAsync("activation-v1", "activation-v2");

        var journal = await JournalAsync(host, desk.Mending);
        Assert.Equal(["(moved) activation-v2", "(wait)", "Changed", "Mend"], journal[journal.IndexOf("(moved) activation-v2")..][..4]);
        Assert.Equal(("activation-v2", InstanceStatus.Waiting), await InstanceAsync(host, desk.Mending) is var one ? (one.DefinitionVersionId, one.Status) : default);
    }

    [Theory, OnBothDatabases]
    public async Task Cases_that_go_on_while_they_are_moved_end_all_the_same_and_once(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var owners = await host.OwnersAsync();
        await owners.PublishAsync(DefinitionWork.Activation(2));

        var move = owners.Budi.MovedAsync("activation-v1", "activation-v2");
        var proofs = await Task.WhenAll(desk.Medan.ProveDefaultPasswordAsync("sinar-12", GroupScenes.DefaultPassword), desk.Padang.ProveDefaultPasswordAsync("sinar-300", GroupScenes.DefaultPassword));
        await move;

        Assert.All(proofs, proof => proof.Done());
        await desk.Medan.ReachesAsync("sinar-12", "active");
        await desk.Padang.ReachesAsync("sinar-300", "active");
        Assert.Equal(2, await host.Database.ReadAsync((db, ct) => db.MergeRecords.CountAsync(ct), Cancel));
        Assert.Equal("activation-v2", await PublishDefinitionTests.VersionAsync(host, $"{desk.Mending}"));
    }

    [Theory, OnBothDatabases]
    public async Task Move_whose_process_died_goes_on_where_it_was_and_what_has_gone_on_stays(DatabaseProvider database)
    {
        var first = await RunningHost.StartAsync(database);
        var desk = await first.DeskAsync();
        var owners = await first.OwnersAsync();
        await owners.PublishAsync(DefinitionWork.Activation(2));
        // One was moved and has not looked again, one waits for its turn, one stands elsewhere by now: so it is when the process dies after the first commit.
        var move = Guid.NewGuid();
        await first.ByHandAsync(async db =>
        {
            db.DefinitionMoves.Add(MoveRow(move, MoveState.Running, total: 3));
            var moved = await db.Instances.SingleAsync(instance => instance.CaseId == desk.Mending, Cancel);
            (moved.DefinitionVersionId, moved.Status, moved.Signals, moved.Due, moved.Version) = ("activation-v2", InstanceStatus.Running, "", first.Clock.GetUtcNow().AddSeconds(30), moved.Version + 1);
            db.DefinitionMoveItems.Add(await ItemAsync(db, move, 1, desk.Mending, MoveItemState.Moved));
            db.DefinitionMoveItems.Add(await ItemAsync(db, move, 2, desk.Doubt, MoveItemState.Waiting));
            db.DefinitionMoveItems.Add(await ItemAsync(db, move, 3, desk.SinarMedan, MoveItemState.Waiting, node: "await-helpdesk"));
        });

        await using var host = await first.RestartAsync();
        var budi = new StaffClient(host, "budi", owners.Budi.Password);
        var done = await budi.MoveDoneAsync($"{move}");

        Assert.Equal(("done", "2", "1"), (done.Move("state"), done.Move("moved"), done.Move("stay")));
        Assert.Equal("move-gone-on", done.Json.GetProperty("items")[2].GetProperty("code").GetString());
        Assert.Equal(("activation-v2", "activation-v1"), (await PublishDefinitionTests.VersionAsync(host, $"{desk.Doubt}"), await PublishDefinitionTests.VersionAsync(host, $"{desk.SinarMedan}")));
        await Eventually.TrueAsync(async () => await InstanceAsync(host, desk.Mending) is { Status: InstanceStatus.Waiting, Due: not null, Signals.Length: > 0 }, otherwise: () => host.Logs, cancel: Cancel);
        Assert.Equal(1, (await JournalAsync(host, desk.Doubt)).Count(outcome => outcome == "(moved) activation-v2"));
    }

    [Theory, OnBothDatabases]
    public async Task Stopped_move_leaves_the_rest_where_it_is(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var owners = await host.OwnersAsync();
        await owners.PublishAsync(DefinitionWork.Activation(2));
        var move = Guid.NewGuid();
        await host.ByHandAsync(async db =>
        {
            db.DefinitionMoves.Add(MoveRow(move, MoveState.Preparing, total: 1));
            db.DefinitionMoveItems.Add(await ItemAsync(db, move, 1, desk.Mending, MoveItemState.Waiting));
        });
        (await owners.Tini.MoveAsync("activation-v1", "activation-v2")).RefusedAs(HttpStatusCode.Conflict, "move-under-way");

        (await owners.Tini.CallAsync(HttpMethod.Delete, $"workflows/moves/{move}")).Done();
        (await owners.Tini.CallAsync(HttpMethod.Delete, $"workflows/moves/{move}")).Done();

        var over = await owners.Budi.MoveDoneAsync($"{move}");
        Assert.Equal(("cancelled", "tini", "1"), (over.Move("state"), over.Move("cancelledBy"), over.Move("waiting")));
        Assert.Equal("activation-v1", await PublishDefinitionTests.VersionAsync(host, $"{desk.Mending}"));
        (await owners.Budi.CallAsync(HttpMethod.Delete, $"workflows/moves/{Guid.NewGuid()}")).RefusedAs(HttpStatusCode.NotFound, "move-unknown");
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_is_limited_to_sites_previews_reads_and_counts_the_cases_there_alone(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var (owners, dewi) = (await host.OwnersAsync(), await LimitedAsync(host));
        await owners.PublishAsync(DefinitionWork.Activation(2).Renamed("await-identity", "await-mended"));

        Assert.Equal(["0", "2"], (await dewi.CallAsync(HttpMethod.Get, "workflows/versions")).Done().Json.GetProperty("versions").Texts("openCases"));
        Assert.Equal("2", (await dewi.CallAsync(HttpMethod.Get, "workflows/versions/activation-v1")).Done().Json.GetProperty("version").GetProperty("openCases").ToString());
        var preview = await dewi.PreviewMoveAsync("activation-v1", "activation-v2");
        Assert.Equal(["await-default-password waiting 1 → await-default-password", "await-identity waiting 1 → move-node-missing"], preview.Lines());
        Assert.Equal(("2", "1"), (preview["total"], preview["can"]));
        var examples = preview.Json.GetProperty("lines").EnumerateArray().SelectMany(line => line.GetProperty("examples").EnumerateArray());
        Assert.Equal(await NumbersAsync(host, desk.SinarPadang, desk.Mending), examples.Select(number => number.GetString()!).Order(StringComparer.Ordinal));

        var all = await owners.Budi.MovedAsync("activation-v1", "activation-v2");
        Assert.Equal(("4", "3", "1"), (all.Move("total"), all.Move("moved"), all.Move("stay")));
        var hers = (await dewi.CallAsync(HttpMethod.Get, $"workflows/moves/{all.Move("id")}")).Done();
        Assert.Equal(await NumbersAsync(host, desk.SinarPadang, desk.Mending), hers.Json.GetProperty("items").Texts("number"));
        Assert.Equal(("2", "2", "0", "1", "1"), (hers["matching"], hers.Move("total"), hers.Move("waiting"), hers.Move("moved"), hers.Move("stay")));
        Assert.Equal("1", (await dewi.CallAsync(HttpMethod.Get, $"workflows/moves/{all.Move("id")}?result=moved")).Done()["matching"]);
        Assert.Equal(["2"], (await dewi.CallAsync(HttpMethod.Get, "workflows/moves")).Done().Json.GetProperty("moves").Texts("total"));
        (await dewi.CallAsync(HttpMethod.Delete, $"workflows/moves/{all.Move("id")}")).RefusedAs(HttpStatusCode.Forbidden, "beyond-sites");
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_is_limited_to_sites_moves_the_cases_there_and_knows_of_no_move_of_others(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var (owners, dewi) = (await host.OwnersAsync(), await LimitedAsync(host));
        await owners.PublishAsync(DefinitionWork.Activation(2));
        var others = Guid.NewGuid();
        await host.ByHandAsync(async db =>
        {
            db.DefinitionMoves.Add(MoveRow(others, MoveState.Cancelled, total: 1));
            db.DefinitionMoveItems.Add(await ItemAsync(db, others, 1, desk.Doubt, MoveItemState.Waiting));
        });

        var own = await dewi.MovedAsync("activation-v1", "activation-v2");

        Assert.Equal(("2", "2"), (own.Move("total"), own.Move("moved")));
        Assert.Equal(("activation-v1", "activation-v2"), (await PublishDefinitionTests.VersionAsync(host, $"{desk.Doubt}"), await PublishDefinitionTests.VersionAsync(host, $"{desk.Mending}")));
        Assert.Equal([own.Move("id")], (await dewi.CallAsync(HttpMethod.Get, "workflows/moves")).Done().Json.GetProperty("moves").Texts("id"));
        Assert.Equal("1", (await dewi.CallAsync(HttpMethod.Get, "workflows/moves")).Done()["total"]);
        (await dewi.CallAsync(HttpMethod.Get, $"workflows/moves/{others}")).RefusedAs(HttpStatusCode.NotFound, "move-unknown");
        (await dewi.CallAsync(HttpMethod.Delete, $"workflows/moves/{others}")).RefusedAs(HttpStatusCode.NotFound, "move-unknown");
        (await dewi.CallAsync(HttpMethod.Delete, $"workflows/moves/{own.Move("id")}")).Done();
    }

    [Fact]
    public async Task Plan_that_is_another_by_now_is_shown_before_anything_moves()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await host.DeskAsync();
        var owners = await host.OwnersAsync();
        await owners.PublishAsync(DefinitionWork.Activation(2));

        var refused = (await owners.Budi.CallAsync(HttpMethod.Post, "workflows/moves", new { from = "activation-v1", to = "activation-v2", digest = "another", reason = DefinitionWork.Reason }))
            .RefusedAs(HttpStatusCode.Conflict, "move-plan-changed");
        Assert.Equal(4, refused.Json.GetProperty("preview").GetProperty("total").GetInt32());
        (await owners.Budi.PreviewMoveAsync("activation-v1", "activation-v1")).RefusedAs(HttpStatusCode.BadRequest, "move-same-version");
        (await owners.Budi.PreviewMoveAsync("activation-v1", "activation-v9")).RefusedAs(HttpStatusCode.NotFound, "workflow-version-unknown");
    }

    [Theory, OnBothDatabases]
    public async Task Failed_step_moves_as_it_is_and_is_retried_on_the_new_version(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var owners = await host.OwnersAsync();
        await owners.PublishAsync(DefinitionWork.Activation(2));
        await host.ByHandAsync(db => db.Instances.Where(instance => instance.CaseId == desk.Mending).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.Status, InstanceStatus.Parked).SetProperty(one => one.Due, (DateTimeOffset?)null).SetProperty(one => one.Attempts, 6), Cancel));
        await host.ByHandAsync(db => db.Instances.Where(instance => instance.CaseId == desk.Doubt).ExecuteUpdateAsync(set => set.SetProperty(one => one.Status, InstanceStatus.Running), Cancel));

        Assert.Contains("await-identity parked 1 → await-identity", (await owners.Budi.PreviewMoveAsync("activation-v1", "activation-v2")).Lines());
        Assert.Contains("await-verdict running 1 → move-not-resting", (await owners.Budi.PreviewMoveAsync("activation-v1", "activation-v2")).Lines());
        await owners.Budi.MovedAsync("activation-v1", "activation-v2");

        Assert.Equal(("activation-v2", InstanceStatus.Parked, 6), await InstanceAsync(host, desk.Mending) is var parked ? (parked.DefinitionVersionId, parked.Status, parked.Attempts) : default);
        (await owners.Budi.RetryAsync($"{desk.Mending}")).Done();
        Assert.Equal(InstanceStatus.Waiting, (await InstanceAsync(host, desk.Mending)).Status);
    }

    internal static DefinitionMove MoveRow(Guid id, MoveState state, int total) => new()
    {
        Id = id,
        FromVersion = "activation-v1",
        ToVersion = "activation-v2",
        Mapping = "{}",
        Digest = "as previewed",
        Reason = DefinitionWork.Reason,
        Total = total,
        StartedBy = "budi",
        StartedAt = RunningHost.Beginning,
        State = state,
    };

    internal static async Task<DefinitionMoveItem> ItemAsync(BackOfficeDb db, Guid move, int place, CaseId @case, MoveItemState state, string? node = null)
    {
        var instance = await db.Instances.SingleAsync(one => one.CaseId == @case, Cancel);
        return new()
        {
            MoveId = move,
            Place = place,
            CaseId = @case,
            Number = await db.Cases.Where(one => one.Id == @case).Select(one => one.Number).SingleAsync(Cancel),
            InstanceId = instance.Id,
            Node = node ?? instance.Node,
            State = state,
        };
    }

    // A process owner who is limited to 300.
    private static async Task<StaffClient> LimitedAsync(RunningHost host)
    {
        var dewi = await host.AddStaffAsync("dewi", StaffRoles.ProcessOwner);
        Assert.Null(await host.Use<LimitToSites>().HandleAsync(new(StaffActor.CommandLine, "dewi", [SiteCode.Parse("300")]), Cancel));
        return dewi;
    }

    private static Task<List<string>> NumbersAsync(RunningHost host, params CaseId[] cases) =>
        host.Database.ReadAsync((db, ct) => db.Cases.Where(@case => cases.Contains(@case.Id)).OrderBy(@case => @case.Number).Select(@case => @case.Number).ToListAsync(ct), Cancel);

    private static Task<WorkflowInstance> InstanceAsync(RunningHost host, CaseId @case) =>
        host.Database.ReadAsync((db, ct) => db.Instances.SingleAsync(instance => instance.CaseId == @case, ct), Cancel);

    private static Task<List<string>> JournalAsync(RunningHost host, CaseId @case) =>
        host.Database.ReadAsync((db, ct) => db.Journal.Where(entry => entry.CaseId == @case).OrderBy(entry => entry.Id).Select(entry => entry.Outcome).ToListAsync(ct), Cancel);
}

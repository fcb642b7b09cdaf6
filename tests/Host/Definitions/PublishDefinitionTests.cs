using System.Net;
using System.Text.Json;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Definitions;

/// <summary>Versions of a workflow: drafted by one process owner, tried, published by another, and told apart ever after.</summary>
public sealed class PublishDefinitionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task New_cases_start_on_what_was_published_and_open_ones_finish_on_theirs(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var owners = await host.OwnersAsync();
        var draft = (await owners.Budi.DraftAsync(DefinitionWork.Activation(2).Setting("await-identity", "remindAfter", "5.00:00:00"))).Done()["id"];
        (await owners.Budi.PublishWorkflowAsync(draft)).RefusedAs(HttpStatusCode.Forbidden, "second-person-needed");

        Assert.Equal("activation-v2", (await owners.Tini.PublishWorkflowAsync(draft)).Done()["publishedAs"]);

        await desk.Medan.RegisterAsync("cahaya", Some.ThirdCompany with { Province = "", Npwp = "" });
        var opened = (await desk.Medan.OpenActivationAsync("cahaya")).CaseId();
        Assert.Equal(("activation-v2", "activation-v1"), (await VersionAsync(host, opened), await VersionAsync(host, $"{desk.Mending}")));
        var versions = (await owners.Budi.CallAsync(HttpMethod.Get, "workflows/versions?definition=activation")).Done().Json.GetProperty("versions");
        Assert.Equal(["activation-v2", "activation-v1"], versions.Texts("id"));
        Assert.Equal(["budi", "file"], versions.Texts("author"));
        Assert.Equal(["tini", ""], versions.Texts("publishedBy"));
        Assert.Equal([DefinitionWork.Reason, ""], versions.Texts("reason"));
        Assert.Equal(["1", "4"], versions.Texts("openCases"));
        (await owners.Tini.PublishWorkflowAsync(draft)).RefusedAs(HttpStatusCode.Conflict, "draft-state");
    }

    [Theory, OnBothDatabases]
    public async Task What_was_published_outlives_the_process_and_every_later_start_takes_it_beside_the_files(DatabaseProvider database)
    {
        var first = await RunningHost.StartAsync(database);
        await (await first.OwnersAsync()).PublishAsync(DefinitionWork.Activation(2));

        await using var host = await first.RestartAsync();

        Assert.Equal(["activation-v1 file", "activation-v2 budi"], await host.Database.ReadAsync(
            (db, ct) => db.DefinitionVersions.OrderBy(version => version.Version).Select(version => version.Id + " " + version.Author).ToListAsync(ct), Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_drafts_of_one_number_the_second_is_told_what_was_published(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (budi, tini) = await host.OwnersAsync();
        var other = DefinitionWork.Activation(2);
        other["id"] = "activation-second";
        var drafts = new[] { (await budi.DraftAsync(DefinitionWork.Activation(2))).Done()["id"], (await tini.DraftAsync(other)).Done()["id"] };

        var answers = await Task.WhenAll(tini.PublishWorkflowAsync(drafts[0]), budi.PublishWorkflowAsync(drafts[1]));

        var late = Array.FindIndex(answers, answer => answer.Status != HttpStatusCode.OK);
        answers[1 - late].Done();
        answers[late].RefusedAs(HttpStatusCode.Conflict, "workflow-version-taken");
        (await tini.PublishWorkflowAsync((await budi.DraftAsync(DefinitionWork.Activation(1))).Done()["id"])).RefusedAs(HttpStatusCode.Conflict, "workflow-id-taken");
    }

    [Fact]
    public async Task Broken_draft_is_kept_with_place_and_reason_and_never_published()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (budi, tini) = await host.OwnersAsync();
        var definition = DefinitionWork.Activation(2).Renamed("await-identity", "check-identity");
        var draft = (await budi.DraftAsync(definition)).Done()["id"];
        var half = (await budi.DraftAsync(definition.ToJsonString()[..900])).Done()["id"];

        Assert.Contains("$.root.activities[2].id", (await budi.ReadWorkflowDraftAsync(draft)).Json.GetProperty("problems").Texts("path"));
        var refused = (await tini.PublishWorkflowAsync(draft)).RefusedAs(HttpStatusCode.Conflict, "draft-not-clean");
        Assert.Contains("$.root.activities[2].id", refused.Json.GetProperty("problems").Texts("path"));
        (await tini.PublishWorkflowAsync(half)).RefusedAs(HttpStatusCode.Conflict, "draft-not-clean");
        (await budi.CallAsync(HttpMethod.Post, $"workflows/drafts/{half}/rehearsal")).RefusedAs(HttpStatusCode.Conflict, "draft-not-clean");
    }

    [Fact]
    public async Task Draft_is_published_as_it_was_read_and_written_by_its_author_alone()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (budi, tini) = await host.OwnersAsync();
        var draft = (await budi.DraftAsync(DefinitionWork.Activation(2))).Done();
        var path = $"workflows/drafts/{draft["id"]}";
        var body = new { json = DefinitionWork.Activation(3).ToJsonString(), reason = DefinitionWork.Reason };

        (await budi.CallAsync(HttpMethod.Put, path, body)).RefusedAs(HttpStatusCode.PreconditionRequired, "if-match-missing");
        (await tini.CallAsync(HttpMethod.Put, path, body, ("If-Match", draft.Headers["ETag"]))).RefusedAs(HttpStatusCode.Forbidden, "draft-of-another");
        (await budi.CallAsync(HttpMethod.Put, path, body, ("If-Match", draft.Headers["ETag"]))).Done();
        (await tini.CallAsync(HttpMethod.Post, $"{path}/publish", new { reason = DefinitionWork.Reason }, ("If-Match", draft.Headers["ETag"]))).RefusedAs(HttpStatusCode.PreconditionFailed, "version-outdated");
        Assert.Equal("withdrawn", (await budi.CallAsync(HttpMethod.Post, $"{path}/withdraw", new { reason = DefinitionWork.Reason }, ("If-Match", "\"1\""))).Done()["state"]);
        (await tini.PublishWorkflowAsync(draft["id"])).RefusedAs(HttpStatusCode.Conflict, "draft-state");
    }

    [Fact]
    public async Task Two_versions_are_told_apart_in_words()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var owners = await host.OwnersAsync();
        await owners.PublishAsync(DefinitionWork.Activation(2).Setting("await-identity", "remindAfter", "5.00:00:00").Renamed("await-user-id", "await-new-user-id"));

        var changes = (await owners.Budi.CallAsync(HttpMethod.Get, "workflows/versions/activation-v2/diff?from=activation-v1")).Done().Json.GetProperty("changes");

        Assert.Equal(
            ["settingChanged", "activityAdded", "activityRemoved", "connectionChanged"],
            changes.Texts("kind"));
        Assert.Equal("The setting 'remindAfter' of 'await-identity': 3.00:00:00 becomes 5.00:00:00.", changes[0].GetProperty("sentence").GetProperty("en").GetString());
        (await owners.Budi.CallAsync(HttpMethod.Get, "workflows/versions/activation-v2/diff?from=nowhere")).RefusedAs(HttpStatusCode.NotFound, "workflow-version-unknown");
    }

    [Fact]
    public async Task Draft_is_rehearsed_on_the_scenarios_and_what_came_of_each_stands_beside_it()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (budi, _) = await host.OwnersAsync();
        // Reminders come later than the scenario about postponing expects.
        var draft = (await budi.DraftAsync(DefinitionWork.Activation(2).Setting("await-identity", "remindAfter", "6.00:00:00"))).Done()["id"];

        (await budi.CallAsync(HttpMethod.Post, $"workflows/drafts/{draft}/rehearsal")).Done();

        Reply? read = null;
        await Eventually.TrueAsync(async () => (read = await budi.ReadWorkflowDraftAsync(draft)).Json.GetProperty("rehearsal").GetProperty("state").GetString() == "done",
            within: TimeSpan.FromMinutes(4), otherwise: () => read!.Text + host.Logs, cancel: Cancel);
        var scenarios = read!.Json.GetProperty("rehearsal").GetProperty("scenarios").EnumerateArray().ToList();
        Assert.Equal(3, scenarios.Count);
        var problem = Assert.Single(scenarios, scenario => scenario.GetProperty("problem").ValueKind != JsonValueKind.Null);
        Assert.Equal("2.d", problem.GetProperty("clause").GetString());
        Assert.StartsWith("A provider who postpones hears nothing", problem.GetProperty("name").GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("Penyedia yang menunda tidak diingatkan", problem.GetProperty("name").GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Matches("^expect-notice reminder .*: expected 1, found 0", problem.GetProperty("problem").GetProperty("en").GetString());
        Assert.Matches("^expect-notice reminder .*: diharapkan 1, ditemukan 0", problem.GetProperty("problem").GetProperty("id").GetString());
        Assert.True(read.Json.GetProperty("rehearsal").GetProperty("isCurrent").GetBoolean());
    }

    [Fact]
    public async Task Rehearsal_without_a_scenario_or_with_one_that_cannot_be_played_says_so()
    {
        using var folder = new TemporaryFolder();
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Definitions:Scenarios", folder.Path));
        var (budi, _) = await host.OwnersAsync();

        Assert.Equal("There is no scenario in this folder.", await ProblemAsync(2));
        await File.WriteAllTextAsync(folder.File("1.json"), """{ "name": "Maju", "sites": { "jambi": "aggregated" }, "accounts": [], "steps": [] }""", Cancel);
        Assert.StartsWith("The file is no scenario: $.sites: 'jambi' is no site code", await ProblemAsync(3), StringComparison.Ordinal);

        async Task<string?> ProblemAsync(int version)
        {
            var draft = (await budi.DraftAsync(DefinitionWork.Activation(version))).Done()["id"];
            (await budi.CallAsync(HttpMethod.Post, $"workflows/drafts/{draft}/rehearsal")).Done();
            var rehearsal = default(JsonElement);
            await Eventually.TrueAsync(async () => (rehearsal = (await budi.ReadWorkflowDraftAsync(draft)).Json.GetProperty("rehearsal")).GetProperty("state").GetString() is "done" or "failed", cancel: Cancel);
            return rehearsal.GetProperty("scenarios").EnumerateArray().Single().GetProperty("problem").GetProperty("en").GetString();
        }
    }

    [Fact]
    public async Task Process_owners_write_auditors_read_and_nobody_else_does_either()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (budi, _) = await host.OwnersAsync();
        var (andi, sari) = (await host.AddStaffAsync("andi", StaffRoles.Auditor), await host.AddStaffAsync("sari", StaffRoles.Helpdesk));
        var draft = (await budi.DraftAsync(DefinitionWork.Activation(2))).Done()["id"];

        foreach (var path in new[] { "workflows/versions", "workflows/versions/activation-v1", "workflows/drafts", $"workflows/drafts/{draft}", "workflows/moves" })
        {
            (await andi.CallAsync(HttpMethod.Get, path)).Done();
            (await sari.CallAsync(HttpMethod.Get, path)).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        }
        (await andi.DraftAsync(DefinitionWork.Activation(2))).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await andi.PublishWorkflowAsync(draft)).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await andi.CallAsync(HttpMethod.Post, $"workflows/drafts/{draft}/rehearsal")).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await andi.PreviewMoveAsync("activation-v1", "activation-v2")).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
    }

    internal static Task<string> VersionAsync(RunningHost host, string caseId)
    {
        var @case = new Workflows.Engine.CaseId(Guid.Parse(caseId));
        return host.Database.ReadAsync((db, ct) => db.Instances.Where(instance => instance.CaseId == @case).Select(instance => instance.DefinitionVersionId).SingleAsync(ct), Cancel);
    }
}

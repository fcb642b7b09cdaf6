using System.Net;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies.Impact;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Policies;

/// <summary>What a change of rules would do to the registry is known before it is approved, and is then what happens.</summary>
public sealed class ImpactTests
{
    // A floor on one side is doubt no more, and a name has to agree to the letter.
    private static readonly string Changed = PolicyWork.With(" && !pair.UnitMissing", "").Replace("pair.NameSimilarity >= 0.6 &&", "pair.NameSimilarity >= 0.99 &&", StringComparison.Ordinal);

    [Theory, OnBothDatabases]
    public async Task Numbers_of_the_preview_are_what_then_happens(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var staff = await host.PolicyStaffAsync();
        var cases = await SceneAsync(host);
        var before = await StatesAsync(staff.Owner, host, cases);
        var scannedBefore = await ScanAsync(host);

        var draft = (await staff.Owner.DraftAsync(Changed)).Done()["id"];
        (await staff.Owner.SubmitAsync(draft)).Done();
        var preview = await staff.Approver.PreviewAsync(draft);
        Assert.Equal("done", preview["state"]);
        var counts = preview.Json.GetProperty("counts");
        var changes = (await staff.Approver.CallAsync(HttpMethod.Get, $"policies/drafts/{draft}/preview/changes.csv")).Done().Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..]
            .Select(line => line.Split(',')).ToList();
        Assert.Equal(before, await StatesAsync(staff.Owner, host, cases));

        var version = int.Parse((await staff.Approver.ApproveAsync(draft)).Done()["publishedAs"], System.Globalization.CultureInfo.InvariantCulture);
        var run = (await staff.Owner.ReevaluatedAsync(version)).Json.GetProperty("reevaluation");
        var expected = before.ToDictionary(one => one.Key, one => changes.Find(line => line[0] == "case" && line[1] == one.Key) is { } moved ? moved[3] : one.Value);
        await BackOffice.Fixtures.Eventually.TrueAsync(async () => Same(await StatesAsync(staff.Owner, host, cases), expected), cancel: TestContext.Current.CancellationToken);

        Assert.Equal((4, 2, 2), (counts.GetProperty("cases").GetInt32(), counts.GetProperty("casesMoved").GetInt32(), run.GetProperty("moved").GetInt32()));
        Assert.Equal(counts.GetProperty("casesLookingAgain").GetInt32(), run.GetProperty("told").GetInt32());
        // And the national scan finds exactly the pairs and groups that the preview said.
        var scannedAfter = await ScanAsync(host);
        var moved = scannedBefore.Pairs.Keys.Union(scannedAfter.Pairs.Keys)
            .Select(pair => (pair, Before: scannedBefore.Pairs.GetValueOrDefault(pair, "unrelated"), After: scannedAfter.Pairs.GetValueOrDefault(pair, "unrelated"))).Where(pair => pair.Before != pair.After);
        Assert.Equal(moved.Select(pair => (pair.pair, pair.Before, pair.After)).Order(), changes.Where(line => line[0] == "pair").Select(line => (line[1], line[2], line[3])).Order());
        Assert.Equal(2, counts.GetProperty("pairsMoved").GetInt32());
        Assert.Equal((1, 1), (counts.GetProperty("groupsNew").GetInt32(), counts.GetProperty("groupsDissolved").GetInt32()));
        Assert.Equal(
            scannedAfter.Groups.Except(scannedBefore.Groups).Select(group => (group, "new")).Concat(scannedBefore.Groups.Except(scannedAfter.Groups).Select(group => (group, "dissolved"))).Order(),
            changes.Where(line => line[0] == "group").Select(line => (line[1], line[3])).Order());
    }

    [Theory, OnBothDatabases]
    public async Task Verdicts_of_people_and_finished_cases_stay_whatever_the_rules_say(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var staff = await host.PolicyStaffAsync();
        var (jambi, medan, vera) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("119"), await host.AddStaffAsync("vera", StaffRoles.Verifikator));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 9));
        await medan.RegisterAsync("sinar-medan", Some.Account(address: "Gedung Graha Lt. 3, Jl. Jend. A. Yani No. 12"));
        var judged = await medan.OpenActivationAsync("sinar-medan");
        await vera.JudgeAsync(judged.CaseId(), "branch");
        Assert.Equal("active", (await medan.ActivationAsync("sinar-medan")).State());
        var waiting = await jambi.OpenActivationAsync("sinar-jambi");
        Assert.Equal("active", waiting.State());

        var version = await staff.PublishAsync(Changed);
        var run = (await staff.Owner.ReevaluatedAsync(version)).Json.GetProperty("reevaluation");

        Assert.Equal((0, 0), (run.GetProperty("seen").GetInt32(), run.GetProperty("told").GetInt32()));
        Assert.Equal("active", (await medan.ActivationAsync("sinar-medan")).State());
        Assert.Equal(["different_branch"], await vera.DecisionsAsync(judged.CaseId()));
    }

    [Theory, OnBothDatabases]
    public async Task Verdict_of_a_person_holds_an_open_case_where_it_is_whatever_new_rules_say_of_its_pair(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var staff = await host.PolicyStaffAsync();
        var (jambi, medan, vera) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("119"), await host.AddStaffAsync("vera", StaffRoles.Verifikator));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 9));
        await medan.RegisterAsync("sinar-medan", Some.Account(address: "Gedung Graha Lt. 3, Jl. Jend. A. Yani No. 12"));
        var judged = (await medan.OpenActivationAsync("sinar-medan")).CaseId();
        await vera.JudgeAsync(judged, "same");
        await medan.ReachesAsync("sinar-medan", "awaitDefaultPassword");

        // The rules have the pair in doubt, before and after.
        var version = await staff.PublishAsync(PolicyWork.Reworded("Newer"));
        var run = (await staff.Owner.ReevaluatedAsync(version)).Json.GetProperty("reevaluation");

        Assert.Equal((1, 0, 0), (run.GetProperty("seen").GetInt32(), run.GetProperty("told").GetInt32(), run.GetProperty("moved").GetInt32()));
        Assert.Equal("awaitDefaultPassword", (await medan.ActivationAsync("sinar-medan")).State());
        Assert.Equal(["same_company"], await vera.DecisionsAsync(judged));
    }

    [Fact]
    public async Task Case_that_a_change_does_not_touch_is_not_told_of_it()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var staff = await host.PolicyStaffAsync();
        var cases = await SceneAsync(host);
        var mails = await staff.Owner.CountAsync(cases["sinar-medan"], "notice");

        var version = await staff.PublishAsync(PolicyWork.Reworded("Newer"));

        var run = (await staff.Owner.ReevaluatedAsync(version)).Json.GetProperty("reevaluation");
        Assert.Equal((4, 4, 0), (run.GetProperty("cases").GetInt32(), run.GetProperty("seen").GetInt32(), run.GetProperty("told").GetInt32()));
        Assert.Equal(mails, await staff.Owner.CountAsync(cases["sinar-medan"], "notice"));
    }

    [Fact]
    public async Task Preview_of_another_text_does_not_count()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var staff = await host.PolicyStaffAsync();
        var draft = (await staff.Owner.DraftAsync(PolicyWork.Reworded("One"))).Done();
        (await staff.Owner.CallAsync(HttpMethod.Delete, $"policies/drafts/{draft["id"]}/preview")).RefusedAs(HttpStatusCode.NotFound, "draft-preview-unknown");
        Assert.Equal("True", (await staff.Owner.PreviewAsync(draft["id"]))["isCurrent"]);
        (await staff.Owner.CallAsync(HttpMethod.Delete, $"policies/drafts/{draft["id"]}/preview")).Done();
        Assert.Equal("done", (await staff.Owner.CallAsync(HttpMethod.Get, $"policies/drafts/{draft["id"]}/preview")).Done()["state"]);
        (await staff.Owner.CallAsync(HttpMethod.Put, $"policies/drafts/{draft["id"]}", new { rules = PolicyWork.Reworded("Two"), tests = PolicyWork.Tests, reason = "Diperbaiki." }, ("If-Match", draft.Headers["ETag"]))).Done();
        (await staff.Owner.SubmitAsync(draft["id"])).Done();

        Assert.Equal("False", (await staff.Owner.CallAsync(HttpMethod.Get, $"policies/drafts/{draft["id"]}/preview")).Done()["isCurrent"]);
        (await staff.Approver.ApproveAsync(draft["id"])).RefusedAs(HttpStatusCode.Conflict, "draft-preview-missing");
    }

    [Theory, OnBothDatabases]
    public async Task Preview_that_a_process_died_in_is_begun_anew_and_one_that_was_stopped_is_not(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var staff = await host.PolicyStaffAsync();
        var drafts = new[] { (await staff.Owner.DraftAsync(PolicyWork.Reworded("One"))).Done()["id"], (await staff.Owner.DraftAsync(PolicyWork.Reworded("Two"))).Done()["id"] };
        // As the row stands when the process is killed in the middle of it.
        await host.Database.InTransactionAsync((transaction, _) =>
        {
            foreach (var (draft, stopped) in drafts.Zip([false, true]))
                transaction.Db.ImpactPreviews.Add(new()
                {
                    Id = Guid.CreateVersion7(),
                    DraftId = Guid.Parse(draft),
                    AskedBy = "rina",
                    AskedAt = host.Clock.GetUtcNow(),
                    State = PreviewState.Running,
                    Digest = transaction.Db.RuleSetDrafts.Single(one => one.Id == Guid.Parse(draft)).Digest,
                    BaseNumber = 1,
                    Attempts = 1,
                    Stage = "base",
                    CancelAsked = stopped,
                });
            return Task.CompletedTask;
        }, TestContext.Current.CancellationToken);

        await using var again = await host.RestartAsync();
        var owner = await again.AddStaffAsync("dewi", StaffRoles.PolicyOwner);

        foreach (var (draft, ends) in drafts.Zip(["done", "cancelled"]))
            await BackOffice.Fixtures.Eventually.TrueAsync(
                async () => (await owner.CallAsync(HttpMethod.Get, $"policies/drafts/{draft}/preview")).Done()["state"] == ends, cancel: TestContext.Current.CancellationToken);
    }

    // Two companies in doubt about a floor, one group whose names differ a little, a clash, and an identity to mend.
    private static async Task<Dictionary<string, string>> SceneAsync(RunningHost host)
    {
        var (jambi, medan, palu) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("119"), await host.AddSiteAsync("88"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 9));
        await medan.RegisterAsync("sinar-medan", Some.Account(address: "Gedung Graha Lt. 3, Jl. Jend. A. Yani No. 12"));
        await jambi.RegisterAsync("bumi-jambi", Some.OtherCompany with { PackageCount = 20 });
        await medan.RegisterAsync("bumi-medan", Some.OtherCompany with { CompanyName = "CV Bumi Perkasa Jaya" });
        await palu.RegisterAsync("kembar", Some.ThirdCompany);
        await jambi.RegisterAsync("kembar", Some.ThirdCompany with { CompanyName = "PT Lain Sekali", Npwp = "04.333.444.9-101.000", Address = "Jl. Anggrek No. 3", Phone = "0645-71234", Email = "lain@lain-sekali.co.id" });
        await palu.RegisterAsync("kurang", Some.ThirdCompany with { CompanyName = "PT Belum Lengkap", Npwp = "", Regency = "", Address = "Jl. Melati No. 2", Phone = "0451-420001", Email = "kurang@belum-lengkap.co.id" });
        Dictionary<string, string> cases = [];
        foreach (var (site, userId, state) in new[] { (medan, "sinar-medan", "underReview"), (medan, "bumi-medan", "awaitDefaultPassword"), (palu, "kembar", "awaitUserId"), (palu, "kurang", "awaitIdentity") })
        {
            var reply = await site.OpenActivationAsync(userId);
            Assert.Equal(state, reply.State());
            cases[userId] = reply.CaseId();
        }
        return cases;
    }

    private static async Task<SortedDictionary<string, string>> StatesAsync(StaffClient staff, RunningHost host, Dictionary<string, string> cases)
    {
        SortedDictionary<string, string> states = [];
        foreach (var id in cases.Values)
        {
            var @case = await staff.CaseAsync(id);
            states[@case["number"]] = @case["state"];
        }
        Assert.NotNull(host);
        return states;
    }

    private static bool Same(SortedDictionary<string, string> one, Dictionary<string, string> other) => one.Count == other.Count && one.All(pair => other[pair.Key] == pair.Value);

    private static async Task<(Dictionary<string, string> Pairs, HashSet<string> Groups)> ScanAsync(RunningHost host)
    {
        var scanned = Assert.IsType<ScanRegistry.Answer.Scanned>(await host.Services.GetRequiredService<ScanRegistry>().HandleAsync(new(), progress: null, TestContext.Current.CancellationToken));
        var pairs = (await File.ReadAllLinesAsync(scanned.PairsFile)).Skip(1).Select(line => line.Split(',')).ToDictionary(cells => $"{cells[0]}/{cells[1]}; {cells[2]}/{cells[3]}", cells => cells[4]);
        var groups = (await File.ReadAllLinesAsync(scanned.GroupsFile)).Skip(1).Select(line => line.Split(',')).GroupBy(cells => cells[0])
            .Select(group => string.Join("; ", group.Select(cells => $"{cells[1]}/{cells[2]}"))).ToHashSet();
        return (pairs, groups);
    }
}

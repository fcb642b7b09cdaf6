using System.Net;
using System.Text.Json;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Policies;

/// <summary>Draft, preview, approve, publish: rules change by the hands of two people, and every published set is kept.</summary>
public sealed class PublishingTests
{
    [Theory, OnBothDatabases]
    public async Task Approved_draft_is_in_force_at_once_with_author_approver_reason_and_digest(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var staff = await host.PolicyStaffAsync();
        var draft = (await staff.Owner.DraftAsync(PolicyWork.Reworded("Newer"))).Done()["id"];
        (await staff.Approver.ApproveAsync(draft)).RefusedAs(HttpStatusCode.Conflict, "draft-state");
        (await staff.Owner.SubmitAsync(draft)).Done();
        (await staff.Approver.ApproveAsync(draft)).RefusedAs(HttpStatusCode.Conflict, "draft-preview-missing");
        await staff.Approver.PreviewAsync(draft);

        Assert.Equal("2", (await staff.Approver.ApproveAsync(draft)).Done()["publishedAs"]);

        var version = (await staff.Owner.PoliciesAsync()).Json.GetProperty("inForce");
        Assert.Equal((2, "rina", "bayu", "Sesuai rapat kebijakan."),
            (version.GetProperty("number").GetInt32(), version.GetProperty("author").GetString(), version.GetProperty("approvedBy").GetString(), version.GetProperty("reason").GetString()));
        var live = host.Services.GetRequiredService<LivePolicies>().Current;
        Assert.Equal((live.Version, live.Digest), (version.GetProperty("version").GetString(), version.GetProperty("digest").GetString()));
        Assert.Equal($"2-{live.Digest[..12]}", live.Version);
        Assert.Equal(PolicyWork.Reworded("Newer"), (await staff.Owner.CallAsync(HttpMethod.Get, "policies/versions/2")).Done()["rules"]);
        var change = Assert.Single((await staff.Owner.CallAsync(HttpMethod.Get, "policies/versions/2/diff?from=1")).Done().Json.GetProperty("changes").EnumerateArray());
        Assert.Equal(("AccountAtOwnSite", "changed"), (change.GetProperty("rule").GetString(), change.GetProperty("kind").GetString()));
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_owners_who_publish_at_once_the_second_is_told_what_moved_and_confirms(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (rina, bayu) = await host.PolicyStaffAsync();
        var dewi = await host.AddStaffAsync("dewi", StaffRoles.PolicyOwner);
        var eko = await host.AddStaffAsync("eko", StaffRoles.Approver);
        var drafts = new[] { (await rina.DraftAsync(PolicyWork.Reworded("Rina"))).Done()["id"], (await dewi.DraftAsync(PolicyWork.Reworded("Dewi"))).Done()["id"] };
        (await rina.SubmitAsync(drafts[0])).Done();
        (await dewi.SubmitAsync(drafts[1])).Done();
        await bayu.PreviewAsync(drafts[0]);
        await eko.PreviewAsync(drafts[1]);

        var answers = await Task.WhenAll(bayu.ApproveAsync(drafts[0]), eko.ApproveAsync(drafts[1]));

        var late = Array.FindIndex(answers, answer => answer.Status != HttpStatusCode.OK);
        answers[1 - late].Done();
        answers[late].RefusedAs(HttpStatusCode.Conflict, "draft-base-moved");
        Assert.Equal(2, await rina.InForceAsync());

        // Its author looks at what was published meanwhile, bases the draft on it, and it takes the whole way once more.
        var (author, approver) = late == 0 ? (rina, bayu) : (dewi, eko);
        (await author.OnDraftAsync(drafts[late], "rebase", new { version = 1 })).RefusedAs(HttpStatusCode.Conflict, "draft-base-moved");
        Assert.Equal("AccountAtOwnSite", Assert.Single((await author.OnDraftAsync(drafts[late], "rebase", new { version = 2 })).Done().Json.GetProperty("changes").EnumerateArray()).GetProperty("rule").GetString());
        (await approver.ApproveAsync(drafts[late])).RefusedAs(HttpStatusCode.Conflict, "draft-state");
        Assert.Equal(3, await (author, approver).PublishDraftAsync(drafts[late]));
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_approves_a_draft_of_their_own_whatever_roles_they_hold(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var both = await host.AddStaffAsync("rina", StaffRoles.PolicyOwner, StaffRoles.Approver);
        var draft = (await both.DraftAsync(PolicyWork.Reworded("Newer"))).Done()["id"];
        (await both.SubmitAsync(draft)).Done();
        await both.PreviewAsync(draft);

        (await both.ApproveAsync(draft)).RefusedAs(HttpStatusCode.Forbidden, "second-person-needed");
        Assert.Equal(1, await both.InForceAsync());
    }

    [Fact]
    public async Task Each_role_does_its_own_part_and_an_auditor_reads_all_of_it()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var staff = await host.PolicyStaffAsync();
        var (auditor, helpdesk) = (await host.AddStaffAsync("andi", StaffRoles.Auditor), await host.AddStaffAsync("sari", StaffRoles.Helpdesk));
        var draft = (await staff.Owner.DraftAsync(PolicyWork.Reworded("Newer"))).Done()["id"];

        foreach (var path in new[] { "policies", "policies/versions", "policies/versions/1", "policies/drafts", $"policies/drafts/{draft}" })
        {
            (await auditor.CallAsync(HttpMethod.Get, path)).Done();
            (await helpdesk.CallAsync(HttpMethod.Get, path)).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        }
        (await auditor.DraftAsync(PolicyWork.Rules)).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await staff.Approver.DraftAsync(PolicyWork.Rules)).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await staff.Approver.SubmitAsync(draft)).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await staff.Owner.SubmitAsync(draft)).Done();
        (await staff.Owner.ApproveAsync(draft)).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await auditor.ApproveAsync(draft)).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await auditor.CallAsync(HttpMethod.Post, $"policies/drafts/{draft}/preview")).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await helpdesk.CallAsync(HttpMethod.Post, "policies/versions/1/rollback", new { reason = "Kembali." })).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await auditor.CallAsync(HttpMethod.Post, "policies/versions/1/cancel", new { reason = "Batalkan." })).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
    }

    [Fact]
    public async Task Draft_is_written_by_its_author_and_only_as_it_was_read()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var staff = await host.PolicyStaffAsync();
        var dewi = await host.AddStaffAsync("dewi", StaffRoles.PolicyOwner);
        var begun = (await staff.Owner.DraftAsync(PolicyWork.Reworded("Newer"))).Done();
        var body = new { rules = PolicyWork.Reworded("Newest"), tests = PolicyWork.Tests, reason = "Diperbaiki lagi." };
        Task<Reply> Edit(StaffClient who, params (string, string)[] tag) => who.CallAsync(HttpMethod.Put, $"policies/drafts/{begun["id"]}", body, tag);

        (await Edit(staff.Owner)).RefusedAs(HttpStatusCode.PreconditionRequired, "if-match-missing");
        (await Edit(dewi, ("If-Match", begun.Headers["ETag"]))).RefusedAs(HttpStatusCode.Forbidden, "draft-of-another");
        var edited = (await Edit(staff.Owner, ("If-Match", begun.Headers["ETag"]))).Done();
        (await Edit(staff.Owner, ("If-Match", begun.Headers["ETag"]))).RefusedAs(HttpStatusCode.PreconditionFailed, "version-outdated");

        // A change takes a submitted draft back: what was approved is what was read.
        var submitted = (await staff.Owner.SubmitAsync(begun["id"])).Done();
        await staff.Approver.PreviewAsync(begun["id"]);
        (await Edit(staff.Owner, ("If-Match", submitted.Headers["ETag"]))).Done();
        (await staff.Approver.CallAsync(HttpMethod.Post, $"policies/drafts/{begun["id"]}/approve", new { reason = "Setuju saja." }, ("If-Match", submitted.Headers["ETag"])))
            .RefusedAs(HttpStatusCode.Conflict, "draft-state");
        Assert.NotEqual(begun.Headers["ETag"], edited.Headers["ETag"]);
    }

    [Fact]
    public async Task Nothing_is_submitted_while_a_test_fails_or_a_rule_is_hit_by_none()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (owner, _) = await host.PolicyStaffAsync();
        var failing = (await owner.DraftAsync(PolicyWork.With("roaming.OpenClashes == 0", "roaming.OpenClashes <= 1"))).Done()["id"];
        var unhit = (await owner.DraftAsync(PolicyWork.Reworded("Newer"), PolicyWork.TestsWithout("A failed check digit is a warning only (decision 13)"))).Done()["id"];
        var broken = (await owner.DraftAsync(PolicyWork.With("roaming.OpenClashes == 0", "roaming.OpenClash == 0"))).Done()["id"];
        var untested = (await owner.DraftAsync(PolicyWork.Reworded("Newer"), "")).Done()["id"];
        var same = (await owner.DraftAsync(PolicyWork.Rules)).Done()["id"];

        foreach (var (draft, kind) in new[] { (failing, "failed"), (unhit, "notHit"), (untested, "noTests") })
        {
            var refused = (await owner.SubmitAsync(draft)).RefusedAs(HttpStatusCode.Conflict, "draft-not-clean");
            Assert.Contains(refused.Json.GetProperty("findings").GetProperty("tests").EnumerateArray(), finding => finding.GetProperty("kind").GetString() == kind);
        }
        var problem = Assert.Single((await owner.SubmitAsync(broken)).RefusedAs(HttpStatusCode.Conflict, "draft-not-clean").Json.GetProperty("findings").GetProperty("problems").EnumerateArray());
        Assert.Equal("NoOpenClash", problem.GetProperty("rule").GetString());
        Assert.False((await owner.ReadDraftAsync(broken)).Json.GetProperty("findings").GetProperty("clean").GetBoolean());
        (await owner.SubmitAsync(same)).RefusedAs(HttpStatusCode.Conflict, "draft-changes-nothing");
    }

    [Theory, OnBothDatabases]
    public async Task Draft_whose_tests_fail_by_the_time_it_is_approved_is_not_published(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var staff = await host.PolicyStaffAsync();
        var draft = (await staff.Owner.DraftAsync(PolicyWork.Reworded("Newer"))).Done()["id"];
        (await staff.Owner.SubmitAsync(draft)).Done();
        await staff.Approver.PreviewAsync(draft);
        // As if the release that came meanwhile decided one of its tests otherwise.
        var failing = PolicyWork.With("roaming.OpenClashes == 0", "roaming.OpenClashes <= 1");
        await host.ByHandAsync(db => db.RuleSetDrafts.ExecuteUpdateAsync(set => set.SetProperty(one => one.Json, failing), TestContext.Current.CancellationToken));

        (await staff.Approver.ApproveAsync(draft)).RefusedAs(HttpStatusCode.Conflict, "draft-not-clean");
        Assert.Equal(1, await staff.Owner.InForceAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Rollback_publishes_an_old_version_again_under_a_number_of_its_own(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var staff = await host.PolicyStaffAsync();
        Assert.Equal(2, await staff.PublishAsync(PolicyWork.Reworded("Newer")));

        var draft = (await staff.Owner.CallAsync(HttpMethod.Post, "policies/versions/1/rollback", new { reason = "Kalimat lama lebih baik." })).Done()["id"];
        Assert.Equal(3, await staff.PublishDraftAsync(draft));

        var versions = (await staff.Owner.CallAsync(HttpMethod.Get, "policies/versions")).Done().Json;
        var (third, first) = (versions.GetProperty("versions")[0], versions.GetProperty("versions")[2]);
        Assert.Equal(first.GetProperty("digest").GetString(), third.GetProperty("digest").GetString());
        Assert.NotEqual(first.GetProperty("version").GetString(), third.GetProperty("version").GetString());
        Assert.Equal((1, 3), (third.GetProperty("rollbackOf").GetInt32(), versions.GetProperty("inForce").GetInt32()));
        Assert.StartsWith("3-", host.Services.GetRequiredService<LivePolicies>().Current.Version, StringComparison.Ordinal);
        Assert.Empty((await staff.Owner.CallAsync(HttpMethod.Get, "policies/versions/3/diff?from=1")).Done().Json.GetProperty("changes").EnumerateArray());
    }

    [Theory, OnBothDatabases]
    public async Task Scheduled_version_waits_for_its_time_and_may_be_cancelled_before(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var staff = await host.PolicyStaffAsync();
        var inThreeDays = host.Clock.GetUtcNow().AddDays(3);
        Assert.Equal(2, await staff.PublishAsync(PolicyWork.Reworded("In three days"), effectiveFrom: inThreeDays));
        Assert.Equal(1, await staff.Owner.InForceAsync());
        Assert.Equal(2, Assert.Single((await staff.Owner.PoliciesAsync()).Json.GetProperty("scheduled").EnumerateArray()).GetProperty("number").GetInt32());

        // A newer one must not overtake it: numbers are the order in which versions take effect.
        var urgent = (await staff.Owner.DraftAsync(PolicyWork.Reworded("At once"))).Done()["id"];
        (await staff.Owner.SubmitAsync(urgent)).RefusedAs(HttpStatusCode.Conflict, "version-scheduled-later");
        Assert.Equal(3, await staff.PublishAsync(PolicyWork.Reworded("In four days"), effectiveFrom: inThreeDays.AddDays(1)));

        host.Clock.Advance(TimeSpan.FromDays(3));
        await BackOffice.Fixtures.Eventually.TrueAsync(async () => await staff.Owner.InForceAsync() == 2, cancel: TestContext.Current.CancellationToken);
        Task<Reply> Cancel(int number) => staff.Approver.CallAsync(HttpMethod.Post, $"policies/versions/{number}/cancel", new { reason = "Keliru." });
        (await Cancel(2)).RefusedAs(HttpStatusCode.Conflict, "version-not-scheduled");
        (await Cancel(3)).Done();
        (await Cancel(3)).Done();
        host.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(2, await staff.Owner.InForceAsync());
        Assert.Equal(4, await staff.PublishAsync(PolicyWork.Reworded("After all")));
        Assert.Equal(JsonValueKind.String, (await staff.Owner.CallAsync(HttpMethod.Get, "policies/versions/3")).Done().Json.GetProperty("version").GetProperty("cancelledAt").ValueKind);
    }

    [Fact]
    public async Task Rejected_and_withdrawn_drafts_are_over()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var staff = await host.PolicyStaffAsync();
        var (one, other) = ((await staff.Owner.DraftAsync(PolicyWork.Reworded("One"))).Done()["id"], (await staff.Owner.DraftAsync(PolicyWork.Reworded("Other"))).Done()["id"]);
        (await staff.Owner.SubmitAsync(one)).Done();

        Assert.Equal("rejected", (await staff.Approver.OnDraftAsync(one, "reject", new { reason = "Kurang jelas." })).Done()["state"]);
        Assert.Equal("withdrawn", (await staff.Owner.OnDraftAsync(other, "withdraw", new { reason = "Tidak perlu." })).Done()["state"]);
        (await staff.Owner.SubmitAsync(one)).RefusedAs(HttpStatusCode.Conflict, "draft-state");
        (await staff.Owner.SubmitAsync(other)).RefusedAs(HttpStatusCode.Conflict, "draft-state");
    }
}

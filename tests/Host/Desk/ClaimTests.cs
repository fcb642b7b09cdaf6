using System.Net;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Desk;

/// <summary>Two members of staff and one case: who looks after it, who has it in hand, and who is told what the other did.</summary>
public sealed class ClaimTests
{
    private static readonly string[] Two = ["sari", "budi"];

    [Theory, OnBothDatabases]
    public async Task Owner_is_set_and_taken_away_by_whoever_works_on_cases_and_stands_on_the_record(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var (sari, budi, ani) = (await host.AddStaffAsync("sari", StaffRoles.Helpdesk), await host.AddStaffAsync("budi", StaffRoles.Verifikator), await host.AddStaffAsync("ani", StaffRoles.Auditor));

        Assert.Equal("budi", (await sari.DoAsync(desk.Doubt, "owner", new { owner = "BUDI" })).Done()["owner"]);
        Assert.Equal(["bumi-tanpa-npwp"], await budi.ListAsync("queue=mine"));
        (await sari.DoAsync(desk.Doubt, "owner", new { owner = "budi" })).Done();
        Assert.Equal(1, await sari.CountAsync($"{desk.Doubt}", "case-assigned"));
        Assert.Equal("", (await budi.DoAsync(desk.Doubt, "owner", new { owner = (string?)null })).Done()["owner"]);
        Assert.Empty(await budi.ListAsync("queue=mine"));

        (await sari.DoAsync(desk.Doubt, "owner", new { owner = "tidak-ada" })).RefusedAs(HttpStatusCode.BadRequest, "owner-unknown");
        (await sari.DoAsync(desk.Doubt, "owner", new { owner = "ani" })).RefusedAs(HttpStatusCode.BadRequest, "owner-unknown");
        (await ani.DoAsync(desk.Doubt, "owner", new { owner = "sari" })).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await sari.DoAsync(desk.Doubt, "incident", new { act = "cancel", reason = DeskScenes.Reason })).Done();
        (await sari.DoAsync(desk.Doubt, "owner", new { owner = "sari" })).RefusedAs(HttpStatusCode.Conflict, "case-closed");
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_is_given_a_case_that_the_person_can_never_see(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await host.AddStaffAsync("budi", StaffRoles.Verifikator);
        await host.AddStaffAsync("dewi", StaffRoles.Helpdesk);
        await host.LockAsync("budi");
        await host.LimitAsync("dewi", "300");

        (await sari.DoAsync(desk.Doubt, "owner", new { owner = "budi" })).RefusedAs(HttpStatusCode.Conflict, "owner-locked");
        (await sari.DoAsync(desk.Doubt, "owner", new { owner = "dewi" })).RefusedAs(HttpStatusCode.Conflict, "owner-elsewhere");
        (await sari.DoAsync(desk.Mending, "owner", new { owner = "dewi" })).Done();

        Assert.Equal(["sari"], await OwnersAsync(host, "12"));
        Assert.Equal(["dewi", "sari"], await OwnersAsync(host, "300"));
    }

    [Theory, OnBothDatabases]
    public async Task Cases_of_an_owner_who_is_shut_out_or_sent_elsewhere_wait_for_somebody_else(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        foreach (var name in new[] { "budi", "dewi", "rina" })
            await host.AddStaffAsync(name, StaffRoles.Verifikator);
        (await sari.DoAsync(desk.Doubt, "owner", new { owner = "budi" })).Done();
        (await sari.DoAsync(desk.Mending, "owner", new { owner = "dewi" })).Done();
        (await sari.DoAsync(desk.SinarMedan, "owner", new { owner = "rina" })).Done();
        (await sari.DoAsync(desk.SinarPadang, "owner", new { owner = "rina" })).Done();
        Assert.Empty(await sari.ListAsync("queue=unassigned"));

        await host.LockAsync("budi");
        Assert.Equal(["bumi-tanpa-npwp"], await sari.ListAsync("queue=unassigned"));
        await host.LimitAsync("rina", "300");
        Assert.Equal(["bumi-tanpa-npwp", "sinar-12"], await sari.ListAsync("queue=unassigned"));
        await host.LimitAsync("dewi", "277");
        Assert.Equal(["cahaya", "bumi-tanpa-npwp", "sinar-12"], await sari.ListAsync("queue=unassigned"));
        Assert.Contains("unassigned 3", await sari.QueuesAsync());
        (await sari.DoAsync(desk.Doubt, "owner", new { owner = "sari" })).Done();

        Assert.Equal(["cahaya", "sinar-12"], await sari.ListAsync("queue=unassigned"));
        Assert.Equal(["bumi-tanpa-npwp"], await sari.ListAsync("queue=mine"));
    }

    [Theory, OnBothDatabases]
    public async Task Case_in_hand_is_nobody_elses_until_it_is_released_runs_out_or_is_taken_over(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var (sari, budi) = (await host.AddStaffAsync("sari", StaffRoles.Helpdesk), await host.AddStaffAsync("budi", StaffRoles.Verifikator));

        (await sari.DoAsync(desk.Doubt, "claim")).Done();
        var held = await budi.DoAsync(desk.Doubt, "claim");
        Assert.Equal(("case-claimed", "sari"), (held.Refusal, held.Json.GetProperty("claim").GetProperty("holder").GetString()));
        (await budi.DoAsync(desk.Doubt, "owner", new { owner = "budi" })).RefusedAs(HttpStatusCode.Conflict, "case-claimed");
        (await sari.DoAsync(desk.Doubt, "owner", new { owner = "sari" })).Done();
        Assert.Equal("sari", (await budi.CaseAsync($"{desk.Doubt}")).Json.GetProperty("claim").GetProperty("holder").GetString());
        // A note disturbs nobody.
        (await budi.DoAsync(desk.Doubt, "note", new { text = DeskScenes.Reason })).Done();

        // The heartbeat keeps it.
        host.Clock.Advance(TimeSpan.FromMinutes(4));
        (await sari.DoAsync(desk.Doubt, "claim")).Done();
        host.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("case-claimed", (await budi.DoAsync(desk.Doubt, "claim")).Refusal);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("budi", (await budi.DoAsync(desk.Doubt, "claim")).Done()["holder"]);
        Assert.Equal(0, await sari.CountAsync($"{desk.Doubt}", "claim-taken-over"));

        Assert.Equal("sari", (await sari.DoAsync(desk.Doubt, "claim?takeOver=true")).Done()["holder"]);
        Assert.Equal(1, await sari.CountAsync($"{desk.Doubt}", "claim-taken-over"));
        // Who does not hold it releases nothing.
        (await budi.CallAsync(HttpMethod.Delete, $"cases/{desk.Doubt}/claim")).Done();
        Assert.Equal("case-claimed", (await budi.DoAsync(desk.Doubt, "claim")).Refusal);
        (await sari.CallAsync(HttpMethod.Delete, $"cases/{desk.Doubt}/claim")).Done();
        (await budi.DoAsync(desk.Doubt, "claim")).Done();
    }

    [Theory, OnBothDatabases]
    public async Task Of_many_who_claim_at_once_one_has_it(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var claim = host.Use<ClaimCase>();

        var answers = await AtOnce.AllAsync(Enumerable.Range(0, 8).Select(i => (Func<Task<ClaimCase.Answer>>)(() =>
            claim.HandleAsync(new(new($"staf-{i}", new HashSet<string> { StaffRoles.Helpdesk }), desk.Doubt), TestContext.Current.CancellationToken))));

        Assert.Single(answers, answer => answer is ClaimCase.Answer.Claimed);
        Assert.Equal(7, answers.Count(answer => answer is ClaimCase.Answer.HeldByAnother));
    }

    [Theory, OnBothDatabases]
    public async Task Who_acts_on_what_a_colleague_has_changed_is_told_who_did_what(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var (sari, budi) = (await host.AddStaffAsync("sari", StaffRoles.Helpdesk), await host.AddStaffAsync("budi", StaffRoles.Verifikator));
        var (_, tag) = await sari.ReadAsync(desk.Doubt);
        var pair = (await budi.PairsAsync($"{desk.Doubt}"))[0].GetProperty("pair").GetGuid();
        (await budi.DoAsync(desk.Doubt, "questions", new { pair, question = "Apakah kedua akun ini milik Anda?", reason = DeskScenes.Reason }, ("If-Match", tag))).Done();

        var refused = await sari.DoAsync(desk.Doubt, "incident", new { act = "cancel", reason = DeskScenes.Reason }, ("If-Match", tag));

        refused.RefusedAs(HttpStatusCode.PreconditionFailed, "case-changed");
        Assert.Contains("budi: bertanya kepada penyedia (2 Maret 2026 pukul", refused["detail"], StringComparison.Ordinal);
        Assert.Equal("underReview", (await sari.CaseAsync($"{desk.Doubt}"))["state"]);
        (await sari.DoAsync(desk.Doubt, "owner", new { owner = "sari" }, ("If-Match", tag))).RefusedAs(HttpStatusCode.PreconditionFailed, "case-changed");
        (await sari.DoAsync(desk.Doubt, "owner", new { owner = "sari" }, ("If-Match", (await sari.ReadAsync(desk.Doubt)).Tag))).Done();
        (await sari.DoAsync(desk.Doubt, "owner", new { owner = "budi" }, ("If-Match", "kemarin"))).RefusedAs(HttpStatusCode.BadRequest, "request-malformed");
    }

    [Theory, OnBothDatabases]
    public async Task What_the_system_did_meanwhile_is_told_too(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var (_, tag) = await sari.ReadAsync(desk.Mending);
        (await desk.Padang.EditAsync("cahaya", new { province = "Sulawesi Selatan" })).Done();
        await desk.Padang.ReachesAsync("cahaya", "active");

        var refused = await sari.DoAsync(desk.Mending, "reminder", null, ("If-Match", tag));

        refused.RefusedAs(HttpStatusCode.PreconditionFailed, "case-changed");
        Assert.Contains("mengaktifkan akun", refused["detail"], StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_who_decide_on_the_same_version_at_once_one_is_refused(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await host.AddStaffAsync("budi", StaffRoles.Helpdesk);
        var version = Assert.IsType<ReadCase.Answer.Found>(await host.Use<ReadCase>().HandleAsync(
            new(new("sari", new HashSet<string> { StaffRoles.Helpdesk }), desk.Doubt), TestContext.Current.CancellationToken)).View.Version;
        var assign = host.Use<AssignCase>();

        var answers = await AtOnce.AllAsync(Two.Select(name => (Func<Task<AssignCase.Answer>>)(() =>
            assign.HandleAsync(new(new(name, new HashSet<string> { StaffRoles.Helpdesk }), desk.Doubt, name, version), TestContext.Current.CancellationToken))));

        Assert.Single(answers, answer => answer is AssignCase.Answer.Assigned);
        Assert.Equal("case-changed", Assert.Single(answers.OfType<AssignCase.Answer.Refused>()).Refusal.Code);
    }

    private static async Task<IReadOnlyList<string>> OwnersAsync(RunningHost host, string site) => Assert.IsType<ListOwners.Answer.Found>(await host.Use<ListOwners>()
        .HandleAsync(new(new("sari", new HashSet<string> { StaffRoles.Helpdesk }), Rules.Identity.SiteCode.Parse(site)), TestContext.Current.CancellationToken)).Names;
}

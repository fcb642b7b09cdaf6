using System.Net;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Rules.Identity;
using BackOffice.Workflows;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using BackOffice.Workflows.Staff.Codes;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Staff;

/// <summary>What administrators do with accounts of staff, and what they cannot do to themselves.</summary>
public sealed class StaffAccountTests
{
    private const string Reason = "Pindah ke kantor lain.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_locks_themselves_out()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var boss = await host.AddStaffAsync("boss", StaffRoles.Administrator);

        (await boss.CallAsync(HttpMethod.Post, "staff/Boss/lock", new { reason = Reason })).RefusedAs(HttpStatusCode.Conflict, "own-account");
        (await boss.CallAsync(HttpMethod.Put, "staff/Boss/sites", new { sites = (string[]?)null })).RefusedAs(HttpStatusCode.Conflict, "own-account");
        (await boss.CallAsync(HttpMethod.Post, "staff/Boss/reset-password")).RefusedAs(HttpStatusCode.Conflict, "own-account");
        (await boss.CallAsync(HttpMethod.Put, "staff/Boss/roles", new { roles = (string[])[StaffRoles.Auditor] })).RefusedAs(HttpStatusCode.Conflict, "own-administration");
    }

    [Theory, OnBothDatabases]
    public async Task There_is_always_an_administrator_who_can_sign_in(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (lockStaff, roles) = (host.Services.GetRequiredService<LockStaff>(), host.Services.GetRequiredService<ChangeStaffRoles>());
        await host.AddStaffAsync("boss", StaffRoles.Administrator);
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk);

        var eachOther = await AtOnce.AllAsync<Refusal?>(
        [
            () => lockStaff.HandleAsync(new(Administrator("boss"), "admin", Reason), Cancel),
            () => lockStaff.HandleAsync(new(Administrator("admin"), "boss", Reason), Cancel),
        ]);

        Assert.Equal("last-administrator", Assert.Single(eachOther.OfType<Refusal>()).Code);
        var left = eachOther[0] is null ? "boss" : "admin";
        Assert.Equal("last-administrator", (await roles.HandleAsync(new(StaffActor.CommandLine, left, [StaffRoles.Auditor]), Cancel))?.Code);
        Assert.Equal("last-administrator", (await lockStaff.HandleAsync(new(StaffActor.CommandLine, left, Reason), Cancel))?.Code);
        Assert.Null(await roles.HandleAsync(new(StaffActor.CommandLine, "sari", [StaffRoles.Administrator]), Cancel));
        Assert.Null(await lockStaff.HandleAsync(new(StaffActor.CommandLine, left, Reason), Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_lock_holds_from_the_next_call_on_and_only_its_owner_learns_of_it(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var boss = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var tokens = (await host.SignInAsync("sari", sari.Password)).Done();

        (await boss.CallAsync(HttpMethod.Post, "staff/sari/lock", new { reason = "-" })).RefusedAs(HttpStatusCode.BadRequest, "reason-missing");
        (await boss.CallAsync(HttpMethod.Post, "staff/sari/lock", new { reason = Reason })).Done();

        (await host.CallWithAsync(tokens["accessToken"], HttpMethod.Get, "staff/me")).RefusedAs(HttpStatusCode.Unauthorized, "session-over");
        (await host.RefreshAsync(tokens["refreshToken"])).RefusedAs(HttpStatusCode.Unauthorized, "session-over");
        (await host.SignInAsync("sari", sari.Password)).RefusedAs(HttpStatusCode.Forbidden, "staff-locked");
        (await host.SignInAsync("sari", "not it")).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-wrong");
        (await boss.CallAsync(HttpMethod.Post, "staff/sari/unlock", new { reason = Reason })).Done();
        (await host.CallWithAsync(tokens["accessToken"], HttpMethod.Get, "staff/me")).RefusedAs(HttpStatusCode.Unauthorized, "session-over");
        (await host.SignInAsync("sari", sari.Password)).Done();
    }

    [Fact]
    public async Task A_role_taken_away_stops_the_next_call()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var boss = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        var other = await host.AddStaffAsync("other", StaffRoles.Administrator);
        var session = (await host.SignInAtConsoleAsync(other)).Session();
        var token = await other.TokenAsync();

        (await boss.CallAsync(HttpMethod.Put, "staff/other/roles", new { roles = (string[])[StaffRoles.Auditor] })).Done();

        (await host.CallWithAsync(token, HttpMethod.Get, "staff")).RefusedAs(HttpStatusCode.Unauthorized, "session-over");
        Assert.Null(await host.Services.GetRequiredService<StaffSessions>().FindAsync(session.Id, session.Stamp, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_limit_to_sites_holds_from_the_next_call_on_in_the_same_session(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await host.AddSiteAsync("277");
        await host.AddSiteAsync("12");
        var boss = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var session = (await host.SignInAtConsoleAsync(sari)).Session();

        Assert.Null(session.Actor.Sites);
        (await LimitAsync(boss, "277", "12")).Done();
        Assert.Equal(new HashSet<SiteCode> { SiteCode.Parse("277"), SiteCode.Parse("12") }, (await FindAsync()).Actor.Sites);
        (await LimitAsync(boss, "12")).Done();
        Assert.Equal("[\"12\"]", (await sari.CallAsync(HttpMethod.Get, "staff/me")).Done()["sites"]);
        (await LimitAsync(boss, "12", "999")).RefusedAs(HttpStatusCode.NotFound, "site-unknown");
        (await LimitAsync(boss)).RefusedAs(HttpStatusCode.BadRequest, "sites-missing");
        (await boss.CallAsync(HttpMethod.Put, "staff/sari/sites", new { })).RefusedAs(HttpStatusCode.BadRequest, "json-malformed");
        Assert.Equal([SiteCode.Parse("12")], (await FindAsync()).Actor.Sites!);
        (await boss.CallAsync(HttpMethod.Put, "staff/sari/sites", new { sites = (string[]?)null })).Done();
        Assert.Null((await FindAsync()).Actor.Sites);

        static Task<Reply> LimitAsync(StaffClient boss, params string[] sites) => boss.CallAsync(HttpMethod.Put, "staff/sari/sites", new { sites });
        async Task<StaffSession> FindAsync() => (await host.Services.GetRequiredService<StaffSessions>().FindAsync(session.Id, session.Stamp, Cancel))!;
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_a_one_time_password()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var boss = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var token = await sari.TokenAsync();

        var made = (await boss.CallAsync(HttpMethod.Post, "staff/sari/reset-password")).Done();

        (await host.CallWithAsync(token, HttpMethod.Get, "staff/me")).RefusedAs(HttpStatusCode.Unauthorized, "session-over");
        (await host.SignInAsync("sari", sari.Password)).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-wrong");
        var again = new StaffClient(host, "sari", made["oneTimePassword"]);
        (await again.CallAsync(HttpMethod.Get, "staff/me")).RefusedAs(HttpStatusCode.Forbidden, "password-must-change");
        await again.ReplacePasswordAsync("kopi pagi di tepi Batanghari");
        (await again.CallAsync(HttpMethod.Get, "staff/me")).Done();
        (await boss.CallAsync(HttpMethod.Post, "staff/nobody/reset-password")).RefusedAs(HttpStatusCode.NotFound, "staff-unknown");
    }

    [Theory, OnBothDatabases]
    public async Task The_list_tells_what_an_administrator_must_know(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await host.AddSiteAsync("277");
        var boss = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        (await boss.CallAsync(HttpMethod.Post, "staff", new { name = "sari", roles = (string[])[StaffRoles.Helpdesk, StaffRoles.Auditor], sites = (string[])["277"] })).Done();
        await host.SignInAsync("sari", "guess");
        (await boss.CallAsync(HttpMethod.Post, "staff/sari/lock", new { reason = Reason })).Done();
        await host.SetUpCodeAsync(await boss.TokenAsync());

        var members = (await boss.CallAsync(HttpMethod.Get, "staff")).Done().Json.EnumerateArray().ToList();

        Assert.Equal(["admin", "boss", "sari"], members.Select(member => member.GetProperty("name").GetString()));
        Assert.Equal(
            """{"name":"boss","roles":["administrator"],"sites":null,"hasCode":true,"needsCode":false,"mustChangePassword":false,"createdAt":"2026-03-02T01:00:00+00:00","lastSignInAt":"2026-03-02T01:00:00+00:00","failedAttempts":0,"lockedAt":null,"lockReason":null,"sessions":1}""",
            members[1].GetRawText());
        Assert.Equal(
            """{"name":"sari","roles":["auditor","helpdesk"],"sites":["277"],"hasCode":false,"needsCode":false,"mustChangePassword":true,"createdAt":"2026-03-02T01:00:00+00:00","lastSignInAt":null,"failedAttempts":1,"lockedAt":"2026-03-02T01:00:00+00:00","lockReason":"Pindah ke kantor lain.","sessions":0}""",
            members[2].GetRawText());
    }

    [Fact]
    public async Task Every_act_on_an_account_asks_for_the_role_itself()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var services = host.Services;
        var nobody = new StaffActor("sari", StaffRoles.All.Except([StaffRoles.Administrator, StaffRoles.Auditor]).ToHashSet());

        Assert.Equal("role-missing", (await services.GetRequiredService<LockStaff>().HandleAsync(new(nobody, "admin", Reason), Cancel))?.Code);
        Assert.Equal("role-missing", (await services.GetRequiredService<LockStaff>().HandleAsync(new(nobody, "admin", Reason, Release: true), Cancel))?.Code);
        Assert.Equal("role-missing", (await services.GetRequiredService<LimitToSites>().HandleAsync(new(nobody, "admin", null), Cancel))?.Code);
        Assert.Equal("role-missing", (await services.GetRequiredService<ChangeStaffRoles>().HandleAsync(new(nobody, "admin", []), Cancel))?.Code);
        Assert.Equal("role-missing", (await services.GetRequiredService<ResetTotp>().HandleAsync(new(nobody, "admin", Reason), Cancel))?.Code);
        Assert.Equal("role-missing", Assert.IsType<ResetStaffPassword.Answer.Refused>(await services.GetRequiredService<ResetStaffPassword>().HandleAsync(new(nobody, "admin"), Cancel)).Why.Code);
        Assert.Equal("role-missing", Assert.IsType<AddStaff.Answer.Refused>(await services.GetRequiredService<AddStaff>().HandleAsync(new(nobody, "baru", [StaffRoles.Auditor]), Cancel)).Why.Code);
        Assert.Equal("role-missing", Assert.IsType<ListStaff.Answer.Refused>(await services.GetRequiredService<ListStaff>().HandleAsync(new(nobody), Cancel)).Refusal.Code);
    }

    private static StaffActor Administrator(string name) => new(name, new HashSet<string> { StaffRoles.Administrator });
}

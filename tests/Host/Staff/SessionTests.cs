using System.Net;
using System.Text.Json;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Staff;

/// <summary>A sign-in is a session that can be seen and ended, and that ends by itself.</summary>
public sealed class SessionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_fourth_session_ends_the_first(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        (await sari.CallAsync(HttpMethod.Post, "staff/sign-out")).Done();
        List<string> tokens = [];
        for (var signIn = 0; signIn < 4; signIn++)
        {
            tokens.Add((await host.SignInAsync("sari", sari.Password)).Done()["accessToken"]);
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await host.CallWithAsync(tokens[0], HttpMethod.Get, "staff/me")).RefusedAs(HttpStatusCode.Unauthorized, "session-over");
        foreach (var token in tokens[1..])
            (await host.CallWithAsync(token, HttpMethod.Get, "staff/me")).Done();
        Assert.Equal(["own", "stands", "stands", "tooMany", "signedOut"], (await SessionsAsync(host, tokens[3])).Select(Fate));
    }

    [Theory, OnBothDatabases]
    public async Task Ten_sign_ins_at_once_leave_three_sessions(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);

        await AtOnce.AllAsync(Enumerable.Range(0, 10).Select(_ => (Func<Task<SignInStaff.Answer>>)(() => host.SignInAtConsoleAsync(sari))));

        Assert.Equal(3, await host.Database.ReadAsync((db, ct) => db.StaffSessions.CountAsync(session => session.EndedAt == null, ct), Cancel));
    }

    [Fact]
    public async Task Signing_out_ends_every_token_of_the_session()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var first = (await host.SignInAsync("sari", sari.Password)).Done();
        var refreshed = (await host.RefreshAsync(first["refreshToken"])).Done();

        (await host.CallWithAsync(refreshed["accessToken"], HttpMethod.Post, "staff/sign-out")).Done();

        (await host.CallWithAsync(first["accessToken"], HttpMethod.Get, "staff/me")).RefusedAs(HttpStatusCode.Unauthorized, "session-over");
        (await host.RefreshAsync(refreshed["refreshToken"])).RefusedAs(HttpStatusCode.Unauthorized, "session-over");
        (await sari.CallAsync(HttpMethod.Get, "staff/me")).Done();
    }

    [Fact]
    public async Task A_session_cannot_be_refreshed_beyond_its_day()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Staff:SessionLifetime", "02:00:00"));
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var token = (await host.SignInAsync("sari", sari.Password)).Done();

        for (var refresh = 0; refresh < 5; refresh++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(20));
            token = (await host.RefreshAsync(token["refreshToken"])).Done();
        }
        host.Clock.Advance(TimeSpan.FromMinutes(20));

        (await host.RefreshAsync(token["refreshToken"])).RefusedAs(HttpStatusCode.Unauthorized, "session-over");
        (await host.CallWithAsync(token["accessToken"], HttpMethod.Get, "staff/me")).RefusedAs(HttpStatusCode.Unauthorized, "session-over");
    }

    [Theory, OnBothDatabases]
    public async Task A_console_that_nobody_uses_ends_and_one_that_only_watches_keeps_nothing_alive(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var sessions = host.Services.GetRequiredService<StaffSessions>();
        var used = (await host.SignInAtConsoleAsync(sari)).Session();
        var watched = (await host.SignInAtConsoleAsync(sari)).Session();

        for (var quarter = 0; quarter < 2; quarter++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(15));
            Assert.Equal(quarter == 0, await sessions.LookAsync(watched.Id, watched.Stamp, Cancel) is not null);
            Assert.NotNull(await sessions.FindAsync(used.Id, used.Stamp, Cancel));
        }
        host.Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.Null(await sessions.FindAsync(used.Id, used.Stamp, Cancel));
        Assert.Equal(["own", "stands", "idle", "idle"], (await SessionsAsync(host, await sari.TokenAsync())).Select(Fate));
    }

    [Fact]
    public async Task That_somebody_was_seen_is_written_once_a_minute()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var session = (await host.SignInAtConsoleAsync(sari)).Session();
        var sessions = host.Services.GetRequiredService<StaffSessions>();

        List<DateTimeOffset> seen = [];
        for (var call = 0; call < 4; call++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(31));
            await sessions.FindAsync(session.Id, session.Stamp, Cancel);
            seen.Add(await host.Database.ReadAsync((db, ct) => db.StaffSessions.Where(record => record.Id == session.Id).Select(record => record.SeenAt).SingleAsync(ct), Cancel));
        }

        Assert.Equal([0, 62, 62, 124], seen.Select(at => (int)(at - RunningHost.Beginning).TotalSeconds));
    }

    [Fact]
    public async Task Everybody_ends_the_own_sessions_and_an_administrator_anybodys()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var budi = await host.AddStaffAsync("budi", StaffRoles.Helpdesk);
        var boss = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        var (first, second) = ((await host.SignInAtConsoleAsync(sari)).Session(), (await host.SignInAtConsoleAsync(sari)).Session());

        (await budi.CallAsync(HttpMethod.Get, "staff/sari/sessions")).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await budi.CallAsync(HttpMethod.Delete, $"staff/sessions/{first.Id}")).RefusedAs(HttpStatusCode.NotFound, "session-unknown");
        (await sari.CallAsync(HttpMethod.Delete, $"staff/sessions/{first.Id}")).Done();
        (await boss.CallAsync(HttpMethod.Delete, $"staff/sessions/{second.Id}")).Done();
        (await boss.CallAsync(HttpMethod.Delete, $"staff/sessions/{second.Id}")).Done();

        Assert.Equal(["stands", "endedByAdministrator", "endedByOwner"],
            (await boss.CallAsync(HttpMethod.Get, "staff/sari/sessions")).Done().Json.EnumerateArray().Select(Fate));
        (await boss.CallAsync(HttpMethod.Get, "staff/nobody/sessions")).RefusedAs(HttpStatusCode.NotFound, "staff-unknown");
    }

    [Theory, OnBothDatabases]
    public async Task All_sessions_end_at_once_but_never_the_one_that_it_is_done_in(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var boss = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        await host.SignInAtConsoleAsync(sari);

        (await sari.CallAsync(HttpMethod.Delete, "staff/boss/sessions")).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await sari.CallAsync(HttpMethod.Delete, "staff/sessions")).Done();
        Assert.Equal(["own", "endedByOwner"], (await SessionsAsync(host, await sari.TokenAsync())).Select(Fate));
        (await boss.CallAsync(HttpMethod.Delete, "staff/sari/sessions")).Done();
        (await boss.CallAsync(HttpMethod.Delete, "staff/boss/sessions")).RefusedAs(HttpStatusCode.Conflict, "own-account");

        Assert.Equal(["endedByAdministrator", "endedByOwner"], (await boss.CallAsync(HttpMethod.Get, "staff/sari/sessions")).Done().Json.EnumerateArray().Select(Fate).Order(StringComparer.Ordinal));
        (await boss.CallAsync(HttpMethod.Get, "staff/me")).Done();
        (await boss.CallAsync(HttpMethod.Delete, "staff/nobody/sessions")).RefusedAs(HttpStatusCode.NotFound, "staff-unknown");
    }

    [Fact]
    public async Task A_new_password_ends_all_sessions_but_the_one_it_was_set_in()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var other = (await host.SignInAsync("sari", sari.Password)).Done()["accessToken"];

        await sari.ReplacePasswordAsync("kopi pagi di tepi Batanghari");

        (await host.CallWithAsync(other, HttpMethod.Get, "staff/me")).RefusedAs(HttpStatusCode.Unauthorized, "session-over");
        Assert.Equal(["own", "passwordReplaced"], (await SessionsAsync(host, await sari.TokenAsync())).Select(Fate));
    }

    [Fact]
    public async Task Sessions_are_forgotten_some_time_after_they_ended()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        (await sari.CallAsync(HttpMethod.Post, "staff/sign-out")).Done();
        host.Clock.Advance(TimeSpan.FromDays(91));

        (await host.SignInAsync("sari", sari.Password)).Done();

        Assert.Equal(1, await host.Database.ReadAsync((db, ct) => db.StaffSessions.CountAsync(ct), Cancel));
    }

    private static async Task<IReadOnlyList<JsonElement>> SessionsAsync(RunningHost host, string token) =>
        [.. (await host.CallWithAsync(token, HttpMethod.Get, "staff/sessions")).Done().Json.EnumerateArray()];

    private static string Fate(JsonElement session) =>
        session.GetProperty("endedBecause").GetString() ?? (session.GetProperty("own").GetBoolean() ? "own" : "stands");
}

using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Http;

public sealed partial class StaffSignInTests
{
    private const string NewPassword = "kopi pagi di tepi Batanghari";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task First_start_prints_a_one_time_password_with_which_nothing_works_until_it_is_replaced(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var admin = FirstAdministrator(host);

        (await admin.CallAsync(HttpMethod.Get, "staff/me")).RefusedAs(HttpStatusCode.Forbidden, "password-must-change");
        await admin.ReplacePasswordAsync(NewPassword);

        Assert.Equal("admin", (await admin.CallAsync(HttpMethod.Get, "staff/me")).Done()["name"]);
        await using var second = await host.RestartAsync();
        Assert.DoesNotContain("one-time", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weak_new_password_is_refused()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var admin = FirstAdministrator(host);

        foreach (var weak in (string[])["short", "xx admin of Jambi xx", admin.Password])
            (await admin.CallAsync(HttpMethod.Post, "staff/password", new { password = admin.Password, newPassword = weak })).RefusedAs(HttpStatusCode.BadRequest, "password-weak");
    }

    [Fact]
    public async Task Wrong_name_and_wrong_password_read_the_same()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);

        var wrong = (await sari.TryToSignInAsync("not it")).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-wrong");
        var unknown = await new StaffClient(host, "nobody", "x").TryToSignInAsync("not it");

        Assert.Equal(wrong.Text, unknown.Text);
    }

    [Theory]
    [InlineData("sari")]
    [InlineData("nobody")]
    public async Task After_five_wrong_passwords_a_name_is_closed_for_a_while_whoever_has_it(string name)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var guesser = new StaffClient(host, name, "");
        for (var guess = 0; guess < 5; guess++)
            (await guesser.TryToSignInAsync($"guess {guess}")).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-wrong");

        (await guesser.TryToSignInAsync(sari.Password)).RefusedAs(HttpStatusCode.TooManyRequests, "sign-in-limited");

        host.Clock.Advance(TimeSpan.FromMinutes(16));
        (await sari.TryToSignInAsync(sari.Password)).Done();
    }

    [Fact]
    public async Task Role_taken_away_stops_working_at_once()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var admin = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        var other = await host.AddStaffAsync("other", StaffRoles.Administrator);
        (await other.CallAsync(HttpMethod.Get, "staff/me")).Done();
        var token = await other.TokenAsync();

        (await admin.CallAsync(HttpMethod.Put, "staff/other/roles", new { roles = (string[])[StaffRoles.Auditor] })).Done();

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/staff/me");
        request.Headers.Authorization = new("Bearer", token);
        (await Reply.ReadAsync(await host.Http.SendAsync(request, Cancel), Cancel)).RefusedAs(HttpStatusCode.Unauthorized, "session-over");
        var again = new StaffClient(host, "other", other.Password);
        Assert.Equal($"[\"{StaffRoles.Auditor}\"]", (await again.CallAsync(HttpMethod.Get, "staff/me"))["roles"]);
    }

    [Fact]
    public async Task Only_an_administrator_makes_staff_and_nobody_takes_the_own_role_away()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var admin = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        var helpdesk = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);

        (await helpdesk.CallAsync(HttpMethod.Post, "staff", new { name = "friend", roles = (string[])[StaffRoles.Administrator] })).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await admin.CallAsync(HttpMethod.Put, "staff/boss/roles", new { roles = (string[])[] })).RefusedAs(HttpStatusCode.Conflict, "own-administration");

        var made = (await admin.CallAsync(HttpMethod.Post, "staff", new { name = "rina", roles = (string[])[StaffRoles.Verifikator] })).Done();
        var rina = new StaffClient(host, "rina", made["oneTimePassword"]);
        await rina.ReplacePasswordAsync(NewPassword);
        (await rina.CallAsync(HttpMethod.Get, "staff/me")).Done();
        (await admin.CallAsync(HttpMethod.Post, "staff", new { name = "RINA", roles = (string[])[StaffRoles.Verifikator] })).RefusedAs(HttpStatusCode.Conflict, "staff-name-taken");
        (await admin.CallAsync(HttpMethod.Post, "staff", new { name = "x y", roles = (string[])[StaffRoles.Verifikator] })).RefusedAs(HttpStatusCode.BadRequest, "staff-name-malformed");
        (await admin.CallAsync(HttpMethod.Post, "staff", new { name = "budi", roles = (string[])["king"] })).RefusedAs(HttpStatusCode.BadRequest, "role-unknown");
    }

    [Fact]
    public async Task Session_is_refreshed_for_a_working_day_and_ends_with_the_password()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var refreshToken = (await sari.TryToSignInAsync(sari.Password)).Done()["refreshToken"];

        host.Clock.Advance(TimeSpan.FromHours(11));
        (await RefreshAsync(host, refreshToken)).Done();
        host.Clock.Advance(TimeSpan.FromHours(2));
        (await RefreshAsync(host, refreshToken)).RefusedAs(HttpStatusCode.Unauthorized, "session-over");

        var fresh = (await sari.TryToSignInAsync(sari.Password)).Done()["refreshToken"];
        await sari.ReplacePasswordAsync(NewPassword);
        (await RefreshAsync(host, fresh)).RefusedAs(HttpStatusCode.Unauthorized, "session-over");
        (await RefreshAsync(host, "nonsense")).RefusedAs(HttpStatusCode.Unauthorized, "session-over");
    }

    private static async Task<Reply> RefreshAsync(RunningHost host, string refreshToken) =>
        await Reply.ReadAsync(await host.Http.PostAsJsonAsync("/api/v1/staff/refresh", new { refreshToken }, Cancel), Cancel);

    private static StaffClient FirstAdministrator(RunningHost host) => new(host, "admin", OneTimePassword().Match(host.Output).Groups[1].Value);

    [GeneratedRegex(@"password\s+([a-z2-9-]{23})")]
    private static partial Regex OneTimePassword();
}

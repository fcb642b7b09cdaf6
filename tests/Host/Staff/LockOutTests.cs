using System.Globalization;
using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Staff;

/// <summary>Whoever guesses waits longer and longer; whoever owns the name gets in.</summary>
public sealed class LockOutTests
{
    private const string Stranger = "203.0.113.66";

    [Theory]
    [InlineData("sari")]
    [InlineData("nobody")]
    public async Task Each_wrong_password_delays_the_next_one_longer_whoever_has_the_name(string name)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, Door.BehindProxy);
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        List<int> waited = [];
        for (var guess = 0; guess < 12; guess++)
        {
            if ((await host.SignInAsync(name, "guess", address: Stranger)) is { Status: HttpStatusCode.TooManyRequests } closed)
            {
                closed.RefusedAs(HttpStatusCode.TooManyRequests, "sign-in-limited");
                var wait = TimeSpan.FromSeconds(int.Parse(closed.Headers["Retry-After"], CultureInfo.InvariantCulture));
                Assert.Equal(host.Clock.GetUtcNow() + wait, closed.Json.GetProperty("tryAgainAt").GetDateTimeOffset());
                waited.Add((int)wait.TotalSeconds);
                host.Clock.Advance(wait);
                (await host.SignInAsync(name, "guess", address: Stranger)).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-wrong");
            }
        }

        Assert.Equal([5, 30, 60, 300, 900, 900, 900], waited);
    }

    [Theory, OnBothDatabases]
    public async Task The_right_password_waits_too_and_then_opens_and_tells_what_happened(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        for (var guess = 0; guess < 5; guess++)
            (await host.SignInAsync("sari", "guess")).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-wrong");

        (await host.SignInAsync("sari", sari.Password)).RefusedAs(HttpStatusCode.TooManyRequests, "sign-in-limited");
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        var me = (await host.CallWithAsync((await host.SignInAsync("sari", sari.Password)).Done()["accessToken"], HttpMethod.Get, "staff/me")).Done();

        Assert.Equal(("5", RunningHost.Beginning), (me["failedAttempts"], me.Json.GetProperty("previousSignInAt").GetDateTimeOffset()));
        for (var guess = 0; guess < 4; guess++)
            (await host.SignInAsync("sari", "guess")).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-wrong");
        (await host.SignInAsync("sari", sari.Password)).Done();
    }

    [Theory, OnBothDatabases]
    public async Task A_stranger_does_not_keep_the_owner_out_where_the_owner_works(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, Door.BehindProxy);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        (await host.SignInAsync("sari", sari.Password, address: Door.Office)).Done();
        for (var guess = 0; guess < 5; guess++)
            (await host.SignInAsync("sari", "guess", address: Stranger)).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-wrong");

        (await host.SignInAsync("sari", sari.Password, address: Stranger)).RefusedAs(HttpStatusCode.TooManyRequests, "sign-in-limited");
        (await host.SignInAsync("sari", sari.Password, address: Door.Office)).Done();

        host.Clock.Advance(TimeSpan.FromDays(31));
        for (var guess = 0; guess < 5; guess++)
            await host.SignInAsync("sari", "guess", address: Stranger);
        (await host.SignInAsync("sari", sari.Password, address: Door.Office)).RefusedAs(HttpStatusCode.TooManyRequests, "sign-in-limited");
    }

    [Fact]
    public async Task One_address_has_one_budget_for_all_names()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, Door.BehindProxy, ("Staff:AttemptsPerAddress", "5"));
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        for (var name = 0; name < 5; name++)
            (await host.SignInAsync($"nama-{name}", "guess", address: $"2001:db8:1:2::{name + 1}")).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-wrong");

        (await host.SignInAsync("sari", sari.Password, address: "2001:db8:1:2::99")).RefusedAs(HttpStatusCode.TooManyRequests, "sign-in-limited");
        (await host.SignInAsync("sari", sari.Password, address: "2001:db8:1:3::1")).Done();
        for (var signIn = 0; signIn < 10; signIn++)
            (await host.SignInAsync("sari", sari.Password, address: Door.Office)).Done();
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        (await host.SignInAsync("sari", sari.Password, address: "2001:db8:1:2::99")).Done();
    }

    [Fact]
    public async Task Guessing_the_own_password_in_a_stolen_session_is_limited_and_does_not_close_the_door()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        for (var guess = 0; guess < 5; guess++)
            (await sari.CallAsync(HttpMethod.Post, "staff/password", new { password = $"guess {guess}", newPassword = "sandi milik pencuri" })).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-wrong");

        (await sari.CallAsync(HttpMethod.Post, "staff/password", new { password = sari.Password, newPassword = "sandi milik pencuri" })).RefusedAs(HttpStatusCode.TooManyRequests, "sign-in-limited");
        (await host.SignInAsync("sari", sari.Password)).Done();
    }
}

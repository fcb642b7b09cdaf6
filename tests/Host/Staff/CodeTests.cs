using System.Net;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using BackOffice.Workflows.Staff.Codes;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.Tests.Staff;

/// <summary>Besides the password, a code of a device that the person carries.</summary>
public sealed class CodeTests
{
    private const string Reason = "Telepon petugas hilang di perjalanan.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Once_set_up_the_password_alone_opens_nothing(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var (device, _) = await host.SetUpCodeAsync(await sari.TokenAsync());
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        (await host.SignInAsync("sari", sari.Password)).RefusedAs(HttpStatusCode.Unauthorized, "code-needed");
        (await host.SignInAsync("sari", "not it", device.Code())).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-wrong");
        (await host.SignInAsync("sari", sari.Password, device.WrongCode())).RefusedAs(HttpStatusCode.Forbidden, "totp-code-wrong");
        var token = (await host.SignInAsync("sari", sari.Password, device.Code())).Done()["accessToken"];

        var me = (await host.CallWithAsync(token, HttpMethod.Get, "staff/me")).Done();
        Assert.Equal(("True", "2"), (me["hasCode"], me["failedAttempts"]));
    }

    [Theory, OnBothDatabases]
    public async Task A_used_code_does_not_open_a_second_time(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var (device, _) = await host.SetUpCodeAsync(await sari.TokenAsync());
        var code = device.Code();

        (await host.SignInAsync("sari", sari.Password, code)).RefusedAs(HttpStatusCode.Forbidden, "totp-code-wrong");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var next = device.Code();
        var both = await AtOnce.AllAsync<Reply>([() => host.SignInAsync("sari", sari.Password, next), () => host.SignInAsync("sari", sari.Password, next)]);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden], both.Select(reply => reply.Status).Order());
    }

    [Fact]
    public async Task A_clock_may_be_one_step_off_and_no_more()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var (device, _) = await host.SetUpCodeAsync(await sari.TokenAsync());
        host.Clock.Advance(TimeSpan.FromMinutes(10));

        foreach (var tooFar in (int[])[-2, 2])
            (await host.SignInAsync("sari", sari.Password, device.Code(tooFar))).RefusedAs(HttpStatusCode.Forbidden, "totp-code-wrong");
        foreach (var near in (int[])[-1, 0, 1])
            (await host.SignInAsync("sari", sari.Password, device.Code(near))).Done();
        (await host.SignInAsync("sari", sari.Password, device.Code())).RefusedAs(HttpStatusCode.Forbidden, "totp-code-wrong");
    }

    [Theory, OnBothDatabases]
    public async Task A_recovery_code_opens_once_however_it_is_written(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var (_, codes) = await host.SetUpCodeAsync(await sari.TokenAsync());

        Assert.Equal(10, codes.Distinct().Count());
        var both = await AtOnce.AllAsync<Reply>([() => host.SignInAsync("sari", sari.Password, codes[0]), () => host.SignInAsync("sari", sari.Password, codes[0])]);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden], both.Select(reply => reply.Status).Order());
        (await host.SignInAsync("sari", sari.Password, codes[1].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))).Done();
    }

    [Fact]
    public async Task Wrong_codes_close_the_second_step_for_a_growing_while()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var (device, _) = await host.SetUpCodeAsync(await sari.TokenAsync());
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var guess = 0; guess < 5; guess++)
            (await host.SignInAsync("sari", sari.Password, device.WrongCode())).RefusedAs(HttpStatusCode.Forbidden, "totp-code-wrong");

        (await host.SignInAsync("sari", sari.Password, device.Code())).RefusedAs(HttpStatusCode.TooManyRequests, "sign-in-limited");

        host.Clock.Advance(TimeSpan.FromSeconds(5));
        var token = (await host.SignInAsync("sari", sari.Password, device.Code())).Done()["accessToken"];
        Assert.Equal("5", (await host.CallWithAsync(token, HttpMethod.Get, "staff/me")).Done()["failedAttempts"]);
    }

    [Theory, OnBothDatabases]
    public async Task A_role_that_asks_for_a_code_does_nothing_before_it_is_set_up(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, ("Staff:TotpRoles", "administrator approver"));
        var boss = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var token = await boss.TokenAsync();

        (await sari.CallAsync(HttpMethod.Get, "staff/me")).Done();
        (await host.CallWithAsync(token, HttpMethod.Get, "staff")).RefusedAs(HttpStatusCode.Forbidden, "totp-must-set-up");
        await host.SetUpCodeAsync(token);
        (await host.CallWithAsync(token, HttpMethod.Get, "staff")).Done();
        (await host.CallWithAsync(token, HttpMethod.Put, "staff/sari/roles", new { roles = (string[])[StaffRoles.Approver] })).Done();
        (await host.CallWithAsync((await host.SignInAsync("sari", sari.Password)).Done()["accessToken"], HttpMethod.Get, "staff/me")).RefusedAs(HttpStatusCode.Forbidden, "totp-must-set-up");
    }

    [Theory]
    [InlineData("Development", "none")]
    [InlineData("Production", "administrator policy-owner approver")]
    public async Task Unless_set_only_production_asks_those_for_a_code_who_can_change_the_rules_of_the_house(string environment, string roles)
    {
        using var folder = new Fixtures.TemporaryFolder();
        await using var app = BackOfficeHost.Build(new() { DataFolder = folder.File("data"), Environment = environment });

        Assert.Equal(roles, app.Services.GetRequiredService<IOptions<StaffOptions>>().Value.TotpRoles);
    }

    [Fact]
    public async Task A_misspelt_role_in_the_settings_stops_the_start()
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Staff:TotpRoles", "administrator aprover")));

        Assert.Contains("Staff:TotpRoles", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_that_began_with_the_password_alone_end_when_the_code_is_set_up()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Staff:TotpRoles", "administrator"));
        var boss = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        var thief = (await host.SignInAsync("boss", boss.Password)).Done()["accessToken"];

        await host.SetUpCodeAsync(await boss.TokenAsync());

        (await host.CallWithAsync(thief, HttpMethod.Get, "staff")).RefusedAs(HttpStatusCode.Unauthorized, "session-over");
        (await boss.CallAsync(HttpMethod.Get, "staff")).Done();
    }

    [Fact]
    public async Task A_code_that_was_never_confirmed_asks_nobody_for_anything()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var begun = (await sari.CallAsync(HttpMethod.Post, "staff/totp")).Done();
        var first = new Device(host, begun["secret"]);
        var second = new Device(host, (await sari.CallAsync(HttpMethod.Post, "staff/totp")).Done()["secret"]);

        (await sari.CallAsync(HttpMethod.Post, "staff/totp/confirm", new { code = first.Code() })).RefusedAs(HttpStatusCode.Forbidden, "totp-code-wrong");
        (await host.SignInAsync("sari", sari.Password)).Done();
        (await sari.CallAsync(HttpMethod.Post, "staff/totp/confirm", new { code = second.Code() })).Done();
        (await sari.CallAsync(HttpMethod.Post, "staff/totp")).RefusedAs(HttpStatusCode.Conflict, "totp-on");

        Assert.StartsWith($"otpauth://totp/BackOffice%20Inaproc:sari?secret={begun["secret"].TrimEnd('=')}&issuer=BackOffice%20Inaproc", begun["uri"], StringComparison.Ordinal);
        Assert.Matches(@"^(M\d+ \d+h\d+v1h-\d+z)+$", begun.Json.GetProperty("qr").GetProperty("path").GetString());
    }

    [Fact]
    public async Task Removing_the_code_takes_password_and_code()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        (await sari.CallAsync(HttpMethod.Post, "staff/totp/remove", new { password = sari.Password, code = "123456" })).RefusedAs(HttpStatusCode.Conflict, "totp-off");
        var (device, codes) = await host.SetUpCodeAsync(await sari.TokenAsync());
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        (await sari.CallAsync(HttpMethod.Post, "staff/totp/remove", new { password = "not it", code = device.Code() })).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-wrong");
        (await sari.CallAsync(HttpMethod.Post, "staff/totp/remove", new { password = sari.Password, code = device.WrongCode() })).RefusedAs(HttpStatusCode.Forbidden, "totp-code-wrong");
        (await host.SignInAsync("sari", sari.Password)).RefusedAs(HttpStatusCode.Unauthorized, "code-needed");
        (await sari.CallAsync(HttpMethod.Post, "staff/totp/remove", new { password = sari.Password, code = codes[3] })).Done();

        (await host.SignInAsync("sari", sari.Password)).Done();
    }

    [Theory, OnBothDatabases]
    public async Task New_recovery_codes_take_password_and_code_and_end_the_old_ones(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        (await RenewAsync(sari.Password, "123456")).RefusedAs(HttpStatusCode.Conflict, "totp-off");
        var (_, codes) = await host.SetUpCodeAsync(await sari.TokenAsync());

        (await RenewAsync("not it", codes[0])).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-wrong");
        (await RenewAsync(sari.Password, "not it")).RefusedAs(HttpStatusCode.Forbidden, "totp-code-wrong");
        Assert.Equal("10", await LeftAsync());
        (await host.SignInAsync("sari", sari.Password, codes[1])).Done();
        Assert.Equal("9", await LeftAsync());
        var renewed = (await RenewAsync(sari.Password, codes[0])).Done().Json.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!).ToList();

        Assert.Equal(10, renewed.Except(codes).Count());
        Assert.Equal("10", await LeftAsync());
        (await host.SignInAsync("sari", sari.Password, codes[2])).RefusedAs(HttpStatusCode.Forbidden, "totp-code-wrong");
        (await host.SignInAsync("sari", sari.Password, renewed[2])).Done();

        Task<Reply> RenewAsync(string password, string code) => sari.CallAsync(HttpMethod.Post, "staff/totp/recovery-codes", new { password, code });

        async Task<string> LeftAsync() => (await sari.CallAsync(HttpMethod.Get, "staff/totp")).Done()["recoveryCodesLeft"];
    }

    [Fact]
    public async Task An_administrator_takes_the_code_of_another_away_and_never_the_own()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var boss = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var token = await sari.TokenAsync();
        var (_, codes) = await host.SetUpCodeAsync(token);

        (await boss.CallAsync(HttpMethod.Post, "staff/BOSS/reset-totp", new { reason = Reason })).RefusedAs(HttpStatusCode.Conflict, "own-account");
        (await boss.CallAsync(HttpMethod.Post, "staff/sari/reset-totp", new { reason = "-" })).RefusedAs(HttpStatusCode.BadRequest, "reason-missing");
        (await boss.CallAsync(HttpMethod.Post, "staff/sari/reset-totp", new { reason = Reason })).Done();

        (await host.CallWithAsync(token, HttpMethod.Get, "staff/me")).RefusedAs(HttpStatusCode.Unauthorized, "session-over");
        var fresh = (await host.SignInAsync("sari", sari.Password)).Done()["accessToken"];
        var (_, newCodes) = await host.SetUpCodeAsync(fresh);
        (await host.SignInAsync("sari", sari.Password, codes[0])).RefusedAs(HttpStatusCode.Forbidden, "totp-code-wrong");
        (await host.SignInAsync("sari", sari.Password, newCodes[0])).Done();
    }

    [Theory, OnBothDatabases]
    public async Task In_two_steps_the_ticket_of_the_first_opens_nothing_but_the_second(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var (device, _) = await host.SetUpCodeAsync(await sari.TokenAsync());
        var complete = host.Services.GetRequiredService<CompleteSignIn>();
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var ticket = Assert.IsType<SignInStaff.Answer.CodeNeeded>(await host.SignInAtConsoleAsync(sari)).Ticket;
        (await host.CallWithAsync(ticket, HttpMethod.Get, "staff/me")).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-missing");
        Assert.Equal("totp-code-wrong", await RefusalAsync(ticket, device.WrongCode()));
        Assert.Equal("sign-in-ticket-over", await RefusalAsync("nonsense", device.Code()));
        Assert.Equal("sari", (await CompleteAsync(ticket, device.Code())).Session().Actor.Name);

        var late = Assert.IsType<SignInStaff.Answer.CodeNeeded>(await host.SignInAtConsoleAsync(sari)).Ticket;
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("sign-in-ticket-over", await RefusalAsync(late, device.Code()));

        var outdated = Assert.IsType<SignInStaff.Answer.CodeNeeded>(await host.SignInAtConsoleAsync(sari)).Ticket;
        await sari.ReplacePasswordAsync("kopi pagi di tepi Batanghari");
        Assert.Equal("sign-in-ticket-over", await RefusalAsync(outdated, device.Code()));

        Task<SignInStaff.Answer> CompleteAsync(string with, string code) => complete.HandleAsync(new(with, code, new(StaffSessionKind.Console)), Cancel);
        async Task<string> RefusalAsync(string with, string code) => Assert.IsType<SignInStaff.Answer.Refused>(await CompleteAsync(with, code)).Why.Code;
    }
}

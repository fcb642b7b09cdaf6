using BackOffice.Host.Tests;
using BackOffice.Host.Tests.Staff;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.SignIn;

/// <summary>When the door of the console stays shut, and when a session ends.</summary>
public sealed partial class LockOutPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_guessed_too_often_is_told_when_to_come_back_and_the_owner_learns_of_it()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var person = await Chromium.NewPersonAsync(host);
        for (var guess = 0; guess < 5; guess++)
            await host.SignInAsync("sari", "bukan kata sandinya");

        await person.TypeSignInAsync(sari.Name, sari.Password);
        await Expect(person.Alert).ToContainTextAsync(TryAgainAfter());
        host.Clock.Advance(TimeSpan.FromMinutes(16));
        await person.TypeSignInAsync(sari.Name, sari.Password);

        await Expect(person.Heading).ToHaveTextAsync("Ada percobaan masuk yang gagal");
        await Expect(person.Alert).ToContainTextAsync("5 percobaan gagal");
        await person.Page.ClickAsync("text=Itu saya, lanjutkan");
        await Expect(person.Heading).ToHaveTextAsync("Pekerjaan");
    }

    [Fact]
    public async Task Whom_an_administrator_locked_is_told_so_once_the_password_is_right()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        Assert.Null(await host.Services.GetRequiredService<LockStaff>().HandleAsync(new(StaffActor.CommandLine, "sari", "Sedang diperiksa."), Cancel));
        await using var person = await Chromium.NewPersonAsync(host);

        await person.TypeSignInAsync("sari", "bukan kata sandinya");
        await Expect(person.Alert).ToContainTextAsync("salah");
        await person.TypeSignInAsync(sari.Name, sari.Password);

        await Expect(person.Alert).ToContainTextAsync("dikunci oleh administrator");
    }

    [Fact]
    public async Task The_fourth_session_ends_the_first()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        (await sari.CallAsync(HttpMethod.Post, "staff/sign-out")).Done();
        await using var first = await Chromium.NewPersonAsync(host);
        await first.SignInAsync(sari);
        // An open console would see the end by itself and lead away while the person goes elsewhere.
        await first.Page.GotoAsync("about:blank");

        for (var later = 0; later < 3; later++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await using var other = await Chromium.NewPersonAsync(host, scripts: false);
            await other.TypeSignInAsync(sari.Name, sari.Password);
        }

        await first.Page.GotoAsync("/");
        await Expect(first.Page).ToHaveURLAsync(SignInPage());
    }

    [Fact]
    public async Task A_console_that_nobody_uses_ends_and_its_page_leads_to_the_sign_in()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(sari);

        host.Clock.Advance(TimeSpan.FromMinutes(31));

        await Expect(person.Page).ToHaveURLAsync(SignInPage(), new() { Timeout = 40_000 });
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_not_the_cookie_alone()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var person = await Chromium.NewPersonAsync(host, scripts: false);
        await person.TypeSignInAsync(sari.Name, sari.Password);
        await person.Page.GotoAsync("/account");
        var stolen = await person.Page.Context.CookiesAsync();

        await person.Button("Keluar").ClickAsync();
        await Expect(person.Heading).ToHaveTextAsync("Masuk");
        await person.Page.Context.AddCookiesAsync(stolen.Select(cookie => new Microsoft.Playwright.Cookie { Name = cookie.Name, Value = cookie.Value, Url = host.Http.BaseAddress!.ToString() }));
        await person.Page.GotoAsync("/account");

        await Expect(person.Page).ToHaveURLAsync(SignInPage());
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"Coba lagi setelah \d\d:\d\d:\d\d WIB")]
    private static partial System.Text.RegularExpressions.Regex TryAgainAfter();

    [System.Text.RegularExpressions.GeneratedRegex(@"/sign-in\?back=")]
    private static partial System.Text.RegularExpressions.Regex SignInPage();
}

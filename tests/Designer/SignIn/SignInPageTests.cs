using BackOffice.Host.Tests;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.SignIn;

/// <summary>The door of the console.</summary>
public sealed class SignInPageTests
{
    [Fact]
    public async Task Who_signs_in_comes_to_the_page_that_was_asked_for()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var person = await Chromium.NewPersonAsync(host);

        await person.Page.GotoAsync("/not-a-secret?q=maju");
        await person.Page.GotoAsync("/?q=maju");
        await Expect(person.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/sign-in\?back=%2F%3Fq%3Dmaju$"));
        await person.Page.FillAsync("#name", sari.Name);
        await person.Page.FillAsync("#password", sari.Password);
        await person.Page.ClickAsync("main button[type=submit]");

        await Expect(person.Page).ToHaveURLAsync(new Uri(host.Http.BaseAddress!, "/?q=maju").ToString());
        await Expect(person.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Pekerjaan");
    }

    [Fact]
    public async Task A_wrong_password_is_refused_in_a_sentence_and_the_name_stays()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var person = await Chromium.NewPersonAsync(host);

        await person.TypeSignInAsync("sari", "bukan kata sandinya");

        await Expect(person.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("salah");
        await Expect(person.Page.Locator("#name")).ToHaveValueAsync("sari");
        await Expect(person.Page.Locator("#password")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_one_time_password_opens_nothing_but_the_page_that_replaces_it()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var added = Assert.IsType<AddStaff.Answer.Added>(await host.Services.GetRequiredService<AddStaff>()
            .HandleAsync(new(StaffActor.CommandLine, "baru", [StaffRoles.Verifikator]), TestContext.Current.CancellationToken));
        await using var person = await Chromium.NewPersonAsync(host);

        await person.TypeSignInAsync("baru", added.OneTimePassword);
        await person.Page.GotoAsync("/");
        await Expect(person.Page).ToHaveURLAsync(new Uri(host.Http.BaseAddress!, "/account/password").ToString());
        await person.Page.FillAsync("#password", added.OneTimePassword);
        await person.Page.FillAsync("#new", "empat kata yang mudah diingat");
        await person.Page.FillAsync("#again", "empat kata yang mudah diingat");
        await person.Page.ClickAsync("main button[type=submit]");

        await Expect(person.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Pekerjaan");
    }

    [Fact]
    public async Task A_page_that_is_open_ends_when_the_session_ends()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(sari);

        await host.Services.GetRequiredService<ChangeStaffRoles>().HandleAsync(new(StaffActor.CommandLine, "sari", []), TestContext.Current.CancellationToken);

        await Expect(person.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"), new() { Timeout = 40_000 });
    }

    [Fact]
    public async Task Who_signs_out_is_out()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(sari);

        await person.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Akun saya" }).ClickAsync();
        await person.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Keluar" }).ClickAsync();
        await Expect(person.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in$"));
        await person.Page.GotoAsync("/");

        await Expect(person.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/sign-in\?back="));
    }

    [Fact]
    public async Task English_is_one_choice_away_and_stays()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await using var person = await Chromium.NewPersonAsync(host);

        await person.Page.GotoAsync("/sign-in");
        await person.Page.ClickAsync("text=English");
        await Expect(person.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
        await person.Page.GotoAsync("/sign-in");

        await Expect(person.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
    }
}

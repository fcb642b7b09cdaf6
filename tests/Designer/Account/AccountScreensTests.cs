using BackOffice.Host.Tests;
using BackOffice.Host.Tests.Staff;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace BackOffice.Designer.Tests.Account;

/// <summary>Pictures of the screens that a person comes to by sending a form, and of dialogs: each in a language, light or dark, on an office screen or a telephone.</summary>
public sealed class AccountScreensTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("id", "light", 1366)]
    [InlineData("en", "dark", 390)]
    public async Task What_forms_lead_to_can_be_looked_at_and_bars_nobody(string language, string theme, int width)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var person = await Chromium.NewPersonAsync(host, width);
        await person.Page.GotoAsync($"/preferences?language={language}&theme={theme}&back=/");

        await person.TypeSignInAsync("sari", "bukan kata sandinya");
        await KeepAsync("sign-in-refused");
        await person.TypeSignInAsync(sari.Name, sari.Password);
        await KeepAsync("sign-in-failed-before");
        await person.Page.GotoAsync("/account/code");
        await person.Page.ClickAsync("main button[type=submit]");
        await KeepAsync("code-begun");
        var device = new Device(host, (await person.Page.Locator("code.secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await person.Page.FillAsync("#code", device.Code());
        await person.Page.Keyboard.PressAsync("Enter");
        await person.Page.Locator(".codes").WaitForAsync();
        await KeepAsync("recovery-codes");
        await person.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await person.PictureAsync($"recovery-codes-print-{language}");
        await person.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        await person.Page.GotoAsync("/account");
        await KeepAsync("account-with-code");
        await person.Page.GotoAsync("/account/code");
        await KeepAsync("code-change");
        await person.Page.Context.ClearCookiesAsync(new() { Name = "backoffice.console" });
        await person.TypeSignInAsync(sari.Name, sari.Password);
        await KeepAsync("sign-in-code");

        Task KeepAsync(string name) => LookAsync(person, $"{name}-{language}-{theme}-{width}");
    }

    [Theory]
    [InlineData("id", "light", 1366)]
    [InlineData("en", "dark", 390)]
    public async Task Acts_on_accounts_can_be_looked_at_and_bar_nobody(string language, string theme, int width)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        foreach (var code in (string[])["277", "31", "271"])
            await host.AddSiteAsync(code);
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk, StaffRoles.Verifikator);
        await host.AddStaffAsync("bambang.sutrisno", StaffRoles.Verifikator);
        await host.AddStaffAsync("wulan", StaffRoles.PolicyOwner, StaffRoles.Approver);
        await host.Services.GetRequiredService<LimitToSites>().HandleAsync(new(StaffActor.CommandLine, "sari", [SiteCode.Parse("277"), SiteCode.Parse("31")]), Cancel);
        await host.Services.GetRequiredService<LockStaff>().HandleAsync(new(StaffActor.CommandLine, "bambang.sutrisno", "Pindah tugas ke unit lain."), Cancel);
        await host.Services.GetRequiredService<AddStaff>().HandleAsync(new(StaffActor.CommandLine, "baru", [StaffRoles.Auditor]), Cancel);
        await host.SignInAsync("sari", "bukan kata sandinya");
        var dewi = await host.AddStaffAsync("dewi", StaffRoles.Administrator);
        await using var person = await Chromium.NewPersonAsync(host, width);
        await person.TypeSignInAsync(dewi.Name, dewi.Password);
        await person.Page.GotoAsync($"/preferences?language={language}&theme={theme}&back=/");

        await person.OpenAsync("/staff");
        await KeepAsync("staff");
        await person.OpenAsync("/staff/member/bambang.sutrisno");
        await KeepAsync("staff-locked");
        await person.OpenAsync("/staff/member/dewi");
        await KeepAsync("staff-own");
        await person.OpenAsync("/staff/member/sari");
        await KeepAsync("staff-member");
        var acts = person.Page.Locator(".acts button");
        await acts.Nth(0).ClickAsync();
        await DialogAsync("staff-roles");
        await acts.Nth(1).ClickAsync();
        await person.Page.Locator(".search input").FillAsync("2");
        await person.Page.Locator(".found li").First.WaitForAsync();
        await DialogAsync("staff-sites");
        await acts.Last.ClickAsync();
        await DialogAsync("staff-lock");
        await acts.Nth(2).ClickAsync();
        await person.Page.Locator(".mud-dialog-actions button").Last.ClickAsync();
        await person.Page.Locator("code.secret").WaitForAsync();
        await KeepAsync("staff-one-time");

        async Task DialogAsync(string name)
        {
            await KeepAsync(name);
            await person.Page.Locator(".mud-dialog-actions button").First.ClickAsync();
            await person.Page.Locator(".mud-dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }

        Task KeepAsync(string name) => LookAsync(person, $"{name}-{language}-{theme}-{width}");
    }

    private static async Task LookAsync(Person person, string name)
    {
        await person.PictureAsync(name);
        Assert.Empty(await person.BarriersAsync());
    }
}

using BackOffice.Host.Tests;
using BackOffice.Host.Tests.Staff;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.Account;

/// <summary>What people do with their own account, without a script.</summary>
public sealed class AccountPageTests
{
    [Fact]
    public async Task Everybody_sees_the_own_roles_and_sites_and_what_happened_at_the_door()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk, StaffRoles.Verifikator);
        await host.SignInAsync("sari", "bukan kata sandinya");
        await using var person = await Chromium.NewPersonAsync(host, scripts: false);
        await person.TypeSignInAsync(sari.Name, sari.Password);

        await person.Page.GotoAsync("/account");

        var main = person.Page.Locator("main");
        foreach (var text in (string[])["sari", "Helpdesk", "Verifikator", "Semua LPSE", "1 percobaan gagal", "Belum aktif"])
            await Expect(main).ToContainTextAsync(text);
        await Expect(person.Page.Locator("noscript, .noscript")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_this_one_goes_on()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var person = await Chromium.NewPersonAsync(host, scripts: false);
        await person.TypeSignInAsync(sari.Name, sari.Password);

        await person.Page.GotoAsync("/account/password");
        await ReplaceAsync(sari.Password, "empat kata yang mudah diingat", "empat kata yang sulit diingat");
        await Expect(person.Alert).ToContainTextAsync("tidak sama");
        await ReplaceAsync("bukan kata sandinya", "empat kata yang mudah diingat", "empat kata yang mudah diingat");
        await Expect(person.Alert).ToContainTextAsync("salah");
        await ReplaceAsync(sari.Password, "empat kata yang mudah diingat", "empat kata yang mudah diingat");

        await Expect(person.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("telah diganti");
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await host.CallWithAsync(await sari.TokenAsync(), HttpMethod.Get, "staff/me")).Status);

        async Task ReplaceAsync(string old, string wanted, string again)
        {
            await person.Page.FillAsync("#password", old);
            await person.Page.FillAsync("#new", wanted);
            await person.Page.FillAsync("#again", again);
            await person.Button("Ganti kata sandi").ClickAsync();
        }
    }

    [Fact]
    public async Task Sessions_are_seen_and_ended_one_by_one_or_all_but_this()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        (await sari.CallAsync(HttpMethod.Post, "staff/sign-out")).Done();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var first = (await host.SignInAsync("sari", sari.Password)).Done()["accessToken"];
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = (await host.SignInAsync("sari", sari.Password)).Done()["accessToken"];
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var person = await Chromium.NewPersonAsync(host, scripts: false);
        await person.TypeSignInAsync(sari.Name, sari.Password);
        await person.Page.GotoAsync("/account");

        await person.Button("Akhiri sesi yang dimulai 2 Mar 2026 08.02").ClickAsync();
        await Expect(person.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("telah diakhiri");
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await host.CallWithAsync(second, HttpMethod.Get, "staff/me")).Status);
        (await host.CallWithAsync(first, HttpMethod.Get, "staff/me")).Done();
        await person.Button("Akhiri semua sesi lain").ClickAsync();

        await Expect(person.Page.Locator(".sessions .chip")).ToHaveTextAsync(["Sesi ini"]);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await host.CallWithAsync(first, HttpMethod.Get, "staff/me")).Status);
    }

    [Fact]
    public async Task Recovery_codes_are_renewed_and_the_code_is_removed_by_password_and_code()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var (device, old) = await host.SetUpCodeAsync(await sari.TokenAsync());
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var person = await Chromium.NewPersonAsync(host, scripts: false);
        await person.TypeSignInAsync(sari.Name, sari.Password);
        await person.TypeCodeAsync(device.Code());

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ProveAsync(device.Code(), "Buat kode pemulihan baru");
        var renewed = await person.Page.Locator(".codes li").AllInnerTextsAsync();
        Assert.Equal(10, renewed.Distinct().Count());
        Assert.Empty(renewed.Intersect(old));
        await ProveAsync(old[0], "Lepas kode sekali pakai");
        await Expect(person.Alert).ToContainTextAsync("Kode salah");
        await ProveAsync(renewed[0], "Lepas kode sekali pakai");

        await Expect(person.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("telah dilepas");
        (await host.SignInAsync("sari", sari.Password)).Done();

        async Task ProveAsync(string code, string verb)
        {
            await person.Page.GotoAsync("/account/code");
            await person.Page.FillAsync("#password", sari.Password);
            await person.Page.FillAsync("#code", code);
            await person.Button(verb).ClickAsync();
        }
    }
}

using BackOffice.Host.Tests;
using BackOffice.Host.Tests.Staff;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.SignIn;

/// <summary>The code besides the password, at the door of the console. Nothing of it takes a script.</summary>
public sealed class SecondStepTests
{
    [Fact]
    public async Task Besides_the_password_the_device_opens_the_door()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var (device, _) = await host.SetUpCodeAsync(await sari.TokenAsync());
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var person = await Chromium.NewPersonAsync(host, scripts: false);

        await person.Page.GotoAsync("/?q=maju");
        await person.FillInSignInAsync(sari.Name, sari.Password);
        await Expect(person.Heading).ToHaveTextAsync("Kode sekali pakai");
        await person.TypeCodeAsync(device.WrongCode());
        await Expect(person.Alert).ToContainTextAsync("Kode salah");
        await person.TypeCodeAsync(device.Code());

        // One wrong code is told before the page that was asked for.
        await Expect(person.Page.Locator("main")).ToContainTextAsync("1 percobaan gagal");
        await person.Page.ClickAsync("text=Itu saya, lanjutkan");
        await Expect(person.Page).ToHaveURLAsync(new Uri(host.Http.BaseAddress!, "/?q=maju").ToString());
    }

    [Fact]
    public async Task A_recovery_code_opens_once()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var (_, codes) = await host.SetUpCodeAsync(await sari.TokenAsync());
        await using var person = await Chromium.NewPersonAsync(host);
        await using var thief = await Chromium.NewPersonAsync(host);

        foreach (var who in (Person[])[person, thief])
        {
            await who.TypeSignInAsync(sari.Name, sari.Password);
            await who.Page.ClickAsync("summary");
            await who.Page.FillAsync("#recovery", codes[0]);
            await who.Button("Masuk").ClickAsync();
        }

        await Expect(person.Heading).ToHaveTextAsync("Pekerjaan");
        await Expect(thief.Alert).ToContainTextAsync("sudah dipakai");
        await Expect(thief.Heading).ToHaveTextAsync("Kode sekali pakai");
    }

    [Fact]
    public async Task The_second_step_waits_five_minutes_and_no_longer()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var (device, _) = await host.SetUpCodeAsync(await sari.TokenAsync());
        await using var person = await Chromium.NewPersonAsync(host, scripts: false);

        await person.TypeSignInAsync(sari.Name, sari.Password);
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        await person.TypeCodeAsync(device.Code());

        await Expect(person.Alert).ToContainTextAsync("Masukkan nama dan kata sandi sekali lagi");
        await person.Page.ClickAsync("text=Masuk dengan nama lain");
        await Expect(person.Heading).ToHaveTextAsync("Masuk");
    }

    [Fact]
    public async Task A_role_that_asks_for_a_code_opens_nothing_but_its_set_up()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Staff:TotpRoles", StaffRoles.Administrator));
        var dewi = await host.AddStaffAsync("dewi", StaffRoles.Administrator);
        await using var person = await Chromium.NewPersonAsync(host, scripts: false);
        var setUp = new Uri(host.Http.BaseAddress!, "/account/code").ToString();

        await person.TypeSignInAsync(dewi.Name, dewi.Password);
        foreach (var closed in (string[])["/staff", "/account", "/account/password"])
        {
            await person.Page.GotoAsync(closed);
            await Expect(person.Page).ToHaveURLAsync(setUp);
        }
        await person.Button("Tampilkan kode QR").ClickAsync();
        await Expect(person.Page.Locator("svg.qr")).ToBeVisibleAsync();
        var device = new Device(host, (await person.Page.Locator("code.secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await person.Page.FillAsync("#code", device.WrongCode());
        await person.Button("Aktifkan").ClickAsync();
        await Expect(person.Alert).ToContainTextAsync("Kode salah");
        await person.Page.FillAsync("#code", device.Code());
        await person.Button("Aktifkan").ClickAsync();
        await Expect(person.Page.Locator(".codes li")).ToHaveCountAsync(10);
        var recovery = await person.Page.Locator(".codes li").First.InnerTextAsync();
        await person.Page.GotoAsync("/account");

        await Expect(person.Heading).ToHaveTextAsync("Akun dan keamanan");
        await Expect(person.Page.Locator("main")).ToContainTextAsync("10 dari 10 kode pemulihan");
        Assert.DoesNotContain(recovery, await person.Page.ContentAsync(), StringComparison.Ordinal);
    }
}

using BackOffice.Host.Tests;
using BackOffice.Host.Tests.Staff;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Designer.Tests.Account;

/// <summary>What people type into the forms of the console, and what is shown to them once, stays between them and the page.</summary>
public sealed class SecretsOfFormsTests
{
    [Fact]
    public async Task Nothing_secret_of_a_form_or_a_page_is_in_the_logs_or_in_an_address()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"));
        var dewi = await host.AddStaffAsync("dewi", StaffRoles.Administrator);
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        List<string> secrets = ["kata-sandi-yang-salah", "kata-sandi-yang-baru", dewi.Password];
        await using var person = await Chromium.NewPersonAsync(host);
        person.Page.Request += (_, request) => Assert.DoesNotContain(secrets, secret => request.Url.Contains(secret, StringComparison.Ordinal));

        await person.TypeSignInAsync("dewi", "kata-sandi-yang-salah");
        await person.TypeSignInAsync("dewi", dewi.Password);
        await person.Page.GotoAsync("/account/code");
        await person.Button("Tampilkan kode QR").ClickAsync();
        var secret = (await person.Page.Locator("code.secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await person.Page.FillAsync("#code", new Device(host, secret).Code());
        await person.Button("Aktifkan").ClickAsync();
        var codes = await person.Page.Locator(".codes li").AllInnerTextsAsync();
        await person.Page.GotoAsync("/account/password");
        await person.Page.FillAsync("#password", dewi.Password);
        await person.Page.FillAsync("#new", "kata-sandi-yang-baru");
        await person.Page.FillAsync("#again", "kata-sandi-yang-baru");
        await person.Button("Ganti kata sandi").ClickAsync();
        await person.OpenAsync("/staff/member/sari");
        await person.Button("Kata sandi sekali pakai").ClickAsync();
        await person.Button("Buat kata sandi").ClickAsync();
        var oneTime = await person.Page.Locator("code.secret").InnerTextAsync();
        await person.Button("Salin").ClickAsync();

        Assert.Equal(10, codes.Count);
        secrets.AddRange([secret, oneTime, .. codes]);
        Assert.All(secrets, hidden => Assert.DoesNotContain(hidden, host.Logs, StringComparison.Ordinal));
    }
}

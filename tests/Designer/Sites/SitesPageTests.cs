using BackOffice.Designer.Tests.Figures;
using BackOffice.Host.Tests;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.Sites;

/// <summary>The sites before staff, and the way in for a new one.</summary>
public sealed class SitesPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_is_narrowed_by_words_that_stay_in_the_address()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await host.AddSiteAsync("277");
        await host.AddSiteAsync("300", SiteStage.V3);
        await using var person = await SignedInAsync(host, StaffRoles.Helpdesk);
        await person.OpenAsync("/sites");
        await Expect(person.Page.Locator("tbody tr")).ToHaveCountAsync(2);

        await person.Page.GetByLabel("Tahap").SelectOptionAsync("v3");
        await Expect(person.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(person.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("stage=v3"));
        await person.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Cari LPSE" }).FillAsync("277");
        await person.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Cari LPSE" }).PressAsync("Enter");
        await Expect(person.Page.GetByText("Tidak ada LPSE yang cocok")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Site_is_brought_in_step_by_step_without_a_reload()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await host.AddSiteAsync("277");
        await host.AddSiteAsync("300", SiteStage.V3);
        await using var person = await SignedInAsync(host, StaffRoles.Administrator);
        await person.OpenAsync("/sites/300");
        await person.Page.GetByRole(AriaRole.Link, new() { Name = "Gabungkan LPSE ini" }).ClickAsync();
        await Expect(person.Page.Locator("[aria-current=step] h2")).ToContainTextAsync("Akun LPSE");

        await person.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "accounts.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes(Country.File(Country.Accounts(0).Select(row => row with { Site = "300" })) + "300,rusak,md5:tidak,PT Rusak\n"),
        });
        await ClickAsync(person, "Simulasikan impor");
        await Expect(Figure(person, "Akun baru")).ToHaveTextAsync("1");
        await Expect(Figure(person, "Baris ditolak")).ToHaveTextAsync("1");
        var rejected = await person.Page.RunAndWaitForDownloadAsync(() => person.Page.GetByText("Baris yang ditolak (CSV)").ClickAsync());
        Assert.Contains("line", await File.ReadAllTextAsync(await rejected.PathAsync(), Cancel), StringComparison.Ordinal);
        await ClickAsync(person, "Impor sekarang");
        await person.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Impor sekarang" }).ClickAsync();

        await Expect(person.Page.Locator("[aria-current=step] h2")).ToContainTextAsync("Simulasi bergabung");
        await ClickAsync(person, "Simulasikan 1 akun di registri");
        await Expect(person.Page.Locator("[aria-current=step] h2")).ToContainTextAsync("Bergabung");
        await ClickAsync(person, "Gabungkan");
        var dialog = person.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("1 akun LPSE ini ikut serta");
        await dialog.GetByLabel("Alasan").FillAsync("Surat LKPP No. 12");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Gabungkan", Exact = true }).ClickAsync();

        await Expect(person.Page.Locator(".head .chip")).ToHaveTextAsync("Tergabung");
        await Expect(person.Page.GetByRole(AriaRole.Region, new() { Name = "Pekerjaan lanjutan" })).ToContainTextAsync("Selesai");
        Assert.Equal(SiteStage.Aggregated, await host.Database.ReadAsync((db, ct) => db.Sites.Where(site => site.Code == SiteCode.Parse("300")).Select(site => site.Stage).SingleAsync(ct), Cancel));
    }

    [Fact]
    public async Task Who_may_not_bring_a_site_in_is_told_so()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await host.AddSiteAsync("300", SiteStage.V3);
        await using var person = await SignedInAsync(host, StaffRoles.Helpdesk);
        await person.OpenAsync("/sites/300");
        await Expect(person.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("LPSE 300");
        await Expect(person.Page.GetByText("Gabungkan LPSE ini")).ToHaveCountAsync(0);

        await person.OpenAsync("/sites/300/bring-in");

        await Expect(person.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("administrator");
    }

    private static async Task<Person> SignedInAsync(RunningHost host, string role)
    {
        var staff = await host.AddStaffAsync("anisa", role);
        var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(staff);
        return person;
    }

    private static Task ClickAsync(Person person, string button) => person.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static ILocator Figure(Person person, string name) => person.Page.Locator(".job .tiles div").Filter(new() { HasText = name }).Locator(".figure");
}

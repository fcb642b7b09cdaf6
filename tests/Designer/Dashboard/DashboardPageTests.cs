using BackOffice.Designer.Tests.Figures;
using BackOffice.Host.Tests;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.Dashboard;

/// <summary>The dashboard before a person.</summary>
public sealed class DashboardPageTests
{
    [Fact]
    public async Task Number_changes_while_the_page_is_open_and_opens_its_list()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar");
        await jambi.RegisterAsync("tanpa", npwp: "02.765.432.6-211.000", province: "");
        var putri = await host.AddStaffAsync("putri", StaffRoles.ProcessOwner);
        await using var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(putri);
        await person.OpenAsync("/dashboard");
        await Expect(Row(person, "Akun terdaftar").Locator("td").First).ToHaveTextAsync("2");

        (await jambi.OpenActivationAsync("tanpa")).Done();

        var waits = Row(person, "Menunggu perbaikan data").Locator("td").First.GetByRole(AriaRole.Link);
        await Expect(waits).ToHaveTextAsync("1");
        await Expect(waits).ToHaveAttributeAsync("href", "/cases?state=awaitIdentity");
        await Expect(person.Page.Locator("main table a[href^='/cases/AKT-']")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Period_that_cannot_be_is_refused_in_a_sentence()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var putri = await host.AddStaffAsync("putri", StaffRoles.ProcessOwner);
        await using var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(putri);

        await person.OpenAsync("/dashboard?from=2026-03-02&to=2026-03-01");

        await Expect(person.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Periode");
    }

    private static ILocator Row(Person person, string name) => person.Page.Locator("table.funnel tr").Filter(new() { Has = person.Page.GetByRole(AriaRole.Rowheader, new() { Name = name }) });
}

using BackOffice.Host.Tests;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Desk;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.Cases;

/// <summary>Whoever is limited to a site walks through the whole console and meets nothing of another.</summary>
public sealed class SiteLimitPageTests
{
    [Fact]
    public async Task Case_of_another_site_is_found_by_no_search_list_address_queue_number_or_export()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar", Some.Account() with { Province = "" });
        await medan.RegisterAsync("bumi", Some.OtherCompany with { Province = "" });
        var (own, other) = ((await jambi.OpenActivationAsync("sinar")).Done()["number"], (await medan.OpenActivationAsync("bumi")).Done());
        var dewi = await host.AddStaffAsync("dewi", StaffRoles.Helpdesk, StaffRoles.Auditor);
        Assert.Null(await host.Use<LimitToSites>().HandleAsync(new(StaffActor.CommandLine, "dewi", [SiteCode.Parse("277")]), TestContext.Current.CancellationToken));
        await using var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(dewi);
        var (page, main) = (person.Page, person.Page.Locator("main"));

        await Expect(page.Locator("a.queue", new() { HasText = "Menunggu penyedia" }).Locator("strong")).ToHaveTextAsync("1");
        await person.OpenAsync("/cases");
        await Expect(page.Locator("table.cases tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("table.cases tbody tr")).ToContainTextAsync(own);
        foreach (var typed in new[] { "bumi", other["number"], Some.OtherCompany.Npwp, Some.OtherCompany.Email })
        {
            await person.OpenAsync($"/cases?q={Uri.EscapeDataString(typed)}");
            await Expect(page.Locator(".empty")).ToBeVisibleAsync();
            await Expect(page.Locator("section.accounts li")).ToHaveCountAsync(0);
        }
        foreach (var name in new[] { other["number"], other["caseId"] })
        {
            await person.OpenAsync($"/cases/{name}");
            await Expect(main).ToContainTextAsync("tidak dikenal");
            await Expect(main).Not.ToContainTextAsync(Some.OtherCompany.CompanyName);
        }
        foreach (var address in new[] { "/dashboard", "/notices", "/audit", "/sites" })
        {
            await person.OpenAsync(address);
            await Expect(page.Locator("main table, main .figures, main dl").First).ToBeVisibleAsync();
            await Expect(main).Not.ToContainTextAsync(Some.OtherCompany.CompanyName);
            await Expect(main).Not.ToContainTextAsync(other["number"]);
            await Expect(main).Not.ToContainTextAsync("LPSE 12");
        }
        await person.OpenAsync("/sites/12");
        await Expect(main).ToContainTextAsync("tidak dikenal");
        var file = await page.APIRequest.GetAsync("/console/cases.csv");
        Assert.Contains(own, await file.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(other["number"], await file.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(404, (await page.APIRequest.GetAsync($"/console/cases/{other["caseId"]}/report")).Status);
    }
}

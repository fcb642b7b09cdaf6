using BackOffice.Host.Tests;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.Public;

/// <summary>The national list of aggregated sites is public (note in the terms).</summary>
public sealed class NationalListTests
{
    [Fact]
    public async Task Everybody_reads_and_searches_the_list_without_signing_in()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await host.AddSiteAsync("277");
        await host.AddSiteAsync("300", SiteStage.V3);
        await using var person = await Chromium.NewPersonAsync(host);

        await person.OpenAsync("/national-list");
        await Expect(person.Page.Locator("tbody tr")).ToHaveCountAsync(2);
        await person.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Cari LPSE" }).FillAsync("277");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Cari" }).ClickAsync();

        await Expect(person.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(person.Page.GetByRole(AriaRole.Link, new() { Name = "lpse-277.example" })).ToHaveAttributeAsync("href", "https://lpse-277.example/");
        await Expect(person.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"q=277"));
    }

    [Fact]
    public async Task Address_that_would_run_something_is_no_link()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await host.AddSiteAsync("277");
        await host.Database.InTransactionAsync(
            (transaction, token) => transaction.Db.Sites.Where(site => site.Code == SiteCode.Parse("277")).ExecuteUpdateAsync(set => set.SetProperty(site => site.Url, "javascript:alert(1)"), token),
            TestContext.Current.CancellationToken);

        Assert.DoesNotContain("javascript:", await host.Http.GetStringAsync(new Uri("/national-list", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}

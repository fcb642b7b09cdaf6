using BackOffice.Host.Tests.Groups;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>The note below the terms: the national list of aggregated sites is public.</summary>
public sealed class NoteTests
{
    [Theory, OnBothDatabases]
    public async Task Anybody_can_read_which_sites_have_joined(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await host.AddSiteAsync("277");
        await host.AddSiteAsync("9", SiteStage.NonV3);
        await host.AddSiteAsync("10", SiteStage.V3);

        var list = (await Reply.ReadAsync(await host.Http.GetAsync(new Uri("/api/v1/sites", UriKind.Relative), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken)).Done();

        Assert.Equal(
            ["9 LPSE 9 non_v3", "10 LPSE 10 v3", "277 LPSE 277 aggregated"],
            list.Json.EnumerateArray().Select(site => $"{site.GetProperty("code").GetString()} {site.GetProperty("name").GetString()} {site.GetProperty("stage").GetString()}"));
    }

    [Theory, OnBothDatabases]
    public async Task Site_has_joined_on_the_day_of_the_clocks_here(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await host.AddSiteAsync("300", SiteStage.V3);
        // Half past one at night in Jambi; in Greenwich it is still the day before.
        host.Clock.SetUtcNow(new(2026, 3, 4, 18, 30, 0, TimeSpan.Zero));

        (await SiteJoinTests.JoinAsync(await host.AddStaffAsync("anisa", StaffRoles.Administrator), "300")).Done();

        var list = (await Reply.ReadAsync(await host.Http.GetAsync(new Uri("/api/v1/sites", UriKind.Relative), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken)).Done();
        Assert.Equal("2026-03-05", Assert.Single(list.Json.EnumerateArray()).GetProperty("aggregatedOn").GetString());
    }

    [Theory, OnBothDatabases]
    public async Task List_names_sites_and_no_provider(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());
        (await jambi.OpenActivationAsync("sinar")).Done();

        var list = await host.Http.GetStringAsync(new Uri("/api/v1/sites", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("sinar", list, StringComparison.OrdinalIgnoreCase);
    }
}

using System.Net;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Http;

/// <summary>What the Host stands on goes away in the middle of an activation: the caller is told so, nothing is half done, and the same call goes through afterwards.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task PostgreSQL_that_goes_away_in_the_middle_is_told_and_the_activation_ends_once_it_is_back()
    {
        await using var cluster = new PostgresCluster();
        await using var host = await RunningHost.StartAsync(DatabaseProvider.PostgreSql, ("Database:ConnectionString", await cluster.NewDatabaseAsync()));
        var medan = await MemberAboutToProveAsync(host);

        await cluster.StopAsync();
        (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).RefusedAs(HttpStatusCode.ServiceUnavailable, "database-away");
        (await medan.ActivationAsync("sinar-medan")).RefusedAs(HttpStatusCode.ServiceUnavailable, "database-away");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync(new Uri("/health/live", UriKind.Relative), Cancel)).StatusCode);

        await cluster.StartAsync();
        await EndsAsync(medan);
    }

    [Fact]
    public async Task Disk_that_runs_full_in_the_middle_is_told_and_the_activation_ends_once_there_is_room()
    {
        await using var disk = await SmallDisk.MountAsync(kilobytes: 64 * 1024);
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Database:File", disk.File("backoffice.db")));
        var medan = await MemberAboutToProveAsync(host);

        await disk.FillAsync();
        await EventuallyFullAsync(medan);
        Assert.Equal("awaitDefaultPassword", (await medan.ActivationAsync("sinar-medan")).State());

        disk.Empty();
        await EndsAsync(medan);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // What the database had reserved on the disk takes a few more writes.
    private static Task EventuallyFullAsync(SiteClient medan) => Eventually.TrueAsync(
        async () => await medan.PostponeAsync("sinar-medan") is { Status: HttpStatusCode.ServiceUnavailable, Refusal: "disk-full" },
        otherwise: () => "The disk never ran full.", cancel: Cancel);

    private static async Task<SiteClient> MemberAboutToProveAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3));
        Assert.Equal("awaitDefaultPassword", (await medan.OpenActivationAsync("sinar-medan")).State());
        return medan;
    }

    private static async Task EndsAsync(SiteClient medan)
    {
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).State());
        Assert.Equal(2, (await medan.ActivationAsync("sinar-medan")).Group().GetProperty("size").GetInt32());
    }
}

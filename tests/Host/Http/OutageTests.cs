using System.Net;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Workflows.Data;
using Npgsql;

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
    public async Task PostgreSQL_restarted_in_the_middle_of_a_step_undoes_the_step_and_the_case_goes_on_by_itself()
    {
        await using var cluster = new PostgresCluster();
        var database = await cluster.NewDatabaseAsync();
        await using var host = await RunningHost.StartAsync(DatabaseProvider.PostgreSql, ("Database:ConnectionString", database));
        var medan = await MemberAboutToProveAsync(host);
        // The step that merges comes as far as its record, and waits.
        await using var holder = new NpgsqlConnection(database + ";Pooling=false");
        await holder.OpenAsync(Cancel);
        await using var held = new NpgsqlCommand("""BEGIN; LOCK TABLE "MergeRecords" IN ACCESS EXCLUSIVE MODE""", holder);
        await held.ExecuteNonQueryAsync(Cancel);
        var proving = medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi");
        await Eventually.TrueAsync(async () => await CountAsync(database, """SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '"MergeRecords"'::regclass""") > 0, cancel: Cancel);

        await cluster.StopAsync();
        var away = await proving;
        Assert.Equal("5", away.RefusedAs(HttpStatusCode.ServiceUnavailable, "database-away").Headers["Retry-After"]);
        // The proof was stored, so it is not said that nothing changed.
        Assert.Contains("mungkin sudah, mungkin belum dikerjakan", away.Text, StringComparison.Ordinal);
        await cluster.StartAsync();

        // The proof was stored before, so nobody types the password again.
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await medan.ReachesAsync("sinar-medan", "active");
        Assert.Equal(1, await CountAsync(database, """SELECT count(*) FROM "MergeRecords" """));
        Assert.Empty((await host.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task Disk_that_runs_full_in_the_middle_is_told_and_the_activation_ends_once_there_is_room()
    {
        await using var disk = await SmallDisk.MountAsync(kilobytes: 64 * 1024);
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Database:File", disk.File("backoffice.db")));
        var medan = await MemberAboutToProveAsync(host);

        await disk.FillAsync();
        await EventuallyFullAsync(medan);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel)).StatusCode);
        Assert.Equal("awaitDefaultPassword", (await medan.ActivationAsync("sinar-medan")).State());

        disk.Empty();
        await EndsAsync(medan);
    }

    private static async Task<long> CountAsync(string database, string query)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(query, connection);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
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

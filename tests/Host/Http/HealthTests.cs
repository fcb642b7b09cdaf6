using System.Net;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Http;

/// <summary>Who lives is not restarted; who cannot work gets no calls, and says which check it is.</summary>
public sealed class HealthTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Host_is_ready_with_every_check_by_its_name(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);

        var ready = await AskAsync(host, "ready");
        Assert.Equal((HttpStatusCode.OK, "healthy"), (ready.Status, ready["status"]));
        Assert.Equal(["database", "definitions", "draining", "schema", "storage"], ready.Json.GetProperty("checks").EnumerateObject().Select(check => check.Name).Order(StringComparer.Ordinal));
        Assert.Equal((HttpStatusCode.OK, "healthy"), await AskAsync(host, "live") is var live ? (live.Status, live["status"]) : default);
    }

    [Theory, OnBothDatabases]
    public async Task Host_beside_an_older_database_is_not_ready_and_beside_a_newer_one_it_is(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await host.ByHandAsync(db => db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('29990101000000_Later', '99')""", Cancel));
        Assert.Equal((HttpStatusCode.OK, "degraded"), await AskAsync(host, "ready") is var newer ? (newer.Status, newer["status"]) : default);

        await host.ByHandAsync(db => db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" NOT LIKE '%_Initial'""", Cancel));

        await UnreadyAsync(host, "schema");
    }

    [Theory, OnBothDatabases]
    public async Task Host_that_cannot_run_the_newest_version_of_a_workflow_is_not_ready(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await host.ByHandAsync(db =>
        {
            db.DefinitionVersions.Add(new() { Id = "activation-v9", DefinitionId = "activation", Version = 9, Hash = "-", Json = "{}", PublishedAt = RunningHost.Beginning });
            return Task.CompletedTask;
        });

        await UnreadyAsync(host, "definitions");
    }

    private static async Task UnreadyAsync(RunningHost host, string check)
    {
        var ready = await AskAsync(host, "ready");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unhealthy"), (ready.Status, ready["status"]));
        Assert.Equal(check, Assert.Single(ready.Json.GetProperty("checks").EnumerateObject(), one => one.Value.GetString() == "unhealthy").Name);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(host, "live")).Status);
    }

    private static async Task<Reply> AskAsync(RunningHost host, string what) => await Reply.ReadAsync(await host.Http.GetAsync(new Uri($"/health/{what}", UriKind.Relative), Cancel), Cancel);
}

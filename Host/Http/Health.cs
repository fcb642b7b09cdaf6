using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.Http;

/// <summary>Whether the process lives, and whether it can work: a load balancer sends calls to a Host that is ready, and nobody restarts one that lives.</summary>
internal static class Health
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        // Asked every few seconds by a proxy, which learns more from a late "no" than from none.
        var limit = TimeSpan.FromSeconds(5);
        services.AddHealthChecks()
            .AddCheck<Drain>("draining", tags: [Ready])
            .AddCheck<DatabaseAnswers>("database", tags: [Ready], timeout: limit)
            .AddCheck<StorageTakes>("storage", tags: [Ready], timeout: limit)
            .AddCheck<SchemaIsCurrent>("schema", tags: [Ready], timeout: limit)
            .AddCheck<DefinitionsAreReadable>("definitions", tags: [Ready], timeout: limit);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = WriteAsync });
        routes.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync });
    }

    // Anybody may ask, so nothing is told but which check it is; why stands in the log.
    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(
        new Report(Name(report.Status), report.Entries.ToDictionary(entry => entry.Key, entry => Name(entry.Value.Status))), http.RequestAborted);

    private static string Name(HealthStatus status) => status.ToString().ToLowerInvariant();

    private sealed record Report(string Status, IReadOnlyDictionary<string, string> Checks);
}

/// <summary>The database answers a query.</summary>
internal sealed class DatabaseAnswers(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await database.ReadAsync((db, ct) => db.Sites.AnyAsync(ct), cancellationToken);
        return HealthCheckResult.Healthy();
    }
}

/// <summary>The database has exactly the migrations of this release. Ones that this release does not know came with a newer Host: as long as they only add something, degraded, and ready.</summary>
internal sealed class SchemaIsCurrent(Database database, Schema schema) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (applied, known) = await database.ReadAsync(async (db, ct) => ((await db.Database.GetAppliedMigrationsAsync(ct)).ToHashSet(StringComparer.Ordinal), db.Database.GetMigrations().ToList()), cancellationToken);
        if (!applied.IsSupersetOf(known))
            return HealthCheckResult.Unhealthy();
        if (await schema.WhyNotGoOnAsync(cancellationToken) is { } refusal)
            return HealthCheckResult.Unhealthy(refusal.Sentence.English);
        return applied.Count > known.Count ? HealthCheckResult.Degraded() : HealthCheckResult.Healthy();
    }
}

/// <summary>New cases can start: the newest version of every workflow can be run by this release.</summary>
internal sealed class DefinitionsAreReadable(Database database, PublishedDefinitions definitions) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.ReadAsync(async (db, ct) =>
            {
                var ids = await db.DefinitionVersions.Select(version => version.DefinitionId).Distinct().ToListAsync(ct);
                foreach (var id in ids)
                    await definitions.NewestAsync(db, id, ct);
                return ids.Count > 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
            }, cancellationToken);
        }
        catch (DefinitionRefusedException)
        {
            return HealthCheckResult.Unhealthy();
        }
    }
}

/// <summary>The folders that the Host writes to can be written to: a full, failing or read-only disk is told before a caller meets it.</summary>
internal sealed class StorageTakes(DataFolder folder, IOptions<DatabaseOptions> database) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        DataFolder.Probe(folder.Path);
        if (database.Value.Provider == DatabaseProvider.Sqlite && Path.GetDirectoryName(Path.GetFullPath(database.Value.File)) is { } beside && beside != folder.Path)
            DataFolder.Probe(beside);
        return Task.FromResult(HealthCheckResult.Healthy());
    }
}

using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.Http;

/// <summary>Whether the process lives, and whether it can work.</summary>
internal static class Health
{
    public const string Ready = "ready";

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Ready) });
    }
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

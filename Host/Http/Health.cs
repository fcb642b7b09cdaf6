using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

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

/// <summary>The database answers a query, and no newer release has taken away from it what this one needs.</summary>
internal sealed class DatabaseAnswers(Database database, Schema schema) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await database.ReadAsync((db, ct) => db.Sites.AnyAsync(ct), cancellationToken);
        return await schema.WhyNotGoOnAsync(cancellationToken) is { } refusal ? HealthCheckResult.Unhealthy(refusal.Sentence.English) : HealthCheckResult.Healthy();
    }
}

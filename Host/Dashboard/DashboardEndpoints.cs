using System.ComponentModel;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Dashboard;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Dashboard;

/// <summary>How the activation goes, in numbers that open their lists.</summary>
internal static class DashboardEndpoints
{
    public static void MapDashboard(this IEndpointRouteBuilder routes) => routes.MapGet("/dashboard", ReadAsync)
        .RequireAuthorization(StaffTokens.Policy)
        .WithTags("Dashboard")
        .Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden, Status404NotFound)
        .WithSummary("What happened day by day, where everything stands, what waits longest and what failed; each number with the filter that opens its list. Staff.");

    private static async Task<Results<Ok<ReadDashboard.Answer.Found>, Refused>> ReadAsync(
        StaffCaller caller, ReadDashboard read, [Description("The first day, in western Indonesian time.")] DateOnly from, [Description("The last day, included; at most 400 days in all.")] DateOnly to,
        SiteCode? site = null, CancellationToken ct = default) =>
        await read.HandleAsync(new(caller.Actor, from, to, site), ct) switch
        {
            ReadDashboard.Answer.Found found => TypedResults.Ok(found),
            ReadDashboard.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
}

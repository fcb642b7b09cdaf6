using System.ComponentModel;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows.Changes;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Changes;

/// <summary>The feed of what a site must know.</summary>
internal static class ChangesEndpoints
{
    public static void MapChanges(this IEndpointRouteBuilder routes) => routes.MapGet("/changes", ReadAsync)
        .RequireAuthorization(SiteTokens.Policy)
        .WithTags("Changes")
        .Refuses(Status400BadRequest, Status401Unauthorized)
        .WithSummary("What changed, in one order for all, after a cursor; asking after it confirms everything up to it.");

    public static void MapProgress(this IEndpointRouteBuilder routes) => routes.MapGet("/sites/progress", ReadProgressAsync)
        .RequireAuthorization(StaffTokens.Policy)
        .WithTags("Changes")
        .Refuses(Status401Unauthorized, Status403Forbidden)
        .WithSummary("How far each site has taken the change feed in; the one that is furthest behind first. Staff.");

    private static async Task<Results<Ok<ReadProgress.Answer.Found>, Refused>> ReadProgressAsync(StaffCaller caller, ReadProgress progress, CancellationToken ct) =>
        await progress.HandleAsync(new(caller.Actor), ct) switch
        {
            ReadProgress.Answer.Found found => TypedResults.Ok(found),
            ReadProgress.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Ok<ReadChanges.Page>> ReadAsync(
        SiteCaller caller, ReadChanges changes, [Description("The last cursor that the site has taken in.")] long after = 0, CancellationToken ct = default) =>
        TypedResults.Ok(await changes.HandleAsync(new(caller.Code, Math.Max(0, after)), ct));
}

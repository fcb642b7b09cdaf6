using System.ComponentModel;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows.Definitions.Versions;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Definitions;

/// <summary>The workflow definitions and their published versions.</summary>
internal static class DefinitionsEndpoints
{
    public static void MapDefinitions(this IEndpointRouteBuilder routes)
    {
        var versions = routes.MapGroup("/workflows/versions").RequireAuthorization(StaffTokens.Policy).WithTags("Workflows").Refuses(Status401Unauthorized, Status403Forbidden, Status404NotFound);
        versions.MapGet("", ListAsync)
            .WithSummary("Every version that was published, newest first: author, publisher, time, reason, digest, and how many open cases run on it. Process owner, auditor.");
        versions.MapGet("/{id}", ReadAsync)
            .WithSummary("One version with its file, and what this release cannot run of it. Process owner, auditor.");
        versions.MapGet("/{id}/diff", CompareAsync)
            .Refuses(Status400BadRequest, Status409Conflict)
            .WithSummary("How a version differs from the one named by from, in words: activities, settings, connections. Process owner, auditor.");
    }

    private static async Task<Results<Ok<ReadDefinitions.Answer.Listed>, Refused>> ListAsync(
        StaffCaller caller, ReadDefinitions read, [Description("Only versions of this workflow.")] string? definition = null, CancellationToken ct = default) =>
        await read.ListAsync(caller.Actor, definition, ct) switch
        {
            ReadDefinitions.Answer.Listed listed => TypedResults.Ok(listed),
            ReadDefinitions.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ReadDefinitions.Answer.Found>, Refused>> ReadAsync(string id, StaffCaller caller, ReadDefinitions read, CancellationToken ct) =>
        await read.ReadAsync(caller.Actor, id, ct) switch
        {
            ReadDefinitions.Answer.Found found => TypedResults.Ok(found),
            ReadDefinitions.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ReadDefinitions.Answer.Compared>, Refused>> CompareAsync(string id, string from, StaffCaller caller, ReadDefinitions read, CancellationToken ct) =>
        await read.CompareAsync(caller.Actor, from, id, ct) switch
        {
            ReadDefinitions.Answer.Compared compared => TypedResults.Ok(compared),
            ReadDefinitions.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
}

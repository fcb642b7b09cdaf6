using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows.Operations;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Telemetry;

/// <summary>How the running back office stands, for whoever has no collector at hand.</summary>
internal static class OperationsEndpoints
{
    public static void MapOperations(this IEndpointRouteBuilder routes) => routes.MapGet("/operations", ReadAsync)
        .RequireAuthorization(StaffTokens.Policy)
        .WithTags("Operations")
        .Refuses(Status401Unauthorized, Status403Forbidden)
        .WithSummary("Open cases by state with the oldest wait, failed steps, the outbox, the hash queue. Administrator, process owner, auditor.");

    private static async Task<Results<Ok<ReadOperations.Answer.Found>, Refused>> ReadAsync(StaffCaller caller, ReadOperations read, CancellationToken ct) =>
        await read.HandleAsync(caller.Actor, ct) switch
        {
            ReadOperations.Answer.Found found => TypedResults.Ok(found),
            ReadOperations.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
}

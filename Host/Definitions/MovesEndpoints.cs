using System.ComponentModel;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows;
using BackOffice.Workflows.Definitions.Moves;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Definitions;

/// <summary>Moving open cases to another version of their workflow: previewed, confirmed, worked off in the background.</summary>
internal static class MovesEndpoints
{
    public static void MapMoves(this IEndpointRouteBuilder routes)
    {
        var moves = routes.MapGroup("/workflows/moves").RequireAuthorization(StaffTokens.Policy).WithTags("Workflows").Refuses(Status401Unauthorized, Status403Forbidden);
        moves.MapPost("/preview", PreviewAsync)
            .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
            .WithSummary("Where the open cases of one version would stand in another, by activity: how many, which, what cannot move and why, and the digest that starting it names. Process owner.");
        moves.MapPost("", StartAsync)
            .TakesIdempotencyKey()
            .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
            .WithSummary("Starts the move along exactly the previewed plan, with a reason; where the plan is another by now it answers with the new preview. Process owner.");
        moves.MapGet("", ListAsync).WithSummary("The moves, newest first. Process owner, auditor.");
        var move = moves.MapGroup("/{id:guid}").Refuses(Status404NotFound);
        move.MapGet("", ReadAsync).Refuses(Status400BadRequest).WithSummary("How far a move is, with a page of its cases and what became of each. Process owner, auditor.");
        move.MapDelete("", CancelAsync).WithSummary("Stops a move: what has moved stays moved. Process owner.");
    }

    private static async Task<Results<Ok<PreviewMove.View>, Refused>> PreviewAsync(Order order, StaffCaller caller, PreviewMove preview, CancellationToken ct) =>
        await preview.HandleAsync(new(caller.Actor, order.From, order.To, order.Mapping), ct) switch
        {
            PreviewMove.Answer.Previewed { Preview: var view } => TypedResults.Ok(view),
            PreviewMove.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Accepted<Started>, Refused>> StartAsync(Confirmation order, StaffCaller caller, StartMove start, CancellationToken ct) =>
        await start.HandleAsync(new(caller.Actor, order.From, order.To, order.Mapping, order.Digest, order.Reason), ct) switch
        {
            StartMove.Answer.Started { Move: var move } => TypedResults.Accepted($"/api/v1/workflows/moves/{move}", new Started(move)),
            StartMove.Answer.PlanChanged { Preview: var view, Refusal: var why } => new Refused(why, ("preview", view)),
            StartMove.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ReadMoves.Answer.Listed>, Refused>> ListAsync(StaffCaller caller, ReadMoves read, int skip = 0, int take = 50, CancellationToken ct = default) =>
        await read.ListAsync(caller.Actor, skip, take, ct) switch
        {
            ReadMoves.Answer.Listed listed => TypedResults.Ok(listed),
            ReadMoves.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ReadMoves.Answer.Found>, Refused>> ReadAsync(
        Guid id, StaffCaller caller, ReadMoves read, [Description("Only cases with this result: waiting, moved, stays or failed.")] string? result = null,
        int skip = 0, int take = 50, CancellationToken ct = default)
    {
        if (!NamedState.TryParse<MoveItemState>(result, out var only))
            return new Refused(NamedState.Unknown<MoveItemState>());
        return await read.HandleAsync(new(caller.Actor, id, only, skip, take), ct) switch
        {
            ReadMoves.Answer.Found found => TypedResults.Ok(found),
            ReadMoves.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<Results<NoContent, Refused>> CancelAsync(Guid id, StaffCaller caller, CancelMove cancel, CancellationToken ct) =>
        await cancel.HandleAsync(new(caller.Actor, id), ct) switch
        {
            CancelMove.Answer.Cancelled => TypedResults.NoContent(),
            CancelMove.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    internal sealed record Order(string From, string To, IReadOnlyDictionary<string, string>? Mapping = null);

    internal sealed record Confirmation(string From, string To, string Digest, string Reason, IReadOnlyDictionary<string, string>? Mapping = null);

    internal sealed record Started(Guid Move);
}

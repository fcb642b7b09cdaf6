using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows.Recovery;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Recovery;

/// <summary>Recovering a lost password, as the two members of staff do it. Which role may do what, each use case says itself.</summary>
internal static class RecoveryEndpoints
{
    public static void MapRecoveries(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/cases/{caseId}/recovery", RequestAsync).RequireAuthorization(StaffTokens.Policy).WithTags("Recovery").TakesIdempotencyKey()
            .Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden, Status404NotFound, Status409Conflict)
            .WithSummary("Asks for the recovery of the lost password of the case's Default, with the evidence that was shown. Every account of the group is told. Helpdesk.");
        var recoveries = routes.MapGroup("/recoveries").RequireAuthorization(StaffTokens.Policy).WithTags("Recovery").Refuses(Status401Unauthorized, Status403Forbidden);
        recoveries.MapGet("", (StaffCaller caller, ReadRecoveries read, Guid? caseId, CancellationToken ct) =>
                FindAsync(new(caller.Actor, Case: caseId is { } id ? new(id) : null), read, ct))
            .WithSummary("The recoveries that are open, or all of one case.");
        recoveries.MapGet("/checklist", () => TypedResults.Ok(RecoveryChecklist.Lines))
            .WithSummary("What the helpdesk asks to see.");
        recoveries.MapGet("/{recoveryId}", ReadAsync)
            .Refuses(Status404NotFound)
            .WithSummary("One recovery.");
        recoveries.MapPost("/{recoveryId}/approve", (Guid recoveryId, Decision decision, StaffCaller caller, DecideRecovery decide, CancellationToken ct) =>
                DecideAsync(new(caller.Actor, recoveryId, Approve: true, decision.Reason), decide, ct))
            .TakesIdempotencyKey().Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
            .WithSummary("Approves: the link is mailed. Verifikator, and never whoever asked.");
        recoveries.MapPost("/{recoveryId}/reject", (Guid recoveryId, Decision decision, StaffCaller caller, DecideRecovery decide, CancellationToken ct) =>
                DecideAsync(new(caller.Actor, recoveryId, Approve: false, decision.Reason), decide, ct))
            .TakesIdempotencyKey().Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
            .WithSummary("Rejects, also one that was approved and not used yet. Verifikator.");
        // No Idempotency-Key: the answer carries the code, which is kept nowhere.
        recoveries.MapPost("/{recoveryId}/code", IssueAsync)
            .Refuses(Status404NotFound, Status409Conflict, Status503ServiceUnavailable)
            .WithSummary("Shows a new one-time code, once, to be handed over to the provider. Helpdesk, and never whoever approved.");
    }

    private static async Task<Results<Ok<Asked>, Refused>> RequestAsync(Guid caseId, NewRecovery recovery, StaffCaller caller, RequestRecovery request, CancellationToken ct) =>
        await request.HandleAsync(new(caller.Actor, new(caseId), recovery.Evidence, recovery.OtherAddress, recovery.Reason), ct) switch
        {
            RequestRecovery.Answer.Requested { Recovery: var id } => TypedResults.Ok(new Asked(id)),
            RequestRecovery.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<RecoveryList>, Refused>> FindAsync(ReadRecoveries.Request request, ReadRecoveries read, CancellationToken ct) =>
        await read.HandleAsync(request, ct) switch
        {
            ReadRecoveries.Answer.Found { Recoveries: var found } => TypedResults.Ok(new RecoveryList(found)),
            ReadRecoveries.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ReadRecoveries.View>, Refused>> ReadAsync(Guid recoveryId, StaffCaller caller, ReadRecoveries read, CancellationToken ct) =>
        await read.HandleAsync(new(caller.Actor, recoveryId), ct) switch
        {
            ReadRecoveries.Answer.Found { Recoveries: [var view] } => TypedResults.Ok(view),
            ReadRecoveries.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<Decided>, Refused>> DecideAsync(DecideRecovery.Request request, DecideRecovery decide, CancellationToken ct) =>
        await decide.HandleAsync(request, ct) switch
        {
            DecideRecovery.Answer.Decided { State: var state } => TypedResults.Ok(new Decided(state)),
            DecideRecovery.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<Code>, Refused>> IssueAsync(Guid recoveryId, StaffCaller caller, IssueRecoveryCode issue, CancellationToken ct) =>
        await issue.HandleAsync(new(caller.Actor, recoveryId), ct) switch
        {
            IssueRecoveryCode.Answer.Issued { Code: var code, Until: var until } => TypedResults.Ok(new Code(code, until)),
            IssueRecoveryCode.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    internal sealed record NewRecovery(IReadOnlyList<RecoveryEvidence> Evidence, string Reason, string? OtherAddress = null);

    internal sealed record Asked(Guid RecoveryId);

    internal sealed record RecoveryList(IReadOnlyList<ReadRecoveries.View> Recoveries);

    internal sealed record Decision(string Reason);

    internal sealed record Decided(RecoveryState State);

    internal sealed record Code(string OneTimeCode, DateTimeOffset WorksUntil);
}

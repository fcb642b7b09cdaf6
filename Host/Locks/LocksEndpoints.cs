using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows.Locks;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Locks;

/// <summary>Staff lock accounts, providers and groups, and release them.</summary>
internal static class LocksEndpoints
{
    public static void MapLocks(this IEndpointRouteBuilder routes)
    {
        var locks = routes.MapGroup("/locks").RequireAuthorization(StaffTokens.Policy).WithTags("Locks").Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden, Status404NotFound);
        locks.MapPost("", (LockOrder order, StaffCaller caller, LockAccounts use, CancellationToken ct) => HandleAsync(order, release: false, caller, use, ct))
            .TakesIdempotencyKey()
            .WithSummary("Locks an account, a provider, a group or many accounts, with a reason; with dryRun says only what would happen. Helpdesk or verifikator.");
        locks.MapPost("/release", (LockOrder order, StaffCaller caller, LockAccounts use, CancellationToken ct) => HandleAsync(order, release: true, caller, use, ct))
            .TakesIdempotencyKey()
            .WithSummary("Releases what was locked, with a reason; with dryRun says only what would happen. Helpdesk or verifikator.");
    }

    private static async Task<Results<Ok<LockAccounts.Answer.Done>, Refused>> HandleAsync(LockOrder order, bool release, StaffCaller caller, LockAccounts use, CancellationToken ct) =>
        await use.HandleAsync(new(caller.Actor, order.Target, order.Reason, release, order.DryRun), ct) switch
        {
            LockAccounts.Answer.Done done => TypedResults.Ok(done),
            LockAccounts.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    internal sealed record LockOrder(LockTarget Target, string Reason, bool DryRun = false);
}

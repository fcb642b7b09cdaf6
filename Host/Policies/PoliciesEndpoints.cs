using System.ComponentModel;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows.Policies;
using BackOffice.Workflows.Policies.Drafts;
using BackOffice.Workflows.Policies.Versions;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Policies;

/// <summary>The policies and their published versions.</summary>
internal static class PoliciesEndpoints
{
    public static void MapPolicies(this IEndpointRouteBuilder routes)
    {
        var policies = routes.MapGroup("/policies").RequireAuthorization(StaffTokens.Policy).WithTags("Policies").Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden);
        policies.MapGet("", OverviewAsync)
            .WithSummary("How the policies stand: in force, scheduled, waiting, the rule file, open alarms, the last re-evaluation. Policy owner, approver, auditor.");
        policies.MapGet("/versions", ListAsync)
            .WithSummary("Every version that was published, newest first. Policy owner, approver, auditor.");
        policies.MapGet("/versions/{version}", ReadAsync)
            .Refuses(Status404NotFound)
            .WithSummary("One version with its rules and tests, by number, name or the beginning of its digest. Policy owner, approver, auditor.");
        policies.MapGet("/versions/{version}/diff", CompareAsync)
            .Refuses(Status404NotFound)
            .WithSummary("What became of each rule from the version named by from to this one. Policy owner, approver, auditor.");
        policies.MapPost("/versions/{number:int}/cancel", CancelAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound, Status409Conflict)
            .WithSummary("Cancels a version whose time has not come, with a reason. Policy owner or approver.");
        policies.MapPost("/versions/{number:int}/rollback", RollBackAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound, Status409Conflict)
            .WithSummary("Begins a draft that publishes an old version again, with a reason. Policy owner.");
    }

    private static async Task<Results<Ok<ReadPolicies.Answer.Found>, Refused>> OverviewAsync(StaffCaller caller, ReadPolicies read, CancellationToken ct) =>
        await read.HandleAsync(caller.Actor, ct) switch
        {
            ReadPolicies.Answer.Found found => TypedResults.Ok(found),
            ReadPolicies.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ReadVersions.Answer.Listed>, Refused>> ListAsync(StaffCaller caller, ReadVersions read, int skip = 0, int take = 50, CancellationToken ct = default) =>
        await read.ListAsync(caller.Actor, skip, take, ct) switch
        {
            ReadVersions.Answer.Listed listed => TypedResults.Ok(listed),
            ReadVersions.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ReadVersions.Answer.Found>, Refused>> ReadAsync(string version, StaffCaller caller, ReadVersions read, CancellationToken ct) =>
        await read.ReadAsync(caller.Actor, version, ct) switch
        {
            ReadVersions.Answer.Found found => TypedResults.Ok(found),
            ReadVersions.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ReadVersions.Answer.Compared>, Refused>> CompareAsync(
        string version, StaffCaller caller, ReadVersions read, [Description("The older version: number, name or beginning of the digest.")] string from, CancellationToken ct) =>
        await read.CompareAsync(caller.Actor, from, version, ct) switch
        {
            ReadVersions.Answer.Compared compared => TypedResults.Ok(compared),
            ReadVersions.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> CancelAsync(int number, WithReason body, StaffCaller caller, CancelScheduled cancel, CancellationToken ct) =>
        await cancel.HandleAsync(new(caller.Actor, number, body.Reason), ct) switch
        {
            CancelScheduled.Answer.Cancelled => TypedResults.NoContent(),
            CancelScheduled.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Created<DraftView>, Refused>> RollBackAsync(int number, WithReason body, StaffCaller caller, RollBack rollBack, HttpResponse response, CancellationToken ct)
    {
        switch (await rollBack.HandleAsync(new(caller.Actor, number, body.Reason), ct))
        {
            case RollBack.Answer.Begun { Draft: var draft }:
                response.Headers.ETag = DraftTag.Of(draft.Version);
                return TypedResults.Created(DraftsEndpoints.PathOf(draft.Id), draft);
            case RollBack.Answer.Refused { Refusal: var why }:
                return new Refused(why);
            case var other:
                throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
        }
    }

    internal sealed record WithReason(string Reason);
}

using System.ComponentModel;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows.Policies;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Policies;

/// <summary>Why a case came out as it did.</summary>
internal static class DecisionsEndpoints
{
    public static void MapDecisions(this IEndpointRouteBuilder routes)
    {
        var decisions = routes.MapGroup("/cases/{caseId:guid}/decisions").RequireAuthorization(StaffTokens.Policy).WithTags("Cases")
            .Refuses(Status401Unauthorized, Status403Forbidden, Status404NotFound);
        decisions.MapGet("", (Guid caseId, StaffCaller caller, ReadDecisions read, CancellationToken ct) => FindAsync(new(caller.Actor, new(caseId)), read, ct))
            .WithSummary("What the policies decided in a case: version, facts, rules, outcome.");
        decisions.MapGet("/replay", (
                Guid caseId, StaffCaller caller, ReadDecisions read, [Description("Number, name or beginning of the digest; the rules in force unless given.")] string? version = null,
                [Description("A draft instead. Policy owner, approver, auditor.")] Guid? draft = null, CancellationToken ct = default) =>
                FindAsync(new(caller.Actor, new(caseId), Replay: true, version, draft), read, ct))
            .Refuses(Status409Conflict)
            .WithSummary("The same, with each decision asked again under the rules in force, another version, or a draft.");
    }

    private static async Task<Results<Ok<ReadDecisions.Answer.Found>, Refused>> FindAsync(ReadDecisions.Request request, ReadDecisions read, CancellationToken ct) =>
        await read.HandleAsync(request, ct) switch
        {
            ReadDecisions.Answer.Found found => TypedResults.Ok(found),
            ReadDecisions.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
}

using System.ComponentModel;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Workflows;
using BackOffice.Workflows.Incidents;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Incidents;

/// <summary>Everything that stands still. What is done about a case is <c>POST /cases/{caseId}/incident</c>; about a notice, a report or a run it is the act of that room.</summary>
internal static class IncidentsEndpoints
{
    public static void MapIncidents(this IEndpointRouteBuilder routes) => routes.MapGet("/incidents", ListAsync)
        .RequireAuthorization(StaffTokens.Policy)
        .WithTags("Incidents")
        .Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden)
        .WithSummary("Everything that stands still: kind, since when, reason and remedy, with how many there are of each kind. Staff.");

    private static async Task<Results<Ok<ListIncidents.Answer.Listed>, Refused>> ListAsync(
        StaffCaller caller, ListIncidents list, [Description("Only this kind, such as waitsForPerson.")] string? kind = null, SiteCode? site = null, int skip = 0, int take = 50, CancellationToken ct = default)
    {
        if (!NamedState.TryParse<IncidentKind>(kind, out var only))
            return new Refused(NamedState.Unknown<IncidentKind>());
        return await list.HandleAsync(new(caller.Actor, only, site, skip, take), ct) switch
        {
            ListIncidents.Answer.Listed listed => TypedResults.Ok(listed),
            ListIncidents.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }
}

using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows;
using BackOffice.Workflows.Staff;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Staff;

/// <summary>Sessions of staff: one's own, and anybody's for those who look after accounts.</summary>
internal static class SessionsEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder staff)
    {
        staff.MapGet("/sessions", (StaffCaller caller, ListSessions list, CancellationToken ct) => ListAsync(null, caller, list, ct))
            .RequireAuthorization(StaffTokens.Policy)
            .Refuses(Status401Unauthorized, Status403Forbidden)
            .WithSummary("One's own sessions, those that stand first, then the last that ended.");
        staff.MapDelete("/sessions/{session:guid}", EndAsync)
            .RequireAuthorization(StaffTokens.Policy)
            .Refuses(Status401Unauthorized, Status403Forbidden, Status404NotFound)
            .WithSummary("Ends a session: everybody the own ones, administrators anybody's.");
        staff.MapDelete("/sessions", async Task<Results<NoContent, Refused>> (StaffCaller caller, EndAllSessions end, CancellationToken ct) =>
                Done(await end.HandleAsync(new(caller.Actor, But: caller.Session.Id), ct)))
            .RequireAuthorization(StaffTokens.Policy)
            .Refuses(Status401Unauthorized, Status403Forbidden)
            .WithSummary("Ends all of one's own sessions but for the one that asks.");
        staff.MapGet("/{name}/sessions", ListAsync)
            .RequireAuthorization(StaffTokens.Policy)
            .Refuses(Status401Unauthorized, Status403Forbidden, Status404NotFound)
            .WithSummary("The sessions of a member of staff. Administrators and auditors only.");
        staff.MapDelete("/{name}/sessions", async Task<Results<NoContent, Refused>> (string name, StaffCaller caller, EndAllSessions end, CancellationToken ct) =>
                Done(await end.HandleAsync(new(caller.Actor, name), ct)))
            .RequireAuthorization(StaffTokens.Policy)
            .Refuses(Status401Unauthorized, Status403Forbidden, Status404NotFound, Status409Conflict)
            .WithSummary("Ends all sessions of another member of staff. Administrators only.");
    }

    private static async Task<Results<Ok<IReadOnlyList<SessionOnWire>>, Refused>> ListAsync(string? name, StaffCaller caller, ListSessions list, CancellationToken ct) =>
        await list.HandleAsync(new(caller.Actor, name), ct) switch
        {
            ListSessions.Answer.Listed { Sessions: var sessions } => TypedResults.Ok<IReadOnlyList<SessionOnWire>>([.. sessions.Select(session => new SessionOnWire(session, caller.Session))]),
            ListSessions.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> EndAsync(Guid session, StaffCaller caller, EndSession end, CancellationToken ct) =>
        Done(await end.HandleAsync(new(caller.Actor, session), ct));

    private static Results<NoContent, Refused> Done(Refusal? refusal) => refusal is null ? TypedResults.NoContent() : new Refused(refusal);

    /// <summary>One session; <see cref="Own"/>: the one that asks.</summary>
    internal sealed record SessionOnWire(
        Guid Id, bool Own, StaffSessionKind Kind, DateTimeOffset BegunAt, DateTimeOffset SeenAt, string? Address, string? UserAgent, DateTimeOffset? EndedAt, SessionEnd? EndedBecause)
    {
        public SessionOnWire(ListSessions.SessionView view, StaffSession asks)
            : this(view.Id, view.Id == asks.Id, view.Kind, view.BegunAt, view.SeenAt, view.Address, view.UserAgent, view.EndedAt, view.EndedBecause)
        {
        }
    }
}

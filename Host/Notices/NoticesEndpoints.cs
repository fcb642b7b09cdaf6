using System.ComponentModel;
using System.Text.Json;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows;
using BackOffice.Workflows.Notices;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Notices;

/// <summary>What became of the notices, and what staff do about those that reached nobody.</summary>
internal static class NoticesEndpoints
{
    private static readonly string States = string.Join(", ", Enum.GetNames<NoticeState>().Select(JsonNamingPolicy.CamelCase.ConvertName));
    private static readonly Refusal StateUnknown = new("state-unknown", new($"Status yang ada: {States}.", $"The states there are: {States}."));

    public static void MapNotices(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{caseId}/notices", async (Guid caseId, StaffCaller caller, ReadNotices read, CancellationToken ct) =>
                Listed(await read.OfCaseAsync(caller.Actor, new(caseId), ct)))
            .RequireAuthorization(StaffTokens.Policy)
            .WithTags("Notices")
            .Refuses(Status401Unauthorized, Status403Forbidden, Status404NotFound)
            .WithSummary("The notices of a case, one for each person and occasion, with what became of each.");
        var notices = routes.MapGroup("/notices").RequireAuthorization(StaffTokens.Policy).WithTags("Notices").Refuses(Status401Unauthorized, Status403Forbidden);
        notices.MapGet("", ListAsync)
            .Refuses(Status400BadRequest)
            .WithSummary("All notices, or those of one state: those given up, those that came back. Newest first.");
        notices.MapGet("/{id}", ShowAsync)
            .Refuses(Status404NotFound, Status409Conflict)
            .WithSummary("One notice as subject, text and HTML, and whether it was sent word for word like this.");
        notices.MapPost("/{id}/bounced", BouncedAsync)
            .TakesIdempotencyKey()
            .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
            .WithSummary("Notes that a mail came back, with a reason. Helpdesk or process owner.");
        notices.MapPost("/{id}/resend", ResendAsync)
            .TakesIdempotencyKey()
            .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
            .WithSummary("Sends a notice once more, to the same address or another, as a new mail, with a reason. Helpdesk.");
    }

    private static async Task<Results<Ok<NoticeList>, Refused>> ListAsync(
        StaffCaller caller, ReadNotices read, [Description("Only notices of this state, as the state stands in the answer.")] string? state = null,
        int skip = 0, int take = 50, CancellationToken ct = default)
    {
        NoticeState? only = Enum.TryParse<NoticeState>(state, ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : null;
        return state is not null && only is null ? new Refused(StateUnknown) : Listed(await read.OfStateAsync(caller.Actor, only, skip, take, ct));
    }

    private static async Task<Results<Ok<ReadNotices.Letter>, Refused>> ShowAsync(Guid id, StaffCaller caller, ReadNotices read, CancellationToken ct) =>
        await read.OneAsync(caller.Actor, id, ct) switch
        {
            ReadNotices.Answer.Shown { Letter: var letter } => TypedResults.Ok(letter),
            ReadNotices.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> BouncedAsync(Guid id, Bounce bounce, StaffCaller caller, MarkBounced mark, CancellationToken ct) =>
        await mark.HandleAsync(new(caller.Actor, id, bounce.Reason), ct) switch
        {
            MarkBounced.Answer.Marked => TypedResults.NoContent(),
            MarkBounced.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Created<Queued>, Refused>> ResendAsync(Guid id, Resending resending, StaffCaller caller, ResendNotice resend, CancellationToken ct) =>
        await resend.HandleAsync(new(caller.Actor, id, resending.Address, resending.Reason), ct) switch
        {
            ResendNotice.Answer.Queued { Notice: var again } => TypedResults.Created($"/api/v1/notices/{again}", new Queued(again)),
            ResendNotice.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static Results<Ok<NoticeList>, Refused> Listed(ReadNotices.Answer answer) => answer switch
    {
        ReadNotices.Answer.Listed { Notices: var notices, Total: var total } => TypedResults.Ok(new NoticeList(notices, total)),
        ReadNotices.Answer.Refused { Refusal: var why } => new Refused(why),
        var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
    };

    internal sealed record NoticeList(IReadOnlyList<ReadNotices.Line> Notices, int Total);

    internal sealed record Bounce(string Reason);

    internal sealed record Resending(string Reason, string? Address = null);

    internal sealed record Queued(Guid Notice);
}

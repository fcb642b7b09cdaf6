using System.ComponentModel;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Workflows;
using BackOffice.Workflows.Notices;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Notices;

/// <summary>What became of the notices, and what staff do about those that reached nobody.</summary>
internal static class NoticesEndpoints
{
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
            .WithSummary("Notices by state, template, recipient, site and day; deadLetters for those that reached nobody and were not sent again. Newest first.");
        notices.MapPost("/resend-dead", ResendDeadAsync)
            .TakesIdempotencyKey()
            .Refuses(Status400BadRequest, Status409Conflict)
            .WithSummary("Sends all matching dead letters once more to their addresses, at most 500 a call, with a reason. Helpdesk.");
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
        StaffCaller caller, ListNotices list, [AsParameters] Filter filter, int skip = 0, int take = 50, CancellationToken ct = default)
    {
        if (!NamedState.TryParse<NoticeState>(filter.State, out var state))
            return new Refused(NamedState.Unknown<NoticeState>());
        return await list.HandleAsync(new(caller.Actor, filter.For(state), skip, take), ct) switch
        {
            ListNotices.Answer.Found found => TypedResults.Ok(new NoticeList(found.Notices, found.Total)),
            ListNotices.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<Results<Ok<ResendDeadLetters.Answer.Queued>, Refused>> ResendDeadAsync(DeadLetters letters, StaffCaller caller, ResendDeadLetters resend, CancellationToken ct) =>
        await resend.HandleAsync(new(caller.Actor, letters.Filter, letters.Reason, letters.Expected), ct) switch
        {
            ResendDeadLetters.Answer.Queued queued => TypedResults.Ok(queued),
            ResendDeadLetters.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

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
        ReadNotices.Answer.Listed { Notices: var notices } => TypedResults.Ok(new NoticeList(notices, notices.Count)),
        ReadNotices.Answer.Refused { Refusal: var why } => new Refused(why),
        var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
    };

    internal sealed record Filter(
        [property: Description("Of this state, as it stands in the answer.")] string? State = null,
        [property: Description("Only those that reached nobody and were not sent again since.")] bool DeadLetters = false,
        string? Template = null,
        [property: Description("The beginning of the address, in any case.")] string? Recipient = null,
        SiteCode? Site = null,
        DateOnly? From = null,
        DateOnly? To = null)
    {
        public ListNotices.Filter For(NoticeState? state) => new(state, DeadLetters, Template, Recipient, Site, From, To);
    }

    internal sealed record DeadLetters(string Reason, string? Template = null, string? Recipient = null, SiteCode? Site = null, DateOnly? From = null, DateOnly? To = null, int? Expected = null)
    {
        internal ListNotices.Filter Filter => new(null, DeadLetters: true, Template, Recipient, Site, From, To);
    }

    internal sealed record NoticeList(IReadOnlyList<ReadNotices.Line> Notices, int Total);

    internal sealed record Bounce(string Reason);

    internal sealed record Resending(string Reason, string? Address = null);

    internal sealed record Queued(Guid Notice);
}

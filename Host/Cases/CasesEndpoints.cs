using BackOffice.Designer.Cases;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Undo;
using BackOffice.Workflows.Engine;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Cases;

/// <summary>The cases as staff see and handle them. Which role may do what, each use case says itself.</summary>
internal static class CasesEndpoints
{
    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        var cases = routes.MapGroup("/cases").RequireAuthorization(StaffTokens.Policy).WithTags("Cases").Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden);
        cases.MapGet("", SearchAsync)
            .WithSummary("Finds cases by any identifier (case number, user ID, e-mail, name, site, NPWP in any spelling), queue, state, site, owner and time, sorted, a page at a time. Newest first.");
        cases.MapGet("/{caseId}", ReadAsync)
            .Refuses(Status404NotFound)
            .WithSummary("The case with its account, group, evidence, what remains, and one timeline.");
        cases.MapPost("/{caseId}/verdict", JudgeAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound, Status409Conflict, Status412PreconditionFailed)
            .WithSummary("Decides what a doubtful pair is (decision 10), with a reason. Verifikator.");
        cases.MapPost("/{caseId}/default", ChooseDefaultAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound, Status409Conflict, Status412PreconditionFailed)
            .WithSummary("Confirms the Default of the group or chooses another member (decisions 1 and 2), with a reason. Verifikator.");
        cases.MapPost("/{caseId}/incident", HandleIncidentAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound, Status409Conflict, Status412PreconditionFailed)
            .WithSummary("Retries or skips a failed step, or ends the case, with a reason. Helpdesk or process owner.");
        cases.MapPost("/{caseId}/undo", UndoAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound, Status409Conflict, Status412PreconditionFailed)
            .WithSummary("Undoes the merge that the case ended in (decision 15), with the verdict branch or unrelated and a reason. Verifikator.");
        cases.MapPost("/{caseId}/note", NoteAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound)
            .WithSummary("Notes something on the case, for colleagues only.");
    }

    private static async Task<Results<Ok<CaseList>, Refused>> SearchAsync(
        StaffCaller caller, SearchCases search, [AsParameters] CaseQuery query, int skip = 0, int take = 50, CancellationToken ct = default)
    {
        if (query.Read(out var refusal) is not { } filter)
            return new Refused(refusal!);
        return await search.HandleAsync(new(caller.Actor, filter, skip, take), ct) switch
        {
            SearchCases.Answer.Found { Cases: var cases, Total: var total } => TypedResults.Ok(new CaseList(cases, total)),
            SearchCases.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<Results<Ok<ReadCase.View>, Refused>> ReadAsync(Guid caseId, StaffCaller caller, ReadCase read, HttpResponse response, CancellationToken ct)
    {
        switch (await read.HandleAsync(new(caller.Actor, new(caseId)), ct))
        {
            case ReadCase.Answer.Found { View: var view }:
                response.Headers.ETag = IfVersion.TagOf(view.Version);
                return TypedResults.Ok(view);
            case ReadCase.Answer.Refused { Refusal: var why }:
                return new Refused(why);
            case var other:
                throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
        }
    }

    private static async Task<Results<NoContent, Refused>> JudgeAsync(Guid caseId, Judgement judgement, [FromHeader(Name = "If-Match")] IfVersion? ifVersion, StaffCaller caller, GiveVerdict give, CancellationToken ct) =>
        await give.HandleAsync(new(caller.Actor, new(caseId), judgement.Pair, judgement.Answer, judgement.Reason, ifVersion?.Version), ct) switch
        {
            GiveVerdict.Answer.Given => TypedResults.NoContent(),
            GiveVerdict.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> ChooseDefaultAsync(Guid caseId, Choice choice, [FromHeader(Name = "If-Match")] IfVersion? ifVersion, StaffCaller caller, ChooseDefault choose, CancellationToken ct) =>
        await choose.HandleAsync(new(caller.Actor, new(caseId), choice.Site, choice.UserId, choice.Reason, ifVersion?.Version), ct) switch
        {
            ChooseDefault.Answer.Chosen => TypedResults.NoContent(),
            ChooseDefault.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<Handled>, Refused>> HandleIncidentAsync(Guid caseId, Incident incident, [FromHeader(Name = "If-Match")] IfVersion? ifVersion, StaffCaller caller, HandleIncident handle, CancellationToken ct) =>
        await handle.HandleAsync(new(caller.Actor, new(caseId), incident.Act, incident.Outcome, incident.Reason, ifVersion?.Version), ct) switch
        {
            HandleIncident.Answer.Handled { State: var state } => TypedResults.Ok(new Handled(state)),
            HandleIncident.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<UndoMerge.Answer.Undone>, Refused>> UndoAsync(Guid caseId, UndoOrder order, [FromHeader(Name = "If-Match")] IfVersion? ifVersion, StaffCaller caller, UndoMerge undo, CancellationToken ct) =>
        await undo.HandleAsync(new(caller.Actor, new(caseId), order.Verdict, order.Reason, ifVersion?.Version), ct) switch
        {
            UndoMerge.Answer.Undone undone => TypedResults.Ok(undone),
            UndoMerge.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Created<Noted>, Refused>> NoteAsync(Guid caseId, NewNote note, StaffCaller caller, AddNote add, CancellationToken ct) =>
        await add.HandleAsync(new(caller.Actor, new CaseId(caseId), note.Text), ct) switch
        {
            AddNote.Answer.Noted { Note: var id } => TypedResults.Created($"/api/v1/cases/{caseId}", new Noted(id)),
            AddNote.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    internal sealed record CaseList(IReadOnlyList<SearchCases.Line> Cases, int Total);

    internal sealed record Judgement(Guid Pair, VerdictAnswer Answer, string Reason);

    internal sealed record Choice(SiteCode Site, UserId UserId, string Reason);

    internal sealed record Incident(HandleIncident.Act Act, string Reason, string? Outcome = null);

    internal sealed record Handled(CaseState State);

    internal sealed record UndoOrder(VerdictAnswer Verdict, string Reason);

    internal sealed record NewNote(string Text);

    internal sealed record Noted(Guid Note);
}

using System.ComponentModel;
using System.Text.Json;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Workflows;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Undo;
using BackOffice.Workflows.Engine;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Cases;

/// <summary>The cases as staff see and handle them. Which role may do what, each use case says itself.</summary>
internal static class CasesEndpoints
{
    private static readonly Refusal StateUnknown = new("state-unknown", new(
        $"Status yang ada: {string.Join(", ", Enum.GetNames<CaseState>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.",
        $"The states there are: {string.Join(", ", Enum.GetNames<CaseState>().Select(JsonNamingPolicy.CamelCase.ConvertName))}."));

    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        var cases = routes.MapGroup("/cases").RequireAuthorization(StaffTokens.Policy).WithTags("Cases").Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden);
        cases.MapGet("", SearchAsync)
            .WithSummary("Finds cases by any identifier: case number, user ID, e-mail, name, site, NPWP in any spelling. Newest first.");
        cases.MapGet("/{caseId}", ReadAsync)
            .Refuses(Status404NotFound)
            .WithSummary("The case with its account, group, evidence, what remains, and one timeline.");
        cases.MapPost("/{caseId}/verdict", JudgeAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound, Status409Conflict)
            .WithSummary("Decides what a doubtful pair is (decision 10), with a reason. Verifikator.");
        cases.MapPost("/{caseId}/default", ChooseDefaultAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound, Status409Conflict)
            .WithSummary("Confirms the Default of the group or chooses another member (decisions 1 and 2), with a reason. Verifikator.");
        cases.MapPost("/{caseId}/incident", HandleIncidentAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound, Status409Conflict)
            .WithSummary("Retries or skips a failed step, or ends the case, with a reason. Helpdesk or process owner.");
        cases.MapPost("/{caseId}/undo", UndoAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound, Status409Conflict)
            .WithSummary("Undoes the merge that the case ended in (decision 15), with the verdict branch or unrelated and a reason. Verifikator.");
        cases.MapPost("/{caseId}/note", NoteAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound)
            .WithSummary("Notes something on the case, for colleagues only.");
    }

    private static async Task<Results<Ok<CaseList>, Refused>> SearchAsync(
        StaffCaller caller, SearchCases search, [Description("Words that must all begin one of a case's identifiers.")] string? q = null,
        [Description("Only cases in this state, as the state stands in the answer.")] string? state = null,
        [Description("Only cases under review in which it is this one's turn: verifikator or provider.")] string? turn = null, int skip = 0, int take = 50, CancellationToken ct = default)
    {
        CaseState? only = Enum.TryParse<CaseState>(state, ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : null;
        if (state is not null && only is null)
            return new Refused(StateUnknown);
        if (!NamedState.TryParse<CaseTurn>(turn, out var whose))
            return new Refused(NamedState.Unknown<CaseTurn>());
        return await search.HandleAsync(new(caller.Actor, q, only, whose, skip, take), ct) switch
        {
            SearchCases.Answer.Found { Cases: var cases, Total: var total } => TypedResults.Ok(new CaseList(cases, total)),
            SearchCases.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<Results<Ok<ReadCase.View>, Refused>> ReadAsync(Guid caseId, StaffCaller caller, ReadCase read, CancellationToken ct) =>
        await read.HandleAsync(new(caller.Actor, new(caseId)), ct) switch
        {
            ReadCase.Answer.Found { View: var view } => TypedResults.Ok(view),
            ReadCase.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> JudgeAsync(Guid caseId, Judgement judgement, StaffCaller caller, GiveVerdict give, CancellationToken ct) =>
        await give.HandleAsync(new(caller.Actor, new(caseId), judgement.Pair, judgement.Answer, judgement.Reason), ct) switch
        {
            GiveVerdict.Answer.Given => TypedResults.NoContent(),
            GiveVerdict.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> ChooseDefaultAsync(Guid caseId, Choice choice, StaffCaller caller, ChooseDefault choose, CancellationToken ct) =>
        await choose.HandleAsync(new(caller.Actor, new(caseId), choice.Site, choice.UserId, choice.Reason), ct) switch
        {
            ChooseDefault.Answer.Chosen => TypedResults.NoContent(),
            ChooseDefault.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<Handled>, Refused>> HandleIncidentAsync(Guid caseId, Incident incident, StaffCaller caller, HandleIncident handle, CancellationToken ct) =>
        await handle.HandleAsync(new(caller.Actor, new(caseId), incident.Act, incident.Outcome, incident.Reason), ct) switch
        {
            HandleIncident.Answer.Handled { State: var state } => TypedResults.Ok(new Handled(state)),
            HandleIncident.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<UndoMerge.Answer.Undone>, Refused>> UndoAsync(Guid caseId, UndoOrder order, StaffCaller caller, UndoMerge undo, CancellationToken ct) =>
        await undo.HandleAsync(new(caller.Actor, new(caseId), order.Verdict, order.Reason), ct) switch
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

using System.ComponentModel;
using BackOffice.Host.Cases;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation.Review;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Review;

/// <summary>What people decided about pairs of accounts, and the questions they asked first (decision 10).</summary>
internal static class VerdictsEndpoints
{
    public static void MapVerdicts(this IEndpointRouteBuilder routes)
    {
        var verdicts = routes.MapGroup("/verdicts").RequireAuthorization(StaffTokens.Policy).WithTags("Verdicts").Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden);
        verdicts.MapGet("", ListAsync)
            .Refuses(Status404NotFound)
            .WithSummary("What people decided about pairs of accounts, those that were taken back among them; newest first.");
        verdicts.MapPost("/{verdictId}/reopen", ReopenAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound, Status409Conflict)
            .WithSummary("Takes a verdict back, with a reason; the open cases that it concerns look again. Verifikator.");
        routes.MapPost("/cases/{caseId}/questions", AskAsync)
            .RequireAuthorization(StaffTokens.Policy)
            .WithTags("Cases")
            .TakesIdempotencyKey()
            .Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden, Status404NotFound, Status409Conflict, Status412PreconditionFailed)
            .WithSummary("Asks the provider about a doubtful pair, by mail; the case leaves the verifikator's list until it is answered. Verifikator.");
    }

    public static void MapAnswers(this IEndpointRouteBuilder site) => site.MapPost("/activations/{userId}/answer", AnswerAsync)
        .WithTags("Activation")
        .TakesIdempotencyKey()
        .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
        .WithSummary("Answers a verifikator's question, at the site of registration.");

    private static async Task<Results<Ok<VerdictList>, Refused>> ListAsync(
        StaffCaller caller, ListVerdicts list, [Description("Only verdicts about this account: its id, or site/userId.")] string? account = null, int skip = 0, int take = 50,
        CancellationToken ct = default) =>
        await list.HandleAsync(new(caller.Actor, account, skip, take), ct) switch
        {
            ListVerdicts.Answer.Found { Verdicts: var verdicts, Total: var total } => TypedResults.Ok(new VerdictList(verdicts, total)),
            ListVerdicts.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> ReopenAsync(Guid verdictId, Reopening body, StaffCaller caller, ReopenVerdict reopen, CancellationToken ct) =>
        await reopen.HandleAsync(new(caller.Actor, verdictId, body.Reason), ct) switch
        {
            ReopenVerdict.Answer.Reopened => TypedResults.NoContent(),
            ReopenVerdict.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Created<Asked>, Refused>> AskAsync(Guid caseId, NewQuestion body, [FromHeader(Name = "If-Match")] IfVersion? ifVersion, StaffCaller caller, AskProvider ask, CancellationToken ct) =>
        await ask.HandleAsync(new(caller.Actor, new(caseId), body.Pair, body.Question, body.Reason, ifVersion?.Version), ct) switch
        {
            AskProvider.Answer.Asked { Question: var id } => TypedResults.Created($"/api/v1/cases/{caseId}", new Asked(id)),
            AskProvider.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> AnswerAsync(
        SiteCaller caller, UserId userId, AnswerBody body, AnswerQuestion answer, CancellationToken ct) =>
        await answer.HandleAsync(new(caller.Code, userId, body.QuestionId, body.Text), ct) switch
        {
            AnswerQuestion.Answer.Kept => TypedResults.NoContent(),
            AnswerQuestion.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    internal sealed record VerdictList(IReadOnlyList<ListVerdicts.Line> Verdicts, int Total);

    internal sealed record Reopening(string Reason);

    internal sealed record NewQuestion(Guid Pair, string Question, string Reason);

    internal sealed record Asked(Guid QuestionId);

    internal sealed record AnswerBody(Guid QuestionId, string Text);
}

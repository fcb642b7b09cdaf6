using System.ComponentModel;
using BackOffice.Designer.Cases;
using BackOffice.Designer.Console;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows;
using BackOffice.Workflows.Activation.Desk;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Cases;

/// <summary>The desk of staff: counted queues, accounts, export, and who looks after a case. Which role may do what, each use case says itself.</summary>
internal static class DeskEndpoints
{
    public static void MapDesk(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("").RequireAuthorization(StaffTokens.Policy).WithTags("Cases").Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden);
        desk.MapGet("/cases/queues", CountAsync)
            .WithSummary("How many cases stand in each queue of the caller: mine, unassigned, toReview, waitingOnProvider, overdue, failed, recovery.");
        desk.MapGet("/cases/export.csv", ExportAsync)
            .WithSummary("The filtered and sorted list as CSV with the columns that are named; formulas are neutralised. It is on the record.");
        desk.MapGet("/accounts", FindAsync)
            .WithSummary("Finds accounts, also those that never asked to be activated, by the whole user ID, e-mail address or NPWP in any spelling, with where their Default is.");
        var one = desk.MapGroup("/cases/{caseId}").Refuses(Status404NotFound, Status409Conflict);
        one.MapPost("/claim", ClaimAsync)
            .WithSummary("Takes the case in hand, or renews that; nobody else acts on it until it is released or runs out. takeOver takes it from whoever has it, on the record.");
        one.MapDelete("/claim", ReleaseAsync)
            .WithSummary("Lets go of the case.");
        var act = one.MapGroup("").Refuses(Status412PreconditionFailed);
        act.MapPost("/owner", AssignAsync)
            .TakesIdempotencyKey()
            .WithSummary("Gives the case to a member of staff, or to nobody. Helpdesk, verifikator or process owner.");
        act.MapPost("/reminder", RemindAsync)
            .TakesIdempotencyKey()
            .WithSummary("Reminds the provider now, unless it was reminded within a day. Helpdesk, verifikator or process owner.");
        act.MapPost("/deadline", ExtendAsync)
            .TakesIdempotencyKey()
            .WithSummary("Gives the provider more time, with a reason; reminders count anew. Helpdesk or process owner.");
    }

    private static async Task<Results<Ok<IReadOnlyDictionary<string, int>>, Refused>> CountAsync(StaffCaller caller, CountQueues count, CancellationToken ct) =>
        await count.HandleAsync(new(caller.Actor), ct) switch
        {
            CountQueues.Answer.Counted { Queues: var queues } => TypedResults.Ok<IReadOnlyDictionary<string, int>>(
                queues.ToDictionary(queue => NamedState.Of(queue.Key), queue => queue.Value)),
            CountQueues.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<PushStreamHttpResult, Refused>> ExportAsync(
        StaffCaller caller, ExportCases export, [AsParameters] CaseQuery query,
        [Description("The columns in their order, parted by commas; all unless set.")] string? columns = null,
        [Description("Whether a byte order mark stands first, for Excel.")] bool bom = false, CancellationToken ct = default)
    {
        if (query.Read(out var refusal) is not { } filter)
            return new Refused(refusal!);
        List<CaseColumn> chosen = [];
        foreach (var name in (columns ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!NamedState.TryParse<CaseColumn>(name, out var column))
                return new Refused(NamedState.Unknown<CaseColumn>());
            chosen.Add(column!.Value);
        }
        return await export.HandleAsync(new(caller.Actor, filter, chosen, bom), ct) switch
        {
            ExportCases.Answer.Table { Lines: var lines } => CsvDownload.Of(lines, "cases.csv"),
            ExportCases.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<Results<Ok<AccountList>, Refused>> FindAsync(
        StaffCaller caller, FindAccounts find, [Description("A user ID, an e-mail address or an NPWP, whole.")] string? q = null, int take = 20, CancellationToken ct = default) =>
        await find.HandleAsync(new(caller.Actor, q, take), ct) switch
        {
            FindAccounts.Answer.Found { Accounts: var accounts } => TypedResults.Ok(new AccountList(accounts)),
            FindAccounts.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ClaimCase.View>, Refused>> ClaimAsync(Guid caseId, StaffCaller caller, ClaimCase claim, bool takeOver = false, CancellationToken ct = default) =>
        await claim.HandleAsync(new(caller.Actor, new(caseId), takeOver), ct) switch
        {
            ClaimCase.Answer.Claimed { Claim: var view } => TypedResults.Ok(view),
            ClaimCase.Answer.HeldByAnother { Claim: var view, Refusal: var why } => new Refused(why, ("claim", view)),
            ClaimCase.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> ReleaseAsync(Guid caseId, StaffCaller caller, ReleaseCase release, CancellationToken ct) =>
        await release.HandleAsync(new(caller.Actor, new(caseId)), ct) switch
        {
            ReleaseCase.Answer.Released => TypedResults.NoContent(),
            ReleaseCase.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<Assignment>, Refused>> AssignAsync(
        Guid caseId, Assignment body, [FromHeader(Name = "If-Match")] IfVersion? ifVersion, StaffCaller caller, AssignCase assign, CancellationToken ct) =>
        await assign.HandleAsync(new(caller.Actor, new(caseId), body.Owner, ifVersion?.Version), ct) switch
        {
            AssignCase.Answer.Assigned { Owner: var owner } => TypedResults.Ok(new Assignment(owner)),
            AssignCase.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<Reminded>, Refused>> RemindAsync(
        Guid caseId, [FromHeader(Name = "If-Match")] IfVersion? ifVersion, StaffCaller caller, RemindParty remind, CancellationToken ct) =>
        await remind.HandleAsync(new(caller.Actor, new(caseId), ifVersion?.Version), ct) switch
        {
            RemindParty.Answer.Reminded { At: var at } => TypedResults.Ok(new Reminded(at)),
            RemindParty.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<Extended>, Refused>> ExtendAsync(
        Guid caseId, Extension body, [FromHeader(Name = "If-Match")] IfVersion? ifVersion, StaffCaller caller, ExtendDeadline extend, CancellationToken ct) =>
        await extend.HandleAsync(new(caller.Actor, new(caseId), body.Until, body.Reason, ifVersion?.Version), ct) switch
        {
            ExtendDeadline.Answer.Extended { Deadline: var deadline } => TypedResults.Ok(new Extended(deadline)),
            ExtendDeadline.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    internal sealed record AccountList(IReadOnlyList<FindAccounts.Line> Accounts);

    internal sealed record Assignment(string? Owner);

    internal sealed record Reminded(DateTimeOffset At);

    internal sealed record Extension(DateTimeOffset Until, string Reason);

    internal sealed record Extended(DateTimeOffset Deadline);
}

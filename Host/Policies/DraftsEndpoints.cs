using BackOffice.Designer.Console;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Policies;
using BackOffice.Rules.Policies.Trials;
using BackOffice.Workflows;
using BackOffice.Workflows.Policies;
using BackOffice.Workflows.Policies.Drafts;
using BackOffice.Workflows.Policies.Impact;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Policies;

/// <summary>Drafts of the policies: written by one person, previewed on the registry, approved and thereby published by another.</summary>
internal static class DraftsEndpoints
{
    // Rules and tests of a million characters each, and what JSON makes of their quotation marks.
    private const int LargestDraft = 5_000_000;

    public static void MapDrafts(this IEndpointRouteBuilder routes)
    {
        var drafts = routes.MapGroup("/policies/drafts").RequireAuthorization(StaffTokens.Policy).WithTags("Policies").Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden);
        drafts.MapGet("", ListAsync).WithSummary("Drafts, newest first. Policy owner, approver, auditor.");
        drafts.MapPost("", BeginAsync).TakesIdempotencyKey().WithMetadata(new RequestSizeLimitAttribute(LargestDraft)).Refuses(Status413PayloadTooLarge)
            .WithSummary("Begins a draft on the newest version: rules and tests as texts, a reason, and from when. Policy owner.");
        var draft = drafts.MapGroup("/{id:guid}").Refuses(Status404NotFound);
        draft.MapGet("", ReadAsync).WithSummary("A draft with its text, findings, tests and what it changes, with the ETag that edits name. Policy owner, approver, auditor.");
        var change = draft.MapGroup("").Refuses(Status409Conflict, Status412PreconditionFailed, Status428PreconditionRequired);
        change.MapPut("", EditAsync).WithMetadata(new RequestSizeLimitAttribute(LargestDraft)).Refuses(Status413PayloadTooLarge)
            .WithSummary("Writes on at a draft; a submitted one is taken back. Takes If-Match. Its author.");
        change.MapPost("/submit", SubmitAsync).WithSummary("Hands a draft to the approvers; it must compile and its tests must pass. Takes If-Match. Its author.");
        change.MapPost("/approve", ApproveAsync).WithSummary("Approves and thereby publishes a submitted draft whose preview is done, with a reason. Takes If-Match. Approver, not the author.");
        change.MapPost("/reject", RejectAsync).WithSummary("Rejects a submitted draft, with a reason. Takes If-Match. Approver, not the author.");
        change.MapPost("/withdraw", WithdrawAsync).WithSummary("Gives a draft up, with a reason. Takes If-Match. Its author.");
        change.MapPost("/rebase", RebaseAsync).WithSummary("Bases a draft on the newest version, after somebody else published. Takes If-Match. Its author.");
        draft.MapPost("/preview", AskAsync).Refuses(Status409Conflict)
            .WithSummary("Starts the preview of a draft on the registry, off this call; again works it out anew. Policy owner or approver.");
        draft.MapGet("/preview", PreviewAsync).WithSummary("How far the preview is, its numbers and examples. Policy owner, approver, auditor.");
        draft.MapDelete("/preview", StopAsync).WithSummary("Stops the preview. Policy owner or approver.");
        draft.MapGet("/preview/changes.csv", ChangesAsync).Refuses(Status409Conflict).WithSummary("Every change that the preview found, as CSV. Policy owner, approver, auditor.");
    }

    internal static string PathOf(Guid draft) => $"/api/v1/policies/drafts/{draft}";

    private static async Task<Results<Ok<ReadDrafts.Answer.Listed>, Refused>> ListAsync(
        StaffCaller caller, ReadDrafts read, string? state = null, int skip = 0, int take = 50, CancellationToken ct = default)
    {
        if (!NamedState.TryParse<DraftState>(state, out var only))
            return new Refused(NamedState.Unknown<DraftState>());
        return await read.ListAsync(caller.Actor, only, skip, take, ct) switch
        {
            ReadDrafts.Answer.Listed listed => TypedResults.Ok(listed),
            ReadDrafts.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<Results<Ok<FullDraft>, Refused>> ReadAsync(Guid id, StaffCaller caller, ReadDrafts read, HttpResponse response, CancellationToken ct)
    {
        switch (await read.ReadAsync(caller.Actor, id, ct))
        {
            case ReadDrafts.Answer.Found found:
                response.Headers.ETag = DraftTag.Of(found.Draft.Version);
                return TypedResults.Ok(new FullDraft(found.Draft, found.Rules, found.Tests, found.Newest, found.Changes, Findings.Of(found.Trial)));
            case ReadDrafts.Answer.Refused { Refusal: var why }:
                return new Refused(why);
            case var other:
                throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
        }
    }

    private static async Task<Results<Created<DraftView>, Refused>> BeginAsync(DraftContent content, StaffCaller caller, WriteDraft write, HttpResponse response, CancellationToken ct)
    {
        switch (await write.HandleAsync(new(caller.Actor, content), ct))
        {
            case WriteDraft.Answer.Written { Draft: var draft }:
                response.Headers.ETag = DraftTag.Of(draft.Version);
                return TypedResults.Created(PathOf(draft.Id), draft);
            case WriteDraft.Answer.Refused { Refusal: var why }:
                return new Refused(why);
            case var other:
                throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
        }
    }

    private static Task<Results<Ok<DraftView>, Refused>> EditAsync(Guid id, DraftContent content, HttpContext http, StaffCaller caller, WriteDraft write, CancellationToken ct) =>
        WithVersionAsync(http, async version => await write.HandleAsync(new(caller.Actor, content, id, version), ct) switch
        {
            WriteDraft.Answer.Written { Draft: var draft } => (draft, null),
            WriteDraft.Answer.Refused { Refusal: var why } => (null, new Refused(why)),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        });

    private static Task<Results<Ok<DraftView>, Refused>> SubmitAsync(Guid id, HttpContext http, StaffCaller caller, SubmitDraft submit, CancellationToken ct) =>
        WithVersionAsync(http, async version => await submit.HandleAsync(new(caller.Actor, id, version), ct) switch
        {
            SubmitDraft.Answer.Submitted { Draft: var draft } => (draft, null),
            SubmitDraft.Answer.NotClean { Refusal: var why, Trial: var trial } => (null, new Refused(why, ("findings", Findings.Of(trial)))),
            SubmitDraft.Answer.Refused { Refusal: var why } => (null, new Refused(why)),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        });

    private static Task<Results<Ok<DraftView>, Refused>> ApproveAsync(Guid id, PoliciesEndpoints.WithReason body, HttpContext http, StaffCaller caller, ApproveDraft approve, CancellationToken ct) =>
        WithVersionAsync(http, async version => await approve.HandleAsync(new(caller.Actor, id, version, body.Reason), ct) switch
        {
            ApproveDraft.Answer.Published { Draft: var draft } => (draft, null),
            ApproveDraft.Answer.NotClean { Refusal: var why, Trial: var trial } => (null, new Refused(why, ("findings", Findings.Of(trial)))),
            ApproveDraft.Answer.Refused { Refusal: var why } => (null, new Refused(why)),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        });

    private static Task<Results<Ok<DraftView>, Refused>> RejectAsync(Guid id, PoliciesEndpoints.WithReason body, HttpContext http, StaffCaller caller, DeclineDraft decline, CancellationToken ct) =>
        DeclineAsync(id, body, http, caller, decline, reject: true, ct);

    private static Task<Results<Ok<DraftView>, Refused>> WithdrawAsync(Guid id, PoliciesEndpoints.WithReason body, HttpContext http, StaffCaller caller, DeclineDraft decline, CancellationToken ct) =>
        DeclineAsync(id, body, http, caller, decline, reject: false, ct);

    private static Task<Results<Ok<DraftView>, Refused>> DeclineAsync(
        Guid id, PoliciesEndpoints.WithReason body, HttpContext http, StaffCaller caller, DeclineDraft decline, bool reject, CancellationToken ct) =>
        WithVersionAsync(http, async version => await decline.HandleAsync(new(caller.Actor, id, version, reject, body.Reason), ct) switch
        {
            DeclineDraft.Answer.Declined { Draft: var draft } => (draft, null),
            DeclineDraft.Answer.Refused { Refusal: var why } => (null, new Refused(why)),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        });

    private static async Task<Results<Ok<Rebased>, Refused>> RebaseAsync(Guid id, Onto body, HttpContext http, StaffCaller caller, RebaseDraft rebase, CancellationToken ct)
    {
        if (DraftTag.Read(http.Request, out var version) is { } malformed)
            return new Refused(malformed);
        switch (await rebase.HandleAsync(new(caller.Actor, id, version, body.Version), ct))
        {
            case RebaseDraft.Answer.Rebased { Draft: var draft, Changes: var changes }:
                http.Response.Headers.ETag = DraftTag.Of(draft.Version);
                return TypedResults.Ok(new Rebased(draft, changes));
            case RebaseDraft.Answer.Refused { Refusal: var why }:
                return new Refused(why);
            case var other:
                throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
        }
    }

    private static async Task<Results<Accepted<Started>, Refused>> AskAsync(Guid id, StaffCaller caller, AskForPreview ask, bool again = false, CancellationToken ct = default) =>
        await ask.HandleAsync(new(caller.Actor, id, again), ct) switch
        {
            AskForPreview.Answer.Started { Preview: var preview } => TypedResults.Accepted($"{PathOf(id)}/preview", new Started(preview)),
            AskForPreview.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> StopAsync(Guid id, StaffCaller caller, AskForPreview ask, CancellationToken ct) =>
        await ask.StopAsync(caller.Actor, id, ct) switch
        {
            AskForPreview.Answer.Stopped => TypedResults.NoContent(),
            AskForPreview.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ReadPreview.View>, Refused>> PreviewAsync(Guid id, StaffCaller caller, ReadPreview read, CancellationToken ct) =>
        await read.HandleAsync(caller.Actor, id, ct) switch
        {
            ReadPreview.Answer.Found { Preview: var preview } => TypedResults.Ok(preview),
            ReadPreview.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<PushStreamHttpResult, Refused>> ChangesAsync(Guid id, StaffCaller caller, ReadPreview read, CancellationToken ct) =>
        await read.TableAsync(caller.Actor, id, ct) switch
        {
            ReadPreview.Answer.Table { Lines: var lines } => CsvDownload.Of(lines, $"preview-{id}.csv"),
            ReadPreview.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<DraftView>, Refused>> WithVersionAsync(HttpContext http, Func<int, Task<(DraftView? Draft, Refused? Refused)>> act)
    {
        if (DraftTag.Read(http.Request, out var version) is { } malformed)
            return new Refused(malformed);
        var (draft, refused) = await act(version);
        if (draft is null)
            return refused!;
        http.Response.Headers.ETag = DraftTag.Of(draft.Version);
        return TypedResults.Ok(draft);
    }

    internal sealed record Onto(int Version);

    internal sealed record Started(Guid Preview);

    internal sealed record Rebased(DraftView Draft, IReadOnlyList<RuleChange> Changes);

    internal sealed record FullDraft(DraftView Draft, string Rules, string Tests, int Newest, IReadOnlyList<RuleChange> Changes, Findings Findings);

    /// <summary>What compiling and testing a draft says; clean when it may be published.</summary>
    internal sealed record Findings(bool Clean, IReadOnlyList<RuleProblem> Problems, IReadOnlyList<RuleTestFinding> Tests, IReadOnlyList<RuleTestResult> Results)
    {
        public static Findings Of(RuleSetTrial trial) => new(trial.Clean, trial.Problems, trial.Tests?.Findings ?? [], trial.Tests?.Results ?? []);
    }
}

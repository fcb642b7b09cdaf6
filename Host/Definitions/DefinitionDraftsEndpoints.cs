using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows;
using BackOffice.Workflows.Definitions.Drafts;
using BackOffice.Workflows.Definitions.Rehearsals;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Definitions;

/// <summary>Drafts of workflow definitions: written by one process owner, rehearsed, published by another.</summary>
internal static class DefinitionDraftsEndpoints
{
    // A definition of a million characters, and what JSON makes of its quotation marks.
    private const int LargestDraft = 3_000_000;

    public static void MapDefinitionDrafts(this IEndpointRouteBuilder routes)
    {
        var drafts = routes.MapGroup("/workflows/drafts").RequireAuthorization(StaffTokens.Policy).WithTags("Workflows").Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden);
        drafts.MapGet("", ListAsync).WithSummary("Drafts, newest first. Process owner, auditor.");
        drafts.MapPost("", BeginAsync).TakesIdempotencyKey().WithMetadata(new RequestSizeLimitAttribute(LargestDraft)).Refuses(Status413PayloadTooLarge)
            .WithSummary("Begins a draft: the text of the definition file, as it would be published, and a reason. Process owner.");
        var draft = drafts.MapGroup("/{id:guid}").Refuses(Status404NotFound);
        draft.MapGet("", ReadAsync)
            .WithSummary("A draft with its text, its findings, what it changes of the newest version and what its rehearsal came to, with the ETag that edits name. Process owner, auditor.");
        var change = draft.MapGroup("").Refuses(Status409Conflict, Status412PreconditionFailed, Status428PreconditionRequired);
        change.MapPut("", EditAsync).WithMetadata(new RequestSizeLimitAttribute(LargestDraft)).Refuses(Status413PayloadTooLarge).WithSummary("Writes on at a draft. Takes If-Match. Its author.");
        change.MapPost("/publish", PublishAsync)
            .WithSummary("Publishes a draft, with a reason: new cases start on it, open ones finish on theirs. Takes If-Match. Process owner; outside Development not the author.");
        change.MapPost("/withdraw", WithdrawAsync).WithSummary("Gives a draft up, with a reason. Takes If-Match. Its author.");
        draft.MapPost("/rehearsal", RehearseAsync).Refuses(Status409Conflict)
            .WithSummary("Plays the scenarios against the draft, off this call, on Hosts of their own; what came of it stands beside the draft. Process owner.");
    }

    private static async Task<Results<Ok<ReadDefinitionDrafts.Answer.Listed>, Refused>> ListAsync(
        StaffCaller caller, ReadDefinitionDrafts read, string? state = null, int skip = 0, int take = 50, CancellationToken ct = default)
    {
        if (!NamedState.TryParse<DefinitionDraftState>(state, out var only))
            return new Refused(NamedState.Unknown<DefinitionDraftState>());
        return await read.ListAsync(caller.Actor, only, skip, take, ct) switch
        {
            ReadDefinitionDrafts.Answer.Listed listed => TypedResults.Ok(listed),
            ReadDefinitionDrafts.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<Results<Ok<ReadDefinitionDrafts.Answer.Found>, Refused>> ReadAsync(Guid id, StaffCaller caller, ReadDefinitionDrafts read, HttpResponse response, CancellationToken ct)
    {
        switch (await read.ReadAsync(caller.Actor, id, ct))
        {
            case ReadDefinitionDrafts.Answer.Found found:
                response.Headers.ETag = DraftTag.Of(found.Draft.Version);
                return TypedResults.Ok(found);
            case ReadDefinitionDrafts.Answer.Refused { Refusal: var why }:
                return new Refused(why);
            case var other:
                throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
        }
    }

    private static async Task<Results<Created<DefinitionDraftView>, Refused>> BeginAsync(Content content, StaffCaller caller, WriteDefinition write, HttpResponse response, CancellationToken ct)
    {
        switch (await write.HandleAsync(new(caller.Actor, content.Json, content.Reason), ct))
        {
            case WriteDefinition.Answer.Written { Draft: var draft }:
                response.Headers.ETag = DraftTag.Of(draft.Version);
                return TypedResults.Created($"/api/v1/workflows/drafts/{draft.Id}", draft);
            case WriteDefinition.Answer.Refused { Refusal: var why }:
                return new Refused(why);
            case var other:
                throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
        }
    }

    private static Task<Results<Ok<DefinitionDraftView>, Refused>> EditAsync(Guid id, Content content, HttpContext http, StaffCaller caller, WriteDefinition write, CancellationToken ct) =>
        WithVersionAsync(http, async version => Of(await write.HandleAsync(new(caller.Actor, content.Json, content.Reason, id, version), ct)));

    private static Task<Results<Ok<DefinitionDraftView>, Refused>> WithdrawAsync(Guid id, WithReason body, HttpContext http, StaffCaller caller, WriteDefinition write, CancellationToken ct) =>
        WithVersionAsync(http, async version => Of(await write.WithdrawAsync(new(caller.Actor, id, version, body.Reason), ct)));

    private static Task<Results<Ok<DefinitionDraftView>, Refused>> PublishAsync(Guid id, WithReason body, HttpContext http, StaffCaller caller, PublishDefinition publish, CancellationToken ct) =>
        WithVersionAsync(http, async version => await publish.HandleAsync(new(caller.Actor, id, version, body.Reason), ct) switch
        {
            PublishDefinition.Answer.Published { Draft: var draft } => (draft, null),
            PublishDefinition.Answer.NotClean { Refusal: var why, Problems: var problems } => (null, new Refused(why, ("problems", problems))),
            PublishDefinition.Answer.Refused { Refusal: var why } => (null, new Refused(why)),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        });

    private static async Task<Results<Accepted<Started>, Refused>> RehearseAsync(Guid id, StaffCaller caller, AskForRehearsal ask, CancellationToken ct) =>
        await ask.HandleAsync(new(caller.Actor, id), ct) switch
        {
            AskForRehearsal.Answer.Started { Rehearsal: var rehearsal } => TypedResults.Accepted($"/api/v1/workflows/drafts/{id}", new Started(rehearsal)),
            AskForRehearsal.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static (DefinitionDraftView? Draft, Refused? Refused) Of(WriteDefinition.Answer answer) => answer switch
    {
        WriteDefinition.Answer.Written { Draft: var draft } => (draft, null),
        WriteDefinition.Answer.Refused { Refusal: var why } => (null, new Refused(why)),
        var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
    };

    private static async Task<Results<Ok<DefinitionDraftView>, Refused>> WithVersionAsync(HttpContext http, Func<int, Task<(DefinitionDraftView? Draft, Refused? Refused)>> act)
    {
        if (DraftTag.Read(http.Request, out var version) is { } malformed)
            return new Refused(malformed);
        var (draft, refused) = await act(version);
        if (draft is null)
            return refused!;
        http.Response.Headers.ETag = DraftTag.Of(draft.Version);
        return TypedResults.Ok(draft);
    }

    internal sealed record Content(string Json, string Reason);

    internal sealed record WithReason(string Reason);

    internal sealed record Started(Guid Rehearsal);
}

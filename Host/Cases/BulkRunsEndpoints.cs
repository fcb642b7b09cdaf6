using System.ComponentModel;
using BackOffice.Designer.Cases;
using BackOffice.Designer.Console;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows;
using BackOffice.Workflows.Activation.Desk.Bulk;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Cases;

/// <summary>Acts on all matching cases: previewed, confirmed, worked off in the background.</summary>
internal static class BulkRunsEndpoints
{
    public static void MapBulkRuns(this IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/bulk-runs").RequireAuthorization(StaffTokens.Policy).WithTags("Bulk runs").Refuses(Status401Unauthorized, Status403Forbidden);
        runs.MapPost("/preview", PreviewAsync)
            .Refuses(Status400BadRequest, Status413PayloadTooLarge)
            .WithSummary("Says what an act (remind, extend, reassign or note) on all matching cases would do: to how many, why not to others, the first of them, and the digest that starting it names.");
        runs.MapPost("", StartAsync)
            .TakesIdempotencyKey()
            .Refuses(Status400BadRequest, Status409Conflict, Status413PayloadTooLarge)
            .WithSummary("Starts the act on exactly the previewed cases; where others match by now it answers with the new preview.");
        runs.MapGet("", ListAsync)
            .WithSummary("The caller's runs, newest first; everybody's for process owners and auditors.");
        var run = runs.MapGroup("/{runId:guid}").Refuses(Status404NotFound);
        run.MapGet("", ReadAsync).Refuses(Status400BadRequest).WithSummary("How far a run is, with a page of its cases and what became of each.");
        run.MapDelete("", CancelAsync).WithSummary("Stops a run: what is done stays. Its starter, or a process owner.");
        run.MapGet("/results.csv", TableAsync).WithSummary("The result of each case as CSV.");
    }

    private static async Task<Results<Ok<PreviewBulk.View>, Refused>> PreviewAsync(Order order, StaffCaller caller, PreviewBulk preview, CancellationToken ct)
    {
        if (order.Filter.Read(out var refusal) is not { } filter)
            return new Refused(refusal!);
        return await preview.HandleAsync(new(caller.Actor, filter, order.Act), ct) switch
        {
            PreviewBulk.Answer.Previewed { Preview: var view } => TypedResults.Ok(view),
            PreviewBulk.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<Results<Accepted<Started>, Refused>> StartAsync(Confirmation order, StaffCaller caller, StartBulk start, CancellationToken ct)
    {
        if (order.Filter.Read(out var refusal) is not { } filter)
            return new Refused(refusal!);
        return await start.HandleAsync(new(caller.Actor, filter, order.Act, order.Digest), ct) switch
        {
            StartBulk.Answer.Started { Run: var run } => TypedResults.Accepted($"/api/v1/bulk-runs/{run}", new Started(run)),
            StartBulk.Answer.SelectionChanged { Preview: var view, Refusal: var why } => new Refused(why, ("preview", view)),
            StartBulk.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<Results<Ok<ReadBulkRun.Answer.Listed>, Refused>> ListAsync(StaffCaller caller, ReadBulkRun read, int skip = 0, int take = 50, CancellationToken ct = default) =>
        await read.ListAsync(caller.Actor, skip, take, ct) switch
        {
            ReadBulkRun.Answer.Listed listed => TypedResults.Ok(listed),
            ReadBulkRun.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ReadBulkRun.Answer.Found>, Refused>> ReadAsync(
        Guid runId, StaffCaller caller, ReadBulkRun read, [Description("Only cases with this result: waiting, done, refused or failed.")] string? result = null,
        int skip = 0, int take = 50, CancellationToken ct = default)
    {
        if (!NamedState.TryParse<BulkItemState>(result, out var only))
            return new Refused(NamedState.Unknown<BulkItemState>());
        return await read.HandleAsync(new(caller.Actor, runId, only, skip, take), ct) switch
        {
            ReadBulkRun.Answer.Found found => TypedResults.Ok(found),
            ReadBulkRun.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<Results<NoContent, Refused>> CancelAsync(Guid runId, StaffCaller caller, CancelBulkRun cancel, CancellationToken ct) =>
        await cancel.HandleAsync(new(caller.Actor, runId), ct) switch
        {
            CancelBulkRun.Answer.Cancelled => TypedResults.NoContent(),
            CancelBulkRun.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<PushStreamHttpResult, Refused>> TableAsync(Guid runId, StaffCaller caller, ReadBulkRun read, CancellationToken ct) =>
        await read.TableAsync(caller.Actor, runId, ct) switch
        {
            ReadBulkRun.Answer.Table { Lines: var lines } => CsvDownload.Of(lines, "bulk-results.csv"),
            ReadBulkRun.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    internal sealed record Order(CaseQuery Filter, BulkAct Act);

    internal sealed record Confirmation(CaseQuery Filter, BulkAct Act, string Digest);

    internal sealed record Started(Guid Run);
}

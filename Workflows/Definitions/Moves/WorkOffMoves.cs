using System.Text.Json;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Definitions.Moves;

/// <summary>
/// Works off the moves, one after the other: each case is a transaction in which its instance is locked, asked once more whether it may move, moved, and its result written, so that after a crash
/// nothing is done twice. What waited then looks again, so that its signals and due date are those of the new version; a crash in between leaves that to the sweeper.
/// </summary>
internal sealed class WorkOffMoves(Database database, PublishedDefinitions definitions, IWorkflowEngine engine, IOptions<WorkflowOptions> options, ILogger<WorkOffMoves> logger)
{
    private const int ItemsAtOnce = 200;

    /// <summary>Works until none is due.</summary>
    /// <returns>How many moves were ended.</returns>
    public async Task<int> HandleAsync(CancellationToken ct)
    {
        for (var ended = 0; ; ended++)
        {
            // Whoever has the duty is alone with it: one that says it runs was left by a process that died.
            var next = await database.ReadAsync((db, token) => db.DefinitionMoves.Where(move => move.State == MoveState.Due || move.State == MoveState.Running)
                .OrderBy(move => move.StartedAt).FirstOrDefaultAsync(token), ct);
            if (next is null)
                return ended;
            await WorkOffAsync(next, ct);
        }
    }

    private async Task WorkOffAsync(DefinitionMove move, CancellationToken ct)
    {
        await EndAsync(move.Id, MoveState.Running, ct);
        var mapping = JsonSerializer.Deserialize<Dictionary<string, string>>(move.Mapping)!;
        var (plan, refusal) = await database.ReadAsync((db, token) => MovePlan.ReadAsync(db, definitions, move.FromVersion, move.ToVersion, mapping, token), ct);
        for (var last = 0; ;)
        {
            var after = last;
            var places = await database.ReadAsync((db, token) => db.DefinitionMoveItems.Where(item => item.MoveId == move.Id && item.State == MoveItemState.Waiting && item.Place > after)
                .OrderBy(item => item.Place).Select(item => item.Place).Take(ItemsAtOnce).ToListAsync(token), ct);
            foreach (var place in places)
                if (!await TryAsync(move, plan, refusal, place, ct))
                {
                    await EndAsync(move.Id, MoveState.Cancelled, ct);
                    return;
                }
            if (places.Count < ItemsAtOnce)
                break;
            last = places[^1];
        }
        await EndAsync(move.Id, MoveState.Done, ct);
    }

    private Task EndAsync(Guid id, MoveState state, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var move = await transaction.Db.DefinitionMoves.SingleAsync(one => one.Id == id, token);
        // Stopped before it began.
        if (move.IsOpen)
            (move.State, move.FinishedAt) = (state, state is MoveState.Done or MoveState.Cancelled ? database.Now : null);
    }, ct);

    // False once somebody has asked to stop.
    private async Task<bool> TryAsync(DefinitionMove move, MovePlan? plan, Refusal? refusal, int place, CancellationToken ct)
    {
        try
        {
            var (goesOn, moved) = await database.InTransactionAsync((transaction, token) => MoveAsync(transaction, move, plan, refusal, place, token), ct);
            if (moved is { } @case)
                await engine.AdvanceAsync(@case, ct);
            return goesOn;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Without its message, which may repeat what a person typed.
            logger.LogError("Case {Place} of the move {Move} failed: {Failure}\n{Trace}", place, move.Id, e.GetType().Name, e.StackTrace);
            await FailAsync(move.Id, place, e, ct);
            return true;
        }
    }

    private async Task<(bool GoesOn, CaseId? Moved)> MoveAsync(Transaction transaction, DefinitionMove move, MovePlan? plan, Refusal? refusal, int place, CancellationToken ct)
    {
        var (db, now) = (transaction.Db, database.Now);
        if (await db.DefinitionMoves.AnyAsync(one => one.Id == move.Id && one.CancelledBy != null, ct))
            return (false, null);
        var item = await db.DefinitionMoveItems.SingleAsync(one => one.MoveId == move.Id && one.Place == place, ct);
        if (item.State != MoveItemState.Waiting)
            return (true, null);
        item.At = now;
        var instance = await db.LockInstanceAsync(item.InstanceId, skipLocked: false, ct);
        var (target, why) = (plan, instance) switch
        {
            (null, _) => (null, refusal),
            (_, null or { EndedAt: not null }) => (null, MoveRefusals.GoneOn),
            _ when instance.DefinitionVersionId != move.FromVersion || instance.Node != item.Node => (null, MoveRefusals.GoneOn),
            _ => plan.Of(instance.Node, instance.Status),
        };
        if (target is null || instance is null)
        {
            (item.State, item.Code, item.Indonesian, item.English) = (MoveItemState.Stays, why!.Code, why.Sentence.Indonesian, why.Sentence.English);
            return (true, null);
        }
        item.State = MoveItemState.Moved;
        instance.MoveTo(move.ToVersion, target.Id, now, options.Value.StuckAfter);
        db.Note(instance, target.Step.Type, instance.Entry, $"(moved) {move.ToVersion}", now);
        // Loaded for its version, which the record counts up.
        await db.Cases.SingleAsync(@case => @case.Id == item.CaseId, ct);
        transaction.Service<AuditTrail>().Record(
            new(ActorKind.Staff, move.StartedBy), "workflow-moved", @case: item.CaseId, values: [("from", move.FromVersion), ("to", move.ToVersion), ("reason", move.Reason)]);
        return (true, item.CaseId);
    }

    private Task FailAsync(Guid move, int place, Exception failure, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var item = await transaction.Db.DefinitionMoveItems.SingleAsync(one => one.MoveId == move && one.Place == place, token);
        if (item.State == MoveItemState.Waiting)
            (item.State, item.Code, item.At) = (MoveItemState.Failed, failure.GetType().Name, database.Now);
    }, ct);
}

/// <summary>Wakes the worker of moves.</summary>
public sealed class MoveNudge : Nudge;

/// <summary>Works them off, one Host at a time: right after somebody started one, and every so often for what a Host that died has left.</summary>
internal sealed class MoveWorker(WorkOffMoves moves, Leadership leadership, MoveNudge nudge, IOptions<DefinitionOptions> options, TimeProvider clock, ILogger<MoveWorker> logger)
    : DutyWorker(nudge, options.Value.LookEvery, clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => leadership.TryAsync("workflow-moves", token => moves.HandleAsync(token), ct);
}

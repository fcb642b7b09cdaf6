using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Activation.Desk.Bulk;

/// <summary>
/// Works off the acts on many cases, one after the other: each case is a transaction in which the act and its result are written together, so that after a crash nothing is done twice.
/// Roles and sites count as its starter has them at that moment.
/// </summary>
public sealed class WorkOffBulkRuns(
    Database database, ILookupNormalizer normalizer, RemindParty remind, ExtendDeadline extend, AssignCase assign, AddNote note, ILogger<WorkOffBulkRuns> logger)
{
    private const int ItemsAtOnce = 200;

    // Noting 50,000 cases down takes seconds: what still is at it after so long was left by a Host that died.
    private static readonly TimeSpan LongestPreparation = TimeSpan.FromMinutes(10);

    /// <summary>Works until none is due.</summary>
    /// <returns>How many runs were ended.</returns>
    public async Task<int> HandleAsync(CancellationToken ct)
    {
        await GiveUpAsync(ct);
        for (var ended = 0; ; ended++)
        {
            // Whoever has the duty is alone with it: one that says it runs was left by a process that died.
            var next = await database.ReadAsync((db, token) => db.BulkRuns.Where(run => run.State == BulkRunState.Due || run.State == BulkRunState.Running)
                .OrderBy(run => run.StartedAt).FirstOrDefaultAsync(token), ct);
            if (next is null)
                return ended;
            await WorkOffAsync(next, ct);
        }
    }

    private async Task GiveUpAsync(CancellationToken ct)
    {
        var before = database.Now - LongestPreparation;
        var left = await database.ReadAsync((db, token) => db.BulkRuns.Where(run => run.State == BulkRunState.Preparing && run.StartedAt < before).Select(run => run.Id).ToListAsync(token), ct);
        foreach (var id in left)
            await database.InTransactionAsync(async (transaction, token) =>
            {
                if (await transaction.Db.BulkRuns.SingleAsync(one => one.Id == id, token) is not { State: BulkRunState.Preparing } run)
                    return;
                (run.State, run.FinishedAt) = (BulkRunState.Failed, database.Now);
                transaction.Service<AuditTrail>().Record(Actor.System("bulk-runs"), "bulk-failed", values: [("run", $"{id}")]);
            }, ct);
    }

    private async Task WorkOffAsync(BulkRun run, CancellationToken ct)
    {
        await MoveAsync(run.Id, BulkRunState.Running, ct);
        var act = BulkAct.FromJson(run.Act);
        for (var last = 0; ;)
        {
            var after = last;
            var places = await database.ReadAsync((db, token) => db.BulkItems.Where(item => item.RunId == run.Id && item.State == BulkItemState.Waiting && item.Place > after)
                .OrderBy(item => item.Place).Select(item => item.Place).Take(ItemsAtOnce).ToListAsync(token), ct);
            foreach (var place in places)
                if (!await TryAsync(run, act, place, ct))
                {
                    await MoveAsync(run.Id, BulkRunState.Cancelled, ct);
                    return;
                }
            if (places.Count < ItemsAtOnce)
                break;
            last = places[^1];
        }
        await MoveAsync(run.Id, BulkRunState.Done, ct);
    }

    private Task MoveAsync(Guid id, BulkRunState state, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var run = await transaction.Db.BulkRuns.SingleAsync(one => one.Id == id, token);
        // Stopped before it began.
        if (run.IsOpen)
            (run.State, run.FinishedAt) = (state, state is BulkRunState.Done or BulkRunState.Cancelled ? database.Now : null);
    }, ct);

    // False once somebody has asked to stop.
    private async Task<bool> TryAsync(BulkRun run, BulkAct act, int place, CancellationToken ct)
    {
        try
        {
            return await database.InTransactionAsync(async (transaction, token) =>
            {
                var db = transaction.Db;
                if (await db.BulkRuns.AnyAsync(one => one.Id == run.Id && one.CancelledBy != null, token))
                    return false;
                var item = await db.BulkItems.SingleAsync(one => one.RunId == run.Id && one.Place == place, token);
                if (item.State == BulkItemState.Waiting)
                    Conclude(item, await DoAsync(transaction, run.StartedBy, act, item, token));
                return true;
            }, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Without its message, which may repeat what a person typed.
            logger.LogError("Case {Place} of the bulk run {Run} failed: {Failure}\n{Trace}", place, run.Id, e.GetType().Name, e.StackTrace);
            await FailAsync(run.Id, place, e, ct);
            return true;
        }
    }

    private async Task<Refusal?> DoAsync(Transaction transaction, string starter, BulkAct act, BulkItem item, CancellationToken ct)
    {
        var name = normalizer.NormalizeName(starter);
        if (await transaction.Db.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == name && user.LockedAt == null, ct) is not { } member)
            return StaffRefusals.Unknown;
        var by = await StaffActors.OfAsync(transaction.Db, member, ct);
        return act switch
        {
            BulkAct.Remind => (await remind.ActAsync(transaction, new(by, item.CaseId), ct) as RemindParty.Answer.Refused)?.Refusal,
            BulkAct.Extend(var until, var reason) => (await extend.ActAsync(transaction, new(by, item.CaseId, until, reason), ct) as ExtendDeadline.Answer.Refused)?.Refusal,
            BulkAct.Reassign(var owner) => (await assign.ActAsync(transaction, new(by, item.CaseId, owner), ct) as AssignCase.Answer.Refused)?.Refusal,
            BulkAct.Note(var text) => (await note.ActAsync(transaction, new(by, item.CaseId, text), ct) as AddNote.Answer.Refused)?.Refusal,
            var other => throw new InvalidOperationException($"Unhandled act {other.GetType().Name}."),
        };
    }

    private void Conclude(BulkItem item, Refusal? refusal)
    {
        (item.State, item.At) = (refusal is null ? BulkItemState.Done : BulkItemState.Refused, database.Now);
        (item.Code, item.Indonesian, item.English) = (refusal?.Code, refusal?.Sentence.Indonesian, refusal?.Sentence.English);
    }

    private Task FailAsync(Guid run, int place, Exception failure, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var item = await transaction.Db.BulkItems.SingleAsync(one => one.RunId == run && one.Place == place, token);
        if (item.State == BulkItemState.Waiting)
            (item.State, item.Code, item.At) = (BulkItemState.Failed, failure.GetType().Name, database.Now);
    }, ct);
}

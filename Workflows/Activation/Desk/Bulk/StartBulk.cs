using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Activation.Desk.Bulk;

/// <summary>
/// The second step: starts an act on exactly the cases that were previewed. It is worked off in the background, with a result for each case, those to which it cannot be done among
/// them. Confirming what is under way already is the same run.
/// </summary>
public sealed class StartBulk(Database database, IOptions<DeskOptions> options, ILookupNormalizer normalizer)
{
    // So many rows take SQLite's one writer some tens of milliseconds.
    private const int ItemsAtOnce = 1_000;

    /// <summary>What is confirmed.</summary>
    /// <param name="By">Who; the role that the act takes.</param>
    /// <param name="Filter">The filter that was previewed.</param>
    /// <param name="Act">The act that was previewed.</param>
    /// <param name="Digest">The digest of the preview.</param>
    public sealed record Request(StaffActor By, CaseFilter Filter, BulkAct Act, string Digest);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is under way.</summary>
        public sealed record Started(Guid Run) : Answer;

        /// <summary>Other cases match by now; the preview as it is at this moment.</summary>
        public sealed record SelectionChanged(PreviewBulk.View Preview, Refusal Refusal) : Answer;

        /// <summary>It cannot be started.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Starts it.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (request.Act.Refuse(request.By) is { } refusal)
            return new Answer.Refused(refusal);
        var (selection, answer) = await database.ReadAsync((db, token) => SelectAsync(db, request, token), ct);
        return selection is null ? answer! : await StartAsync(request, selection, ct);
    }

    private async Task<(BulkSelection? Selection, Answer? Answer)> SelectAsync(BackOfficeDb db, Request request, CancellationToken ct)
    {
        if (await BulkSelection.ReadAsync(db, request.By, request.Filter, request.Act, options.Value, normalizer, database.Now, ct) is not { } selection)
            return (null, new Answer.Refused(BulkRefusals.TooMany(options.Value.LargestBulk)));
        if (selection.Digest != request.Digest)
            return (null, new Answer.SelectionChanged(await PreviewBulk.ShowAsync(db, request.By, selection, database.Now, ct), BulkRefusals.SelectionChanged));
        return selection.Cases.Count == 0 ? (null, new Answer.Refused(BulkRefusals.Nothing)) : (selection, null);
    }

    // The items are many, so they come in transactions of their own; the last one lets the worker begin.
    private async Task<Answer> StartAsync(Request request, BulkSelection selection, CancellationToken ct)
    {
        var run = Guid.CreateVersion7(database.Now);
        if (await database.InTransactionAsync((transaction, token) => OpenAsync(transaction, request, run, selection.Cases.Count, token), ct) is { } underWay)
            return new Answer.Started(underWay);
        foreach (var portion in selection.Cases.Select((@case, i) => (Case: @case, Place: i + 1)).Chunk(ItemsAtOnce))
            await database.InTransactionAsync((transaction, _) =>
            {
                transaction.Db.BulkItems.AddRange(portion.Select(one => new BulkItem
                {
                    RunId = run,
                    Place = one.Place,
                    CaseId = one.Case.Id,
                    Number = one.Case.Number,
                    State = BulkItemState.Waiting,
                }));
                return Task.CompletedTask;
            }, ct);
        await database.InTransactionAsync(async (transaction, token) =>
        {
            // Unless somebody stopped it meanwhile.
            if (await transaction.Db.BulkRuns.SingleAsync(one => one.Id == run, token) is { State: BulkRunState.Preparing } prepared)
                prepared.State = BulkRunState.Due;
            transaction.AfterCommit(transaction.Service<BulkNudge>().Now);
        }, ct);
        return new Answer.Started(run);
    }

    private async Task<Guid?> OpenAsync(Transaction transaction, Request request, Guid run, int total, CancellationToken ct)
    {
        var db = transaction.Db;
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("bulk-run", request.Digest)], ct);
        var underWay = await db.BulkRuns.Where(one => (one.State == BulkRunState.Due || one.State == BulkRunState.Running) && one.Digest == request.Digest && one.StartedBy == request.By.Name)
            .Select(one => (Guid?)one.Id).FirstOrDefaultAsync(ct);
        if (underWay is not null)
            return underWay;
        db.BulkRuns.Add(new()
        {
            Id = run,
            Act = request.Act.ToJson(),
            Digest = request.Digest,
            Total = total,
            StartedBy = request.By.Name,
            StartedAt = database.Now,
            State = BulkRunState.Preparing,
        });
        transaction.Service<AuditTrail>().Record(request.By.Actor, "bulk-started", values: [("run", run.ToString()), ("act", request.Act.ToJson()), ("cases", $"{total}")]);
        return null;
    }
}

using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Desk.Bulk;

/// <summary>Stops an act on many cases: what is done stays, the rest is left as it is. Stopping what is over changes nothing.</summary>
public sealed class CancelBulkRun(Database database)
{
    /// <summary>Which run.</summary>
    /// <param name="By">Who: its starter, or a process owner.</param>
    /// <param name="Run">The run.</param>
    public sealed record Request(StaffActor By, Guid Run);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is over, or ends before the next case.</summary>
        public sealed record Cancelled : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Stops it.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => database.InTransactionAsync<Answer>(async (transaction, token) =>
    {
        if (await transaction.Db.BulkRuns.SingleOrDefaultAsync(run => run.Id == request.Run, token) is not { } run)
            return new Answer.Refused(BulkRefusals.RunUnknown);
        if (await RefuseAsync(transaction.Db, request.By, run, token) is { } refusal)
            return new Answer.Refused(refusal);
        if (!run.IsOpen || run.CancelledBy is not null)
            return new Answer.Cancelled();
        run.CancelledBy = request.By.Name;
        // What a worker has begun, it ends itself, when it sees this mark.
        if (run.State != BulkRunState.Running)
            (run.State, run.FinishedAt) = (BulkRunState.Cancelled, database.Now);
        transaction.Service<AuditTrail>().Record(request.By.Actor, "bulk-cancelled", values: [("run", run.Id.ToString())]);
        return new Answer.Cancelled();
    }, ct);

    private static async Task<Refusal?> RefuseAsync(BackOfficeDb db, StaffActor by, BulkRun run, CancellationToken ct)
    {
        if (run.StartedBy == by.Name)
            return null;
        if (by.Requires(StaffRoles.ProcessOwner) is { } refusal)
            return refusal;
        if (!await ReadBulkRun.RunsOf(db, by).AnyAsync(one => one.Id == run.Id, ct))
            return BulkRefusals.RunUnknown;
        // The run as a whole is stopped, so all of it has to be theirs.
        var isWhole = by.Sites is null || !await db.BulkItems.AnyAsync(item => item.RunId == run.Id && !db.CasesOf(by).Any(@case => @case.Id == item.CaseId), ct);
        return isWhole ? null : StaffRefusals.BeyondSites;
    }
}

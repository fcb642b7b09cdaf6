using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Versions;

/// <summary>Cancels a version before its time comes, with a reason; it never comes into force then, and its number stays used up. Cancelling it twice changes nothing.</summary>
public sealed class CancelScheduled(Database database)
{
    /// <summary>What to cancel.</summary>
    /// <param name="By">Who: policy owner or approver.</param>
    /// <param name="Number">The scheduled version.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    public sealed record Request(StaffActor By, int Number, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It will not come into force.</summary>
        public sealed record Cancelled : Answer;

        /// <summary>It cannot be cancelled.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Cancels.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        (request.By.Requires(PolicyRoles.WritersAndApprovers) ?? StaffReason.Check(request.Reason)) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);

    private async Task<Answer> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var (db, now) = (transaction.Db, database.Now);
        await transaction.Service<RowLocks>().TakeAsync([VersionShelf.Lock], ct);
        switch (await db.RuleSetVersions.SingleOrDefaultAsync(version => version.Number == request.Number, ct))
        {
            case null:
                return new Answer.Refused(PolicyRefusals.VersionUnknown);
            case { CancelledAt: not null }:
                return new Answer.Cancelled();
            case var version when version.EffectiveFrom <= now:
                return new Answer.Refused(PolicyRefusals.NotScheduled);
            case var version:
                (version.CancelledAt, version.CancelledBy, version.CancelReason) = (now, request.By.Name, request.Reason.Trim());
                transaction.Service<AuditTrail>().Record(request.By.Actor, "version-cancelled", values: [("version", version.Version), ("reason", request.Reason.Trim())]);
                return new Answer.Cancelled();
        }
    }
}

using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies.Versions;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Drafts;

/// <summary>Ends a draft without publishing it: an approver rejects what was submitted, or its author withdraws it; what came from the file any policy owner may withdraw.</summary>
public sealed class DeclineDraft(Database database)
{
    /// <summary>What is ended.</summary>
    /// <param name="By">Who: an approver, or the author.</param>
    /// <param name="Draft">The draft.</param>
    /// <param name="Version">The version of the draft that was read.</param>
    /// <param name="Reject">True to reject as an approver, false to withdraw as the author.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    public sealed record Request(StaffActor By, Guid Draft, int Version, bool Reject, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is ended.</summary>
        public sealed record Declined(DraftView Draft) : Answer;

        /// <summary>It cannot be ended so.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Ends it.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        (request.By.Requires(request.Reject ? PolicyRoles.Approvers : PolicyRoles.Writers) ?? StaffReason.Check(request.Reason)) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);

    private async Task<Answer> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        await transaction.Service<RowLocks>().TakeAsync([VersionShelf.Lock], ct);
        var draft = await db.RuleSetDrafts.SingleOrDefaultAsync(one => one.Id == request.Draft, ct);
        if ((request.Reject ? DraftDesk.MayDecide(draft, request.By, request.Version) : DraftDesk.MayWrite(draft, request.By, request.Version)) is { } refusal)
            return new Answer.Refused(refusal);
        draft!.State = request.Reject ? DraftState.Rejected : DraftState.Withdrawn;
        (draft.DecidedBy, draft.DecisionReason, draft.DecidedAt) = (request.By.Name, request.Reason.Trim(), database.Now);
        draft.Version++;
        transaction.Service<AuditTrail>().Record(request.By.Actor, request.Reject ? "draft-rejected" : "draft-withdrawn", values: [("draft", draft.Id.ToString()), ("reason", request.Reason.Trim())]);
        return new Answer.Declined(DraftView.Of(draft));
    }
}

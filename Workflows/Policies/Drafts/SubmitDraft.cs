using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies.Versions;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Drafts;

/// <summary>The author hands a draft to the approvers. It must compile, its tests must pass and hit every rule, and it must be written on the newest version. Submitting twice changes nothing.</summary>
public sealed class SubmitDraft(Database database)
{
    /// <summary>Which draft, in the version that was read.</summary>
    public sealed record Request(StaffActor By, Guid Draft, int Version);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It waits for an approver.</summary>
        public sealed record Submitted(DraftView Draft) : Answer;

        /// <summary>It cannot be used yet.</summary>
        public sealed record NotClean(Refusal Refusal, RuleSetTrial Trial) : Answer;

        /// <summary>It cannot be submitted.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Submits.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (request.By.Requires(PolicyRoles.Writers) is { } refusal)
            return new Answer.Refused(refusal);
        var read = await database.ReadAsync((db, token) => db.RuleSetDrafts.SingleOrDefaultAsync(draft => draft.Id == request.Draft, token), ct);
        if (DraftDesk.MayWrite(read, request.By, request.Version) is { } not)
            return new Answer.Refused(not);
        // Compiling and testing is the processor's work, outside of any transaction; the version check below makes sure that it was about this text.
        var trial = await RuleSetTrial.OfAsync(read!.Json, read.Tests, ct);
        if (!trial.Clean)
            return new Answer.NotClean(PolicyRefusals.NotClean(trial.Stops), trial);
        return await database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);
    }

    private async Task<Answer> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        await transaction.Service<RowLocks>().TakeAsync([VersionShelf.Lock], ct);
        var draft = await db.RuleSetDrafts.SingleOrDefaultAsync(one => one.Id == request.Draft, ct);
        if (DraftDesk.MayWrite(draft, request.By, request.Version) is { } refusal)
            return new Answer.Refused(refusal);
        if (await PublishingChecks.OfAsync(db, draft!, database.Now, ct) is { } not)
            return new Answer.Refused(not);
        if (draft!.State == DraftState.Submitted)
            return new Answer.Submitted(DraftView.Of(draft));
        (draft.State, draft.SubmittedAt) = (DraftState.Submitted, database.Now);
        draft.Version++;
        transaction.Service<AuditTrail>().Record(request.By.Actor, "draft-submitted", values: [("draft", draft.Id.ToString())]);
        return new Answer.Submitted(DraftView.Of(draft));
    }
}

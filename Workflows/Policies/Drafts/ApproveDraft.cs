using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies.Impact;
using BackOffice.Workflows.Policies.Reevaluation;
using BackOffice.Workflows.Policies.Versions;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Drafts;

/// <summary>
/// An approver, another person than the author, approves a submitted draft and thereby publishes it: in one transaction it becomes the next version, in force at once or from its date on, and
/// the open cases are to look again. Everything is asked again under the lock; of two that publish at once the second finds that its base has moved.
/// </summary>
public sealed class ApproveDraft(Database database, RuleSetShelf shelf, ReevaluationNudge nudge)
{
    /// <summary>What is approved.</summary>
    /// <param name="By">Who: an approver, not the author.</param>
    /// <param name="Draft">The draft.</param>
    /// <param name="Version">The version of the draft that was read.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    public sealed record Request(StaffActor By, Guid Draft, int Version, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is published; it is in force here when its time has come.</summary>
        public sealed record Published(DraftView Draft, int Number, string Version, DateTimeOffset EffectiveFrom) : Answer;

        /// <summary>It cannot be used by this release.</summary>
        public sealed record NotClean(Refusal Refusal, RuleSetTrial Trial) : Answer;

        /// <summary>It is not published.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Approves and publishes.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if ((request.By.Requires(PolicyRoles.Approvers) ?? StaffReason.Check(request.Reason)) is { } refusal)
            return new Answer.Refused(refusal);
        var read = await database.ReadAsync((db, token) => db.RuleSetDrafts.SingleOrDefaultAsync(draft => draft.Id == request.Draft, token), ct);
        if (DraftDesk.MayDecide(read, request.By, request.Version) is { } not)
            return new Answer.Refused(not);
        var trial = await RuleSetTrial.OfAsync(read!.Json, read.Tests, ct);
        if (!trial.Clean)
            return new Answer.NotClean(PolicyRefusals.NotClean(trial.Stops), trial);
        var answer = await database.InTransactionAsync((transaction, token) => PublishAsync(request, trial, transaction, token), ct);
        if (answer is Answer.Published)
            await shelf.FollowAsync(trial.Set, ct);
        return answer;
    }

    private async Task<Answer> PublishAsync(Request request, RuleSetTrial trial, Transaction transaction, CancellationToken ct)
    {
        var (db, now) = (transaction.Db, database.Now);
        await transaction.Service<RowLocks>().TakeAsync([VersionShelf.Lock], ct);
        var draft = await db.RuleSetDrafts.SingleOrDefaultAsync(one => one.Id == request.Draft, ct);
        if (DraftDesk.MayDecide(draft, request.By, request.Version) is { } refusal)
            return new Answer.Refused(refusal);
        if (await PublishingChecks.OfAsync(db, draft!, now, ct) is { } not)
            return new Answer.Refused(not);
        if (!await ImpactBook.IsReadAsync(db, draft!, ct))
            return new Answer.Refused(PolicyRefusals.PreviewMissing);
        var version = await VersionShelf.AddAsync(db, new(trial.Set!, draft!.Json, draft.Tests, draft.Author)
        {
            ApprovedBy = request.By.Name,
            Reason = draft.Reason,
            EffectiveFrom = draft.EffectiveFrom,
            Draft = draft.Id,
            RollbackOf = draft.RollbackOf,
        }, now, ct);
        (draft.State, draft.PublishedAs) = (DraftState.Published, version.Number);
        (draft.DecidedBy, draft.DecisionReason, draft.DecidedAt) = (request.By.Name, request.Reason.Trim(), now);
        draft.Version++;
        ReevaluationBook.Note(db, version, request.By.Name, now);
        transaction.Service<AuditTrail>().Record(request.By.Actor, "rules-published", values: [("version", version.Version), ("author", draft.Author), ("reason", request.Reason.Trim())]);
        transaction.AfterCommit(nudge.Now);
        return new Answer.Published(DraftView.Of(draft), version.Number, version.Version, version.EffectiveFrom);
    }
}

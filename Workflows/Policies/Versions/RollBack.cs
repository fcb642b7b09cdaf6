using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies.Drafts;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Versions;

/// <summary>Begins a draft that publishes an old version again, rules and tests as they were. It takes the way of every draft: preview, approval by another person, a new number.</summary>
public sealed class RollBack(Database database)
{
    /// <summary>What to roll back to.</summary>
    /// <param name="By">Who: a policy owner.</param>
    /// <param name="Number">The old version.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    public sealed record Request(StaffActor By, int Number, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The draft is there; it is to be submitted.</summary>
        public sealed record Begun(DraftView Draft) : Answer;

        /// <summary>There is nothing to roll back to, or not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Begins the draft.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        (request.By.Requires(PolicyRoles.Writers) ?? StaffReason.Check(request.Reason)) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);

    private async Task<Answer> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var (db, now) = (transaction.Db, database.Now);
        if (await db.RuleSetVersions.SingleOrDefaultAsync(version => version.Number == request.Number, ct) is not { } old)
            return new Answer.Refused(PolicyRefusals.VersionUnknown);
        var newest = await VersionShelf.NewestAsync(db, ct);
        if (newest == old.Number)
            return new Answer.Refused(PolicyRefusals.NothingChanged);
        var draft = new RuleSetDraft
        {
            Id = Guid.CreateVersion7(now),
            State = DraftState.Open,
            Author = request.By.Name,
            Reason = request.Reason.Trim(),
            Json = old.Json,
            Tests = old.Tests ?? "",
            Digest = old.Digest,
            BaseNumber = newest,
            RollbackOf = old.Number,
            CreatedAt = now,
            EditedAt = now,
        };
        db.RuleSetDrafts.Add(draft);
        transaction.Service<AuditTrail>().Record(request.By.Actor, "rollback-begun", values: [("draft", draft.Id.ToString()), ("version", old.Version), ("reason", request.Reason.Trim())]);
        return new Answer.Begun(DraftView.Of(draft));
    }
}

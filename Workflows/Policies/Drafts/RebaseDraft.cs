using BackOffice.Rules.Policies.Trials;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies.Versions;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Drafts;

/// <summary>
/// The author has seen what was published since a draft was begun and bases the draft on it, text and all as it stands: it has to be submitted and previewed anew. Nothing is merged by
/// machine; the answer says what the draft would undo.
/// </summary>
public sealed class RebaseDraft(Database database)
{
    /// <summary>Which draft onto which version.</summary>
    /// <param name="By">Who: its author.</param>
    /// <param name="Draft">The draft.</param>
    /// <param name="Version">The version of the draft that was read.</param>
    /// <param name="Onto">The newest version, as the author has seen it; refused where there is a newer one by now.</param>
    public sealed record Request(StaffActor By, Guid Draft, int Version, int Onto);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is based on that version, and changes this of it.</summary>
        public sealed record Rebased(DraftView Draft, IReadOnlyList<RuleChange> Changes) : Answer;

        /// <summary>It is not.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Bases it anew.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => request.By.Requires(PolicyRoles.Writers) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);

    private static async Task<Answer> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        await transaction.Service<RowLocks>().TakeAsync([VersionShelf.Lock], ct);
        var draft = await db.RuleSetDrafts.SingleOrDefaultAsync(one => one.Id == request.Draft, ct);
        if (DraftDesk.MayWrite(draft, request.By, request.Version) is { } refusal)
            return new Answer.Refused(refusal);
        var newest = await VersionShelf.NewestAsync(db, ct);
        if (request.Onto != newest)
            return new Answer.Refused(PolicyRefusals.BaseMoved(request.Onto, newest));
        (draft!.BaseNumber, draft.State, draft.SubmittedAt, draft.Author) = (newest, DraftState.Open, null, request.By.Name);
        draft.Version++;
        transaction.Service<AuditTrail>().Record(request.By.Actor, "draft-rebased", values: [("draft", draft.Id.ToString())]);
        return new Answer.Rebased(DraftView.Of(draft), await DraftChanges.OfAsync(db, draft, ct));
    }
}

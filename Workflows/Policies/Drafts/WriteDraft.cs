using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies.Versions;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Drafts;

/// <summary>
/// A policy owner begins a draft on the newest version, or writes on at one. Only its author may; one that came from the file becomes the draft of whoever writes on at it. A change of a
/// submitted draft takes it back: it is submitted anew.
/// </summary>
public sealed class WriteDraft(Database database)
{
    /// <summary>What to write.</summary>
    /// <param name="By">Who: a policy owner.</param>
    /// <param name="Content">The rules with their tests.</param>
    /// <param name="Draft">The draft to write on at; null to begin one.</param>
    /// <param name="Version">The version of the draft that was read; taken only with <paramref name="Draft"/>.</param>
    public sealed record Request(StaffActor By, DraftContent Content, Guid? Draft = null, int Version = 0);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is written.</summary>
        public sealed record Written(DraftView Draft) : Answer;

        /// <summary>It cannot be written.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Writes.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        (request.By.Requires(PolicyRoles.Writers) ?? request.Content.Check(database.Now)) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.InTransactionAsync((transaction, token) => request.Draft is { } id ? EditAsync(request, id, transaction, token) : BeginAsync(request, transaction, token), ct);

    private async Task<Answer> BeginAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var (db, now, content) = (transaction.Db, database.Now, request.Content);
        var draft = new RuleSetDraft
        {
            Id = Guid.CreateVersion7(now),
            State = DraftState.Open,
            Author = request.By.Name,
            Reason = content.Reason.Trim(),
            Json = content.Rules,
            Tests = content.Tests,
            Digest = RuleSetDigest.Of(content.Rules),
            BaseNumber = await VersionShelf.NewestAsync(db, ct),
            EffectiveFrom = content.EffectiveFrom,
            CreatedAt = now,
            EditedAt = now,
        };
        db.RuleSetDrafts.Add(draft);
        transaction.Service<AuditTrail>().Record(request.By.Actor, "draft-begun", values: [("draft", draft.Id.ToString())]);
        return new Answer.Written(DraftView.Of(draft));
    }

    private async Task<Answer> EditAsync(Request request, Guid id, Transaction transaction, CancellationToken ct)
    {
        var (db, content) = (transaction.Db, request.Content);
        await transaction.Service<RowLocks>().TakeAsync([VersionShelf.Lock], ct);
        var draft = await db.RuleSetDrafts.SingleOrDefaultAsync(one => one.Id == id, ct);
        if (DraftDesk.MayWrite(draft, request.By, request.Version) is { } refusal)
            return new Answer.Refused(refusal);
        (draft!.Author, draft.State, draft.Reason) = (request.By.Name, DraftState.Open, content.Reason.Trim());
        (draft.Json, draft.Tests, draft.Digest, draft.EffectiveFrom) = (content.Rules, content.Tests, RuleSetDigest.Of(content.Rules), content.EffectiveFrom);
        (draft.EditedAt, draft.SubmittedAt) = (database.Now, null);
        draft.Version++;
        transaction.Service<AuditTrail>().Record(request.By.Actor, "draft-edited", values: [("draft", draft.Id.ToString())]);
        return new Answer.Written(DraftView.Of(draft));
    }
}

using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Definitions.Drafts;

/// <summary>A process owner begins a draft of a workflow definition, writes on at one, or gives one up. Only its author may.</summary>
public sealed class WriteDefinition(Database database)
{
    /// <summary>What to write.</summary>
    /// <param name="By">Who: a process owner.</param>
    /// <param name="Json">The text of the definition file, as it would be published.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    /// <param name="Draft">The draft to write on at; null to begin one.</param>
    /// <param name="Version">The version of the draft that was read; taken only with <paramref name="Draft"/>.</param>
    public sealed record Request(StaffActor By, string Json, string Reason, Guid? Draft = null, int Version = 0);

    /// <summary>Which draft to give up.</summary>
    /// <param name="By">Who: its author.</param>
    /// <param name="Draft">The draft.</param>
    /// <param name="Version">The version of the draft that was read.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    public sealed record Withdrawal(StaffActor By, Guid Draft, int Version, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is written, or given up.</summary>
        public sealed record Written(DefinitionDraftView Draft) : Answer;

        /// <summary>It cannot be.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Writes.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        (request.By.Requires(DefinitionRoles.Writers) ?? DefinitionDesk.Check(request.Json, request.Reason)) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.InTransactionAsync((transaction, token) => request.Draft is { } id ? EditAsync(request, id, transaction, token) : Task.FromResult<Answer>(Begin(request, transaction)), ct);

    /// <summary>Gives one up.</summary>
    public Task<Answer> WithdrawAsync(Withdrawal request, CancellationToken ct) =>
        (request.By.Requires(DefinitionRoles.Writers) ?? StaffReason.Check(request.Reason)) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.InTransactionAsync<Answer>(async (transaction, token) =>
            {
                var draft = await transaction.Db.DefinitionDrafts.SingleOrDefaultAsync(one => one.Id == request.Draft, token);
                if (DefinitionDesk.MayWrite(draft, request.By, request.Version) is { } not)
                    return new Answer.Refused(not);
                draft!.State = DefinitionDraftState.Withdrawn;
                (draft.DecidedBy, draft.DecisionReason, draft.DecidedAt) = (request.By.Name, request.Reason.Trim(), database.Now);
                draft.Version++;
                transaction.Service<AuditTrail>().Record(request.By.Actor, "workflow-draft-withdrawn", values: [("draft", draft.Id.ToString()), ("reason", request.Reason.Trim())]);
                return new Answer.Written(DefinitionDraftView.Of(draft));
            }, ct);

    private Answer.Written Begin(Request request, Transaction transaction)
    {
        var now = database.Now;
        var draft = new DefinitionDraft
        {
            Id = Guid.CreateVersion7(now),
            State = DefinitionDraftState.Open,
            Author = request.By.Name,
            Reason = request.Reason.Trim(),
            Json = request.Json,
            Digest = DefinitionDesk.DigestOf(request.Json),
            CreatedAt = now,
            EditedAt = now,
        };
        transaction.Db.DefinitionDrafts.Add(draft);
        transaction.Service<AuditTrail>().Record(request.By.Actor, "workflow-draft-begun", values: [("draft", draft.Id.ToString())]);
        return new Answer.Written(DefinitionDraftView.Of(draft));
    }

    private async Task<Answer> EditAsync(Request request, Guid id, Transaction transaction, CancellationToken ct)
    {
        var draft = await transaction.Db.DefinitionDrafts.SingleOrDefaultAsync(one => one.Id == id, ct);
        if (DefinitionDesk.MayWrite(draft, request.By, request.Version) is { } refusal)
            return new Answer.Refused(refusal);
        (draft!.Reason, draft.Json, draft.Digest, draft.EditedAt) = (request.Reason.Trim(), request.Json, DefinitionDesk.DigestOf(request.Json), database.Now);
        draft.Version++;
        transaction.Service<AuditTrail>().Record(request.By.Actor, "workflow-draft-edited", values: [("draft", draft.Id.ToString())]);
        return new Answer.Written(DefinitionDraftView.Of(draft));
    }
}

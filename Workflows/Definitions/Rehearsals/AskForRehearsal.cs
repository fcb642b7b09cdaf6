using System.Text;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Definitions.Drafts;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Definitions.Rehearsals;

/// <summary>Wakes the worker of rehearsals.</summary>
public sealed class RehearsalNudge : Nudge;

/// <summary>Starts the rehearsal of a draft. Asking again for the same text while it is under way, or once it is done, returns the one there is.</summary>
public sealed class AskForRehearsal(Database database, DefinitionReader reader, RehearsalNudge nudge)
{
    /// <summary>Which draft.</summary>
    /// <param name="By">Who: a process owner.</param>
    /// <param name="Draft">The draft; the engine must be able to run it.</param>
    public sealed record Request(StaffActor By, Guid Draft);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is under way, or done already.</summary>
        public sealed record Started(Guid Rehearsal) : Answer;

        /// <summary>It cannot be.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Starts it.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => request.By.Requires(DefinitionRoles.Writers) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.InTransactionAsync((transaction, token) => StartAsync(request, transaction, token), ct);

    private async Task<Answer> StartAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var (db, now) = (transaction.Db, database.Now);
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("workflow-rehearsal", $"{request.Draft}")], ct);
        if (await db.DefinitionDrafts.SingleOrDefaultAsync(one => one.Id == request.Draft, ct) is not { } draft)
            return new Answer.Refused(DefinitionRefusals.DraftUnknown);
        if (draft.State != DefinitionDraftState.Open)
            return new Answer.Refused(DefinitionRefusals.DraftOver(draft.State));
        if (reader.Read(Encoding.UTF8.GetBytes(draft.Json)) is DefinitionReading.Refused { Problems: var problems })
            return new Answer.Refused(DefinitionRefusals.NotClean(problems));
        var same = await db.DefinitionRehearsals.Where(one => one.DraftId == draft.Id && one.Digest == draft.Digest && one.State != RehearsalState.Failed)
            .Select(one => (Guid?)one.Id).FirstOrDefaultAsync(ct);
        if (same is { } underWay)
            return new Answer.Started(underWay);
        // A draft has one rehearsal: that of its present text.
        await db.DefinitionRehearsals.Where(one => one.DraftId == draft.Id).ExecuteDeleteAsync(ct);
        var rehearsal = new DefinitionRehearsal { Id = Guid.CreateVersion7(now), DraftId = draft.Id, Digest = draft.Digest, AskedBy = request.By.Name, AskedAt = now, State = RehearsalState.Due };
        db.DefinitionRehearsals.Add(rehearsal);
        transaction.Service<AuditTrail>().Record(request.By.Actor, "workflow-rehearsal-asked", values: [("draft", draft.Id.ToString())]);
        transaction.AfterCommit(nudge.Now);
        return new Answer.Started(rehearsal.Id);
    }
}

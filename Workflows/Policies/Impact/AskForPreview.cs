using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies.Versions;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Impact;

/// <summary>Starts the preview of a draft, or stops it. Asking again for the same text on the same base returns the preview there is, unless it was stopped or failed.</summary>
public sealed class AskForPreview(Database database, PreviewNudge nudge)
{
    /// <summary>Which draft.</summary>
    /// <param name="By">Who: policy owner or approver.</param>
    /// <param name="Draft">The draft; its rules must compile.</param>
    /// <param name="Again">Work it out anew although it is done: the registry has changed since.</param>
    public sealed record Request(StaffActor By, Guid Draft, bool Again = false);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is under way, or done already.</summary>
        public sealed record Started(Guid Preview) : Answer;

        /// <summary>It is stopped, or stops within moments.</summary>
        public sealed record Stopped : Answer;

        /// <summary>It cannot be.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Starts it.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (request.By.Requires(PolicyRoles.WritersAndApprovers) is { } refusal)
            return new Answer.Refused(refusal);
        var json = await database.ReadAsync((db, token) => db.RuleSetDrafts.Where(draft => draft.Id == request.Draft).Select(draft => draft.Json).SingleOrDefaultAsync(token), ct);
        if (json is null)
            return new Answer.Refused(PolicyRefusals.DraftUnknown);
        if (await RuleSetTrial.OfAsync(json, null, ct) is { Set: null } broken)
            return new Answer.Refused(PolicyRefusals.NotClean(broken.Problems));
        return await database.InTransactionAsync((transaction, token) => StartAsync(request, transaction, token), ct);
    }

    /// <summary>Stops it. Stopping what is not under way changes nothing.</summary>
    public Task<Answer> StopAsync(StaffActor by, Guid draft, CancellationToken ct) => by.Requires(PolicyRoles.WritersAndApprovers) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.InTransactionAsync<Answer>(async (transaction, token) =>
        {
            if (!await transaction.Db.ImpactPreviews.AnyAsync(preview => preview.DraftId == draft, token))
                return new Answer.Refused(PolicyRefusals.PreviewUnknown);
            await StopOpenAsync(transaction, draft, token);
            return new Answer.Stopped();
        }, ct);

    private async Task<Answer> StartAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var (db, now) = (transaction.Db, database.Now);
        await transaction.Service<RowLocks>().TakeAsync([VersionShelf.Lock], ct);
        var draft = await db.RuleSetDrafts.SingleAsync(one => one.Id == request.Draft, ct);
        if (!draft.IsUndecided)
            return new Answer.Refused(PolicyRefusals.WrongState(draft.State));
        var newest = await VersionShelf.NewestAsync(db, ct);
        if (draft.BaseNumber != newest)
            return new Answer.Refused(PolicyRefusals.BaseMoved(draft.BaseNumber, newest));
        var same = await db.ImpactPreviews.Where(preview => preview.DraftId == draft.Id && preview.Digest == draft.Digest && preview.BaseNumber == draft.BaseNumber
            && (preview.State == PreviewState.Due || preview.State == PreviewState.Running || preview.State == PreviewState.Done)).OrderByDescending(preview => preview.AskedAt).FirstOrDefaultAsync(ct);
        if (same is { CancelAsked: false } && !(request.Again && same.State == PreviewState.Done))
            return new Answer.Started(same.Id);
        await StopOpenAsync(transaction, draft.Id, ct);
        await ReplaceAsync(db, draft.Id, ct);
        var preview = new ImpactPreview
        {
            Id = Guid.CreateVersion7(now),
            DraftId = draft.Id,
            Digest = draft.Digest,
            BaseNumber = draft.BaseNumber,
            AskedBy = request.By.Name,
            AskedAt = now,
            State = PreviewState.Due,
        };
        db.ImpactPreviews.Add(preview);
        transaction.Service<AuditTrail>().Record(request.By.Actor, "preview-asked", values: [("draft", draft.Id.ToString())]);
        transaction.AfterCommit(nudge.Now);
        return new Answer.Started(preview.Id);
    }

    // A draft has one preview; what runs is ended by its worker.
    private static async Task ReplaceAsync(BackOfficeDb db, Guid draft, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var over = db.ImpactPreviews.Where(preview => preview.DraftId == draft && preview.State != PreviewState.Running);
        await db.ImpactChanges.Where(change => over.Select(preview => preview.Id).Contains(change.PreviewId)).ExecuteDeleteAsync(ct);
        await over.ExecuteDeleteAsync(ct);
        db.ChangeTracker.Clear();
    }

    private async Task StopOpenAsync(Transaction transaction, Guid draft, CancellationToken ct)
    {
        foreach (var open in await transaction.Db.ImpactPreviews.Where(preview => preview.DraftId == draft && (preview.State == PreviewState.Due || preview.State == PreviewState.Running)).ToListAsync(ct))
        {
            open.CancelAsked = true;
            // One that runs is ended by its worker, which looks at this mark.
            if (open.State == PreviewState.Due)
                (open.State, open.FinishedAt) = (PreviewState.Cancelled, database.Now);
        }
    }
}

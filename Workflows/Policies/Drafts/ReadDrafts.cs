using BackOffice.Rules.Policies.Trials;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Drafts;

/// <summary>Drafts, newest first, and one with its text, its findings and what it changes. Policy owner, approver, auditor.</summary>
public sealed class ReadDrafts(Database database)
{
    private const int MostAtOnce = 200;

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>Those there are.</summary>
        public sealed record Listed(IReadOnlyList<DraftView> Drafts, int Total) : Answer;

        /// <summary>One of them.</summary>
        /// <param name="Draft">The draft.</param>
        /// <param name="Rules">Its rules.</param>
        /// <param name="Tests">Its tests.</param>
        /// <param name="Newest">The newest version: another one than its base says that it has to be based anew.</param>
        /// <param name="Changes">What it changes of its base.</param>
        /// <param name="Trial">What compiling and testing it says.</param>
        public sealed record Found(DraftView Draft, string Rules, string Tests, int Newest, IReadOnlyList<RuleChange> Changes, RuleSetTrial Trial) : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Lists them.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="state">Only drafts in this state; null for all.</param>
    /// <param name="skip">How many of the newest to pass over.</param>
    /// <param name="take">How many at most; 200 are the most.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Answer> ListAsync(StaffActor by, DraftState? state, int skip, int take, CancellationToken ct) => by.Requires(PolicyRoles.Readers) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync<Answer>(async (db, token) =>
        {
            var drafts = db.RuleSetDrafts.Where(draft => state == null || draft.State == state);
            var page = await drafts.OrderByDescending(draft => draft.CreatedAt).ThenBy(draft => draft.Id).Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, MostAtOnce)).ToListAsync(token);
            return new Answer.Listed([.. page.Select(DraftView.Of)], await drafts.CountAsync(token));
        }, ct);

    /// <summary>Reads one.</summary>
    public async Task<Answer> ReadAsync(StaffActor by, Guid id, CancellationToken ct)
    {
        if (by.Requires(PolicyRoles.Readers) is { } refusal)
            return new Answer.Refused(refusal);
        var (draft, newest, changes) = await database.ReadAsync(async (db, token) =>
            await db.RuleSetDrafts.SingleOrDefaultAsync(one => one.Id == id, token) is { } found
                ? (found, await Versions.VersionShelf.NewestAsync(db, token), await DraftChanges.OfAsync(db, found, token))
                : ((RuleSetDraft?)null, 0, []), ct);
        return draft is null
            ? new Answer.Refused(PolicyRefusals.DraftUnknown)
            : new Answer.Found(DraftView.Of(draft), draft.Json, draft.Tests, newest, changes, await RuleSetTrial.OfAsync(draft.Json, draft.Tests, ct));
    }
}

using System.Text;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Definitions.Rehearsals;
using BackOffice.Workflows.Definitions.Versions;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Definitions.Drafts;

/// <summary>Drafts of workflow definitions, newest first, and one with its text, its findings, what it changes of the newest version and what its rehearsal came to. Process owner, auditor.</summary>
public sealed class ReadDefinitionDrafts(Database database, DefinitionReader reader)
{
    private const int MostAtOnce = 200;

    /// <summary>The rehearsal of a draft.</summary>
    /// <param name="State">How far it is.</param>
    /// <param name="IsCurrent">Whether it is about the text as it is now.</param>
    /// <param name="AskedBy">Who asked for it.</param>
    /// <param name="AskedAt">When.</param>
    /// <param name="FinishedAt">When it ended; null before.</param>
    /// <param name="Scenarios">What came of each scenario; empty before it is done.</param>
    public sealed record RehearsalView(RehearsalState State, bool IsCurrent, string AskedBy, DateTimeOffset AskedAt, DateTimeOffset? FinishedAt, IReadOnlyList<RehearsedScenario> Scenarios);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>Those there are.</summary>
        public sealed record Listed(IReadOnlyList<DefinitionDraftView> Drafts, int Total) : Answer;

        /// <summary>One of them.</summary>
        /// <param name="Draft">The draft.</param>
        /// <param name="Json">Its text.</param>
        /// <param name="Problems">Why the engine cannot run it, each with its place; empty when it can.</param>
        /// <param name="WhyNotPublish">Why it cannot be published though the engine could run it: a published version has its id or number. Null while nothing of that kind stands in its way.</param>
        /// <param name="Base">The newest published version, of what was published itself the one before it, which <paramref name="Changes"/> compares with; null where there is none or the text cannot be read.</param>
        /// <param name="Changes">What it changes of that.</param>
        /// <param name="Flow">Its steps, and what follows each; null where there are problems.</param>
        /// <param name="Rehearsal">Its newest rehearsal; null while nobody asked for one.</param>
        public sealed record Found(
            DefinitionDraftView Draft, string Json, IReadOnlyList<DefinitionProblem> Problems, Refusal? WhyNotPublish, string? Base, IReadOnlyList<DefinitionChange> Changes, DefinitionFlow? Flow, RehearsalView? Rehearsal) : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Lists them.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="state">Only drafts in this state; null for all.</param>
    /// <param name="skip">How many of the newest to pass over.</param>
    /// <param name="take">How many at most; 200 are the most.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Answer> ListAsync(StaffActor by, DefinitionDraftState? state, int skip, int take, CancellationToken ct) => by.Requires(DefinitionRoles.Readers) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync<Answer>(async (db, token) =>
        {
            var drafts = db.DefinitionDrafts.Where(draft => state == null || draft.State == state);
            var page = await drafts.OrderByDescending(draft => draft.CreatedAt).ThenBy(draft => draft.Id).Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, MostAtOnce)).ToListAsync(token);
            return new Answer.Listed(page.ConvertAll(DefinitionDraftView.Of), await drafts.CountAsync(token));
        }, ct);

    /// <summary>Reads one.</summary>
    public Task<Answer> ReadAsync(StaffActor by, Guid id, CancellationToken ct) => by.Requires(DefinitionRoles.Readers) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync(async (db, token) =>
            await db.DefinitionDrafts.SingleOrDefaultAsync(one => one.Id == id, token) is { } draft ? await ShowAsync(db, draft, token) : new Answer.Refused(DefinitionRefusals.DraftUnknown), ct);

    private async Task<Answer> ShowAsync(BackOfficeDb db, DefinitionDraft draft, CancellationToken ct)
    {
        var reading = reader.Read(Encoding.UTF8.GetBytes(draft.Json));
        var definition = (reading as DefinitionReading.Accepted)?.Definition;
        var (older, changes) = definition is null ? (null, []) : await ChangesAsync(db, definition, draft.State == DefinitionDraftState.Published, ct);
        var taken = definition is not null && draft.State == DefinitionDraftState.Open ? await DefinitionDesk.WhyTakenAsync(db, definition, ct) : null;
        var rehearsal = await db.DefinitionRehearsals.Where(one => one.DraftId == draft.Id).OrderByDescending(one => one.AskedAt).FirstOrDefaultAsync(ct);
        return new Answer.Found(
            DefinitionDraftView.Of(draft), draft.Json, (reading as DefinitionReading.Refused)?.Problems ?? [], taken, older, changes,
            definition is null ? null : DefinitionFlow.Of(definition),
            rehearsal is null ? null : new(rehearsal.State, rehearsal.Digest == draft.Digest, rehearsal.AskedBy, rehearsal.AskedAt, rehearsal.FinishedAt,
                rehearsal.Scenarios is { } scenarios ? RehearsedScenario.Read(scenarios) : []));
    }

    private async Task<(string? Older, IReadOnlyList<DefinitionChange> Changes)> ChangesAsync(BackOfficeDb db, WorkflowDefinition definition, bool isPublished, CancellationToken ct)
    {
        var newest = await db.DefinitionVersions.Where(version => version.DefinitionId == definition.DefinitionId && (!isPublished || version.Version < definition.Version))
            .OrderByDescending(version => version.Version).Select(version => new { version.Id, version.Json }).FirstOrDefaultAsync(ct);
        return newest is not null && reader.Read(Encoding.UTF8.GetBytes(newest.Json)) is DefinitionReading.Accepted { Definition: var older }
            ? (newest.Id, DefinitionDiff.Between(older, definition))
            : (null, []);
    }
}

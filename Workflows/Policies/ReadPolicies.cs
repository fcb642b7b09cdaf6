using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies.Drafts;
using BackOffice.Workflows.Policies.Reevaluation;
using BackOffice.Workflows.Policies.Versions;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies;

/// <summary>How the policies stand: what is in force and scheduled, what waits, how the file stands, open alarms, and how far the last re-evaluation is. Policy owner, approver, auditor.</summary>
public sealed class ReadPolicies(Database database, RuleFileStatus file)
{
    /// <summary>How the rule file stands as this Host sees it; only the Host that watches it has looked since the start.</summary>
    /// <param name="State">In kebab-case, such as <c>in-force</c>, <c>proposed</c>, <c>broken</c>.</param>
    /// <param name="Number">The version it is; null if it is none.</param>
    /// <param name="Draft">The draft it is; null if it is none.</param>
    /// <param name="Problems">Why it is not taken, a line each; empty if it is.</param>
    public sealed record FileState(string State, int? Number, Guid? Draft, IReadOnlyList<string> Problems)
    {
        internal static FileState Of(RuleFileFinding found) => found switch
        {
            RuleFileFinding.NotYetRead => new("not-yet-read", null, null, []),
            RuleFileFinding.InForce(var number, _) => new("in-force", number, null, []),
            RuleFileFinding.Stale(var number, _) => new("stale", number, null, []),
            RuleFileFinding.Scheduled(var number, _) => new("scheduled", number, null, []),
            RuleFileFinding.Proposed(var draft) => new("proposed", null, draft, []),
            RuleFileFinding.Declined(var draft) => new("declined", null, draft, []),
            RuleFileFinding.Broken(var problems) => new("broken", null, null, [.. problems.Select(problem => problem.ToString())]),
            RuleFileFinding.Unreadable(var reason) => new("unreadable", null, null, [reason]),
            var other => throw new InvalidOperationException($"Unhandled finding {other.GetType().Name}."),
        };
    }

    /// <summary>An alarm that stands.</summary>
    public sealed record Alarm(string File, IReadOnlyList<string> Problems, DateTimeOffset RaisedAt);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>How they stand.</summary>
        public sealed record Found(
            ReadVersions.Line? InForce, IReadOnlyList<ReadVersions.Line> Scheduled, IReadOnlyList<DraftView> Undecided, FileState File, IReadOnlyList<Alarm> Alarms, ReevaluationRun? Reevaluation) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads it.</summary>
    public Task<Answer> HandleAsync(StaffActor by, CancellationToken ct) => by.Requires(PolicyRoles.Readers) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync<Answer>(async (db, token) => new Answer.Found(
            await VersionShelf.InForce(db, database.Now).Select(ReadVersions.Line.Of).FirstOrDefaultAsync(token),
            await VersionShelf.Scheduled(db, database.Now).Select(ReadVersions.Line.Of).ToListAsync(token),
            [.. (await db.RuleSetDrafts.Where(draft => draft.State == DraftState.Open || draft.State == DraftState.Submitted).OrderByDescending(draft => draft.CreatedAt).Take(50).ToListAsync(token))
                .Select(DraftView.Of)],
            FileState.Of(file.Current),
            [.. (await db.PolicyAlarms.Where(alarm => alarm.ClearedAt == null).ToListAsync(token)).Select(alarm => new Alarm(alarm.File, alarm.Problems.Split('\n'), alarm.RaisedAt))],
            await db.Reevaluations.OrderByDescending(run => run.Number).FirstOrDefaultAsync(run => run.StartedAt != null, token)), ct);
}

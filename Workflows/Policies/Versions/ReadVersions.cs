using System.Linq.Expressions;
using BackOffice.Rules.Policies.Trials;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Versions;

/// <summary>The versions that were ever published, newest first; one with its text; two compared rule by rule. Policy owner, approver, auditor.</summary>
public sealed class ReadVersions(Database database)
{
    private const int MostAtOnce = 200;

    /// <summary>One version, without its text.</summary>
    public sealed record Line(
        int Number, string Version, string Digest, string Author, string? ApprovedBy, string? Reason, DateTimeOffset PublishedAt, DateTimeOffset EffectiveFrom, int? RollbackOf, Guid? DraftId,
        DateTimeOffset? CancelledAt, string? CancelledBy, string? CancelReason)
    {
        internal static Expression<Func<RuleSetVersion, Line>> Of { get; } = version => new(
            version.Number, version.Version, version.Digest, version.Author, version.ApprovedBy, version.Reason, version.PublishedAt, version.EffectiveFrom, version.RollbackOf, version.DraftId,
            version.CancelledAt, version.CancelledBy, version.CancelReason);
    }

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>Those there are, and the number of the one in force.</summary>
        public sealed record Listed(IReadOnlyList<Line> Versions, int Total, int? InForce) : Answer;

        /// <summary>One with its rules and tests.</summary>
        public sealed record Found(Line Version, string Rules, string? Tests) : Answer;

        /// <summary>What became of each rule from one to the other.</summary>
        public sealed record Compared(Line From, Line To, IReadOnlyList<RuleChange> Changes) : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Lists them.</summary>
    public Task<Answer> ListAsync(StaffActor by, int skip, int take, CancellationToken ct) => ForReadersAsync(by, async (db, token) => new Answer.Listed(
        await db.RuleSetVersions.OrderByDescending(version => version.Number).Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, MostAtOnce)).Select(Line.Of).ToListAsync(token),
        await db.RuleSetVersions.CountAsync(token),
        await VersionShelf.InForce(db, database.Now).Select(version => (int?)version.Number).FirstOrDefaultAsync(token)), ct);

    /// <summary>Reads one, by number, name, or the beginning of its digest.</summary>
    public Task<Answer> ReadAsync(StaffActor by, string version, CancellationToken ct) => ForReadersAsync(by, async (db, token) => await VersionShelf.FindAsync(db, version, token) is { } found
        ? new Answer.Found(Line.Of.Compile()(found), found.Json, found.Tests)
        : new Answer.Refused(PolicyRefusals.VersionUnknown), ct);

    /// <summary>Compares two.</summary>
    public Task<Answer> CompareAsync(StaffActor by, string from, string to, CancellationToken ct) => ForReadersAsync(by, async (db, token) =>
        await VersionShelf.FindAsync(db, from, token) is { } older && await VersionShelf.FindAsync(db, to, token) is { } newer
            ? new Answer.Compared(Line.Of.Compile()(older), Line.Of.Compile()(newer), RuleSetDiff.Between(older.Json, newer.Json))
            : new Answer.Refused(PolicyRefusals.VersionUnknown), ct);

    private Task<Answer> ForReadersAsync(StaffActor by, Func<BackOfficeDb, CancellationToken, Task<Answer>> read, CancellationToken ct) =>
        by.Requires(PolicyRoles.Readers) is { } refusal ? Task.FromResult<Answer>(new Answer.Refused(refusal)) : database.ReadAsync(read, ct);
}

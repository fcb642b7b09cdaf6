using System.Text;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Definitions.Versions;

/// <summary>The workflow definitions with all their versions: who published what, when and why, how many open cases run on each, and how two of them differ. Process owner, auditor.</summary>
public sealed class ReadDefinitions(Database database, DefinitionReader reader)
{
    /// <summary>One published version.</summary>
    /// <param name="Id">What instances point to.</param>
    /// <param name="DefinitionId">The workflow that it is a version of.</param>
    /// <param name="Version">Counts up from 1; new cases start on the highest.</param>
    /// <param name="Author">Who wrote it; <c>file</c> for a file that was taken at start.</param>
    /// <param name="PublishedBy">Who published it; null for a file.</param>
    /// <param name="PublishedAt">When.</param>
    /// <param name="Reason">Why; null for a file.</param>
    /// <param name="Digest">SHA-256 of the file.</param>
    /// <param name="OpenCases">How many cases run on it now; for whoever is limited to sites, of those there.</param>
    public sealed record Line(string Id, string DefinitionId, int Version, string Author, string? PublishedBy, DateTimeOffset PublishedAt, string? Reason, string Digest, int OpenCases);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>Versions, by workflow, the newest of each first.</summary>
        public sealed record Listed(IReadOnlyList<Line> Versions) : Answer;

        /// <summary>One version.</summary>
        /// <param name="Version">Who published it, when and why.</param>
        /// <param name="Json">Its file.</param>
        /// <param name="Problems">What this release cannot run of it; empty when it can.</param>
        /// <param name="Flow">Its steps, and what follows each; null where there are problems.</param>
        public sealed record Found(Line Version, string Json, IReadOnlyList<DefinitionProblem> Problems, DefinitionFlow? Flow) : Answer;

        /// <summary>How two versions differ.</summary>
        public sealed record Compared(string From, string To, IReadOnlyList<DefinitionChange> Changes) : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Lists the versions of every workflow, or of one.</summary>
    public Task<Answer> ListAsync(StaffActor by, string? definitionId, CancellationToken ct) => ForReadersAsync(by, async (db, token) =>
    {
        var versions = await db.DefinitionVersions.Where(version => definitionId == null || version.DefinitionId == definitionId)
            .OrderBy(version => version.DefinitionId).ThenByDescending(version => version.Version).ToListAsync(token);
        if (versions.Count == 0 && definitionId is not null)
            return new Answer.Refused(DefinitionRefusals.DefinitionUnknown);
        var open = await OpenOf(db, by).GroupBy(instance => instance.DefinitionVersionId)
            .Select(same => new { same.Key, Count = same.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, token);
        return new Answer.Listed(versions.ConvertAll(version => Show(version, open.GetValueOrDefault(version.Id))));
    }, ct);

    /// <summary>Reads one.</summary>
    public Task<Answer> ReadAsync(StaffActor by, string id, CancellationToken ct) => ForReadersAsync(by, async (db, token) =>
    {
        if (await db.DefinitionVersions.SingleOrDefaultAsync(version => version.Id == id, token) is not { } version)
            return new Answer.Refused(DefinitionRefusals.VersionUnknown);
        var open = await OpenOf(db, by).CountAsync(instance => instance.DefinitionVersionId == id, token);
        var reading = reader.Read(Encoding.UTF8.GetBytes(version.Json));
        return new Answer.Found(Show(version, open), version.Json, (reading as DefinitionReading.Refused)?.Problems ?? [], (reading as DefinitionReading.Accepted)?.Definition is { } definition ? DefinitionFlow.Of(definition) : null);
    }, ct);

    /// <summary>Tells two versions apart.</summary>
    public Task<Answer> CompareAsync(StaffActor by, string from, string to, CancellationToken ct) => ForReadersAsync(by, async (db, token) =>
    {
        var texts = await db.DefinitionVersions.Where(version => version.Id == from || version.Id == to).ToDictionaryAsync(version => version.Id, version => version.Json, token);
        if (!texts.TryGetValue(from, out var before) || !texts.TryGetValue(to, out var after))
            return new Answer.Refused(DefinitionRefusals.VersionUnknown);
        if (Read(before) is not { } older)
            return new Answer.Refused(DefinitionRefusals.Unreadable(from));
        if (Read(after) is not { } newer)
            return new Answer.Refused(DefinitionRefusals.Unreadable(to));
        return older.DefinitionId == newer.DefinitionId ? new Answer.Compared(from, to, DefinitionDiff.Between(older, newer)) : new Answer.Refused(DefinitionRefusals.OtherDefinition);
    }, ct);

    private static IQueryable<WorkflowInstance> OpenOf(BackOfficeDb db, StaffActor by)
    {
        var open = db.Instances.Where(instance => instance.EndedAt == null);
        return by.Sites is null ? open : open.Where(instance => db.CasesOf(by).Any(@case => @case.Id == instance.CaseId));
    }

    private WorkflowDefinition? Read(string json) => (reader.Read(Encoding.UTF8.GetBytes(json)) as DefinitionReading.Accepted)?.Definition;

    private Task<Answer> ForReadersAsync(StaffActor by, Func<BackOfficeDb, CancellationToken, Task<Answer>> read, CancellationToken ct) => by.Requires(DefinitionRoles.Readers) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync(read, ct);

    private static Line Show(WorkflowDefinitionVersion version, int open) => new(
        version.Id, version.DefinitionId, version.Version, version.Author, version.PublishedBy, version.PublishedAt, version.Reason, version.Hash, open);
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Impact;

/// <summary>How far the newest preview of a draft is, what it says with some examples of each kind, and all of it as CSV. Policy owner, approver, auditor.</summary>
public sealed class ReadPreview(Database database)
{
    private const int Examples = 20;
    private const int RowsAtOnce = 5_000;

    private static readonly string[] Kinds = ["pair", "group", "default", "case"];

    /// <summary>The preview.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="State">How far it is.</param>
    /// <param name="IsCurrent">Whether it is about the draft as it is now, on its base.</param>
    /// <param name="Stage">What it is at.</param>
    /// <param name="Progress">How much of that is done.</param>
    /// <param name="Total">Of how much; 0 where that is not known.</param>
    /// <param name="BaseNumber">The version that it compares with.</param>
    /// <param name="AskedBy">Who asked for it.</param>
    /// <param name="AskedAt">When.</param>
    /// <param name="FinishedAt">When it ended.</param>
    /// <param name="Counts">The numbers; null before it is done.</param>
    /// <param name="Examples">The first changes of each kind.</param>
    public sealed record View(
        Guid Id, PreviewState State, bool IsCurrent, string? Stage, long Progress, long Total, int BaseNumber, string AskedBy, DateTimeOffset AskedAt, DateTimeOffset? FinishedAt,
        ImpactCounts? Counts, IReadOnlyList<Example> Examples);

    /// <summary>One change.</summary>
    public sealed record Example(string Kind, string Subject, string Before, string After, string Rule);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>Here it is.</summary>
        public sealed record Found(View Preview) : Answer;

        /// <summary>The lines of a CSV file, its header first.</summary>
        public sealed record Table(IAsyncEnumerable<string> Lines) : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads it.</summary>
    public Task<Answer> HandleAsync(StaffActor by, Guid draft, CancellationToken ct) => ForReadersAsync(by, draft, async (db, preview, token) =>
    {
        List<Example> examples = [];
        // They name accounts of any site.
        foreach (var kind in by.Sites is null ? Kinds : [])
            examples.AddRange(await db.ImpactChanges.Where(change => change.PreviewId == preview.Id && change.Kind == kind).OrderBy(change => change.Place).Take(Examples)
                .Select(change => new Example(change.Kind, change.Subject, change.Before, change.After, change.Rule)).ToListAsync(token));
        var isCurrent = await db.RuleSetDrafts.AnyAsync(one => one.Id == draft && one.Digest == preview.Digest && one.BaseNumber == preview.BaseNumber, token);
        return new Answer.Found(new(
            preview.Id, preview.State, isCurrent, preview.Stage, preview.Progress, preview.Total, preview.BaseNumber, preview.AskedBy, preview.AskedAt, preview.FinishedAt,
            preview.Counts is { } counts ? JsonSerializer.Deserialize<ImpactCounts>(counts) : null, preview.State == PreviewState.Done ? examples : []));
    }, ct);

    /// <summary>All changes as CSV.</summary>
    public Task<Answer> TableAsync(StaffActor by, Guid draft, CancellationToken ct) => ForReadersAsync(by, draft, (_, preview, _) => Task.FromResult<Answer>(
        by.Sites is not null ? new Answer.Refused(StaffRefusals.BeyondSites)
        : preview.State == PreviewState.Done ? new Answer.Table(LinesAsync(preview.Id, CancellationToken.None)) : new Answer.Refused(PolicyRefusals.PreviewNotReady)), ct);

    private async IAsyncEnumerable<string> LinesAsync(Guid preview, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return "kind,subject,before,after,rule";
        for (var last = 0; ;)
        {
            var after = last;
            var rows = await database.ReadAsync((db, token) => db.ImpactChanges.Where(change => change.PreviewId == preview && change.Place > after)
                .OrderBy(change => change.Place).Take(RowsAtOnce).ToListAsync(token), ct);
            foreach (var row in rows)
                yield return string.Join(',', new[] { row.Kind, row.Subject, row.Before, row.After, row.Rule }.Select(CsvText.Cell));
            if (rows.Count < RowsAtOnce)
                yield break;
            last = rows[^1].Place;
        }
    }

    private Task<Answer> ForReadersAsync(StaffActor by, Guid draft, Func<BackOfficeDb, ImpactPreview, CancellationToken, Task<Answer>> read, CancellationToken ct) =>
        by.Requires(PolicyRoles.Readers) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.ReadAsync(async (db, token) =>
                await db.ImpactPreviews.Where(preview => preview.DraftId == draft).OrderBy(preview => preview.CancelAsked).ThenByDescending(preview => preview.AskedAt).FirstOrDefaultAsync(token)
                    is { } preview ? await read(db, preview, token) : new Answer.Refused(PolicyRefusals.PreviewUnknown), ct);
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BackOffice.Rules;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Desk.Bulk;

/// <summary>How far an act on many cases is, with the result of each case, and all results as CSV. Its starter reads it; process owners and auditors read everybody's.</summary>
public sealed class ReadBulkRun(Database database)
{
    /// <summary>How many lines one page holds at most.</summary>
    public const int MaxPageSize = 200;

    private const int RowsAtOnce = 2_000;

    /// <summary>Which run, and which of its cases.</summary>
    /// <param name="By">Who reads.</param>
    /// <param name="Run">The run.</param>
    /// <param name="Only">Only cases with this result; null for all.</param>
    /// <param name="Skip">Cases to pass over.</param>
    /// <param name="Take">Cases to return, 1 to <see cref="MaxPageSize"/>.</param>
    public sealed record Request(StaffActor By, Guid Run, BulkItemState? Only = null, int Skip = 0, int Take = 50);

    /// <summary>One run.</summary>
    /// <param name="Id">The run.</param>
    /// <param name="Act">What is done.</param>
    /// <param name="StartedBy">Who started it.</param>
    /// <param name="StartedAt">When.</param>
    /// <param name="State">How far it is.</param>
    /// <param name="CancelledBy">Who stopped it; null while nobody did.</param>
    /// <param name="FinishedAt">When it ended; null before.</param>
    /// <param name="Total">How many cases it is about.</param>
    /// <param name="Waiting">Cases without a result.</param>
    /// <param name="Done">Cases to which it was done.</param>
    /// <param name="Refused">Cases to which it could not be done.</param>
    /// <param name="Failed">Cases at which the system failed.</param>
    /// <param name="Why">Why it came to nothing as a whole; null unless it did.</param>
    public sealed record View(
        Guid Id, BulkAct Act, string StartedBy, DateTimeOffset StartedAt, BulkRunState State, string? CancelledBy, DateTimeOffset? FinishedAt, int Total, int Waiting, int Done, int Refused, int Failed,
        Sentence? Why);

    /// <summary>One case of a run.</summary>
    /// <param name="Place">Its place in the list that the run was started from.</param>
    /// <param name="CaseId">The case.</param>
    /// <param name="Number">Its number.</param>
    /// <param name="State">What became of it.</param>
    /// <param name="Code">The code of the refusal, or the type of the failure; null while there is none.</param>
    /// <param name="Sentence">Why it was refused; null while it was not.</param>
    /// <param name="At">When it got its result; null before.</param>
    public sealed record Item(int Place, CaseId CaseId, string Number, BulkItemState State, string? Code, Sentence? Sentence, DateTimeOffset? At);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The run, a page of its cases, and how many of those there are in all.</summary>
        public sealed record Found(View Run, IReadOnlyList<Item> Items, int Matching) : Answer;

        /// <summary>A page of runs, newest first, and how many there are in all.</summary>
        public sealed record Listed(IReadOnlyList<View> Runs, int Total) : Answer;

        /// <summary>The lines of a CSV file, its header first.</summary>
        public sealed record Table(IAsyncEnumerable<string> Lines) : Answer;

        /// <summary>Not there for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads one run.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => database.ReadAsync<Answer>(async (db, token) =>
    {
        if (await RunsOf(db, request.By).SingleOrDefaultAsync(run => run.Id == request.Run, token) is not { } run)
            return new Answer.Refused(BulkRefusals.RunUnknown);
        var items = ItemsOf(db, request.By, run.Id).Where(item => request.Only == null || item.State == request.Only);
        var page = await items.OrderBy(item => item.Place).Skip(Math.Max(0, request.Skip)).Take(Math.Clamp(request.Take, 1, MaxPageSize)).ToListAsync(token);
        return new Answer.Found((await ShowAsync(db, request.By, [run], token))[0], page.ConvertAll(Show), await items.CountAsync(token));
    }, ct);

    /// <summary>Lists the runs that a person may read.</summary>
    public Task<Answer> ListAsync(StaffActor by, int skip, int take, CancellationToken ct) => by.Requires(StaffRoles.All) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync<Answer>(async (db, token) =>
        {
            var runs = RunsOf(db, by);
            var page = await runs.OrderByDescending(run => run.StartedAt).ThenBy(run => run.Id).Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, MaxPageSize)).ToListAsync(token);
            return new Answer.Listed(await ShowAsync(db, by, page, token), await runs.CountAsync(token));
        }, ct);

    /// <summary>All results of one run as CSV.</summary>
    public Task<Answer> TableAsync(StaffActor by, Guid run, CancellationToken ct) => database.ReadAsync<Answer>(async (db, token) =>
        await RunsOf(db, by).AnyAsync(one => one.Id == run, token) ? new Answer.Table(LinesAsync(by, run, CancellationToken.None)) : new Answer.Refused(BulkRefusals.RunUnknown), ct);

    /// <summary>The runs that there are for a person: their own; for those who oversee also those of others, as far as a case of theirs is in it.</summary>
    internal static IQueryable<BulkRun> RunsOf(BackOfficeDb db, StaffActor by) => (by.Requires(DeskRoles.Overseeing), by.Sites) switch
    {
        (not null, _) => db.BulkRuns.Where(run => run.StartedBy == by.Name),
        (null, null) => db.BulkRuns,
        _ => db.BulkRuns.Where(run => run.StartedBy == by.Name || db.BulkItems.Any(item => item.RunId == run.Id && db.CasesOf(by).Any(@case => @case.Id == item.CaseId))),
    };

    private static IQueryable<BulkItem> ItemsOf(BackOfficeDb db, StaffActor by) =>
        by.Sites is null ? db.BulkItems : db.BulkItems.Where(item => db.CasesOf(by).Any(@case => @case.Id == item.CaseId));

    private static IQueryable<BulkItem> ItemsOf(BackOfficeDb db, StaffActor by, Guid run) => ItemsOf(db, by).Where(item => item.RunId == run);

    private static async Task<IReadOnlyList<View>> ShowAsync(BackOfficeDb db, StaffActor by, List<BulkRun> runs, CancellationToken ct)
    {
        var ids = runs.ConvertAll(run => run.Id);
        var counts = (await ItemsOf(db, by).Where(item => ids.Contains(item.RunId)).GroupBy(item => new { item.RunId, item.State })
            .Select(group => new { group.Key.RunId, group.Key.State, Count = group.Count() }).ToListAsync(ct)).ToDictionary(row => (row.RunId, row.State), row => row.Count);
        return runs.ConvertAll(run =>
        {
            var (done, refused, failed) = (Count(run, BulkItemState.Done), Count(run, BulkItemState.Refused), Count(run, BulkItemState.Failed));
            // Whoever is limited to sites counts the cases there.
            var total = by.Sites is null ? run.Total : done + refused + failed + Count(run, BulkItemState.Waiting);
            return new View(run.Id, BulkAct.FromJson(run.Act), run.StartedBy, run.StartedAt, run.State, run.CancelledBy, run.FinishedAt, total,
                total - done - refused - failed, done, refused, failed, run.State == BulkRunState.Failed ? BulkRefusals.NotPrepared.Sentence : null);
        });

        int Count(BulkRun run, BulkItemState state) => counts.GetValueOrDefault((run.Id, state));
    }

    private async IAsyncEnumerable<string> LinesAsync(StaffActor by, Guid run, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return "place,case,result,code,sentence,at";
        for (var last = 0; ;)
        {
            var after = last;
            var rows = await database.ReadAsync((db, token) => ItemsOf(db, by, run).Where(item => item.Place > after).OrderBy(item => item.Place).Take(RowsAtOnce).ToListAsync(token), ct);
            foreach (var row in rows)
                yield return CsvText.SheetLine(
                    row.Place.ToString(CultureInfo.InvariantCulture), row.Number, JsonNamingPolicy.CamelCase.ConvertName(row.State.ToString()), row.Code ?? "", row.Indonesian ?? "", $"{row.At:O}");
            if (rows.Count < RowsAtOnce)
                yield break;
            last = rows[^1].Place;
        }
    }

    private static Item Show(BulkItem item) => new(
        item.Place, item.CaseId, item.Number, item.State, item.Code, item is { Indonesian: { } indonesian, English: { } english } ? new(indonesian, english) : null, item.At);
}

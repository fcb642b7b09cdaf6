using System.Text.Json;
using BackOffice.Rules;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Definitions.Moves;

/// <summary>The moves of open cases to other versions, how far each is, and what became of each case. Process owner, auditor; limited to sites, of the cases there alone.</summary>
public sealed class ReadMoves(Database database)
{
    /// <summary>How many lines one page holds at most.</summary>
    public const int MaxPageSize = 200;

    /// <summary>Which move, and which of its cases.</summary>
    /// <param name="By">Who reads.</param>
    /// <param name="Move">The move.</param>
    /// <param name="Only">Only cases with this result; null for all.</param>
    /// <param name="Skip">Cases to pass over.</param>
    /// <param name="Take">Cases to return, 1 to <see cref="MaxPageSize"/>.</param>
    public sealed record Request(StaffActor By, Guid Move, MoveItemState? Only = null, int Skip = 0, int Take = 50);

    /// <summary>One move.</summary>
    /// <param name="Id">The move.</param>
    /// <param name="From">The version that the cases leave.</param>
    /// <param name="To">The version that they go over to.</param>
    /// <param name="Mapping">Old ids of activities to new ones, where they differ.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="StartedBy">Who started it.</param>
    /// <param name="StartedAt">When.</param>
    /// <param name="State">How far it is.</param>
    /// <param name="CancelledBy">Who stopped it; null while nobody did.</param>
    /// <param name="FinishedAt">When it ended; null before.</param>
    /// <param name="Total">How many cases it is about.</param>
    /// <param name="Waiting">Cases without a result.</param>
    /// <param name="Moved">Cases that run on the other version.</param>
    /// <param name="Stay">Cases that stay, each with a reason.</param>
    /// <param name="Failed">Cases at which the system failed.</param>
    public sealed record View(
        Guid Id, string From, string To, IReadOnlyDictionary<string, string> Mapping, string Reason, string StartedBy, DateTimeOffset StartedAt, MoveState State, string? CancelledBy,
        DateTimeOffset? FinishedAt, int Total, int Waiting, int Moved, int Stay, int Failed);

    /// <summary>One case of a move.</summary>
    /// <param name="Place">Its place in the move.</param>
    /// <param name="CaseId">The case.</param>
    /// <param name="Number">Its number.</param>
    /// <param name="Node">Where it stood.</param>
    /// <param name="State">What became of it.</param>
    /// <param name="Code">The code of the refusal, or the type of the failure; null while there is none.</param>
    /// <param name="Sentence">Why it stays; null while it does not.</param>
    /// <param name="At">When it got its result; null before.</param>
    public sealed record Item(int Place, CaseId CaseId, string Number, string Node, MoveItemState State, string? Code, Sentence? Sentence, DateTimeOffset? At);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The move, a page of its cases, and how many of those there are in all.</summary>
        public sealed record Found(View Move, IReadOnlyList<Item> Items, int Matching) : Answer;

        /// <summary>A page of moves, newest first, and how many there are in all.</summary>
        public sealed record Listed(IReadOnlyList<View> Moves, int Total) : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads one move.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => ForReadersAsync(request.By, async (db, token) =>
    {
        if (await MovesOf(db, request.By).SingleOrDefaultAsync(move => move.Id == request.Move, token) is not { } move)
            return new Answer.Refused(MoveRefusals.Unknown);
        var items = ItemsOf(db, request.By).Where(item => item.MoveId == move.Id && (request.Only == null || item.State == request.Only));
        var page = await items.OrderBy(item => item.Place).Skip(Math.Max(0, request.Skip)).Take(Math.Clamp(request.Take, 1, MaxPageSize)).ToListAsync(token);
        return new Answer.Found((await ShowAsync(db, request.By, [move], token))[0], page.ConvertAll(Show), await items.CountAsync(token));
    }, ct);

    /// <summary>Lists them.</summary>
    public Task<Answer> ListAsync(StaffActor by, int skip, int take, CancellationToken ct) => ForReadersAsync(by, async (db, token) =>
    {
        var moves = MovesOf(db, by);
        var page = await moves.OrderByDescending(move => move.StartedAt).ThenBy(move => move.Id).Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, MaxPageSize)).ToListAsync(token);
        return new Answer.Listed(await ShowAsync(db, by, page, token), await moves.CountAsync(token));
    }, ct);

    /// <summary>The moves that there are for a person: all; for whoever is limited to sites their own, and those with a case of theirs in it.</summary>
    internal static IQueryable<DefinitionMove> MovesOf(BackOfficeDb db, StaffActor by) => by.Sites is null
        ? db.DefinitionMoves
        : db.DefinitionMoves.Where(move => move.StartedBy == by.Name || db.DefinitionMoveItems.Any(item => item.MoveId == move.Id && db.CasesOf(by).Any(@case => @case.Id == item.CaseId)));

    private static IQueryable<DefinitionMoveItem> ItemsOf(BackOfficeDb db, StaffActor by) =>
        by.Sites is null ? db.DefinitionMoveItems : db.DefinitionMoveItems.Where(item => db.CasesOf(by).Any(@case => @case.Id == item.CaseId));

    private Task<Answer> ForReadersAsync(StaffActor by, Func<BackOfficeDb, CancellationToken, Task<Answer>> read, CancellationToken ct) => by.Requires(DefinitionRoles.Readers) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync(read, ct);

    private static async Task<IReadOnlyList<View>> ShowAsync(BackOfficeDb db, StaffActor by, List<DefinitionMove> moves, CancellationToken ct)
    {
        var ids = moves.ConvertAll(move => move.Id);
        var counts = (await ItemsOf(db, by).Where(item => ids.Contains(item.MoveId)).GroupBy(item => new { item.MoveId, item.State })
            .Select(same => new { same.Key.MoveId, same.Key.State, Count = same.Count() }).ToListAsync(ct)).ToDictionary(row => (row.MoveId, row.State), row => row.Count);
        return moves.ConvertAll(move =>
        {
            var (moved, stay, failed) = (Count(move, MoveItemState.Moved), Count(move, MoveItemState.Stays), Count(move, MoveItemState.Failed));
            // Whoever is limited to sites counts the cases there.
            var total = by.Sites is null ? move.Total : moved + stay + failed + Count(move, MoveItemState.Waiting);
            return new View(
                move.Id, move.FromVersion, move.ToVersion, JsonSerializer.Deserialize<Dictionary<string, string>>(move.Mapping)!, move.Reason, move.StartedBy, move.StartedAt, move.State,
                move.CancelledBy, move.FinishedAt, total, total - moved - stay - failed, moved, stay, failed);
        });

        int Count(DefinitionMove move, MoveItemState state) => counts.GetValueOrDefault((move.Id, state));
    }

    private static Item Show(DefinitionMoveItem item) => new(
        item.Place, item.CaseId, item.Number, item.Node, item.State, item.Code, item is { Indonesian: { } indonesian, English: { } english } ? new(indonesian, english) : null, item.At);
}

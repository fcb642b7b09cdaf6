using System.Text.Json;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Definitions.Moves;

/// <summary>
/// The second of two steps: moves the open cases of a version to another one along the plan that was previewed. Each is moved in the background, under its lock, and only from where it stands now.
/// Confirming what is under way already is the same move.
/// </summary>
public sealed class StartMove(Database database, PublishedDefinitions definitions)
{
    // So many rows take SQLite's one writer some tens of milliseconds.
    private const int ItemsAtOnce = 1_000;

    /// <summary>What is confirmed.</summary>
    /// <param name="By">Who: a process owner.</param>
    /// <param name="From">The id of the version that the cases leave.</param>
    /// <param name="To">The id of the version that they go over to.</param>
    /// <param name="Mapping">The mapping that was previewed.</param>
    /// <param name="Digest">The digest of the preview.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    public sealed record Request(StaffActor By, string From, string To, IReadOnlyDictionary<string, string>? Mapping, string Digest, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is under way.</summary>
        public sealed record Started(Guid Move) : Answer;

        /// <summary>The plan is another one by now; the preview as it is at this moment.</summary>
        public sealed record PlanChanged(PreviewMove.View Preview, Refusal Refusal) : Answer;

        /// <summary>It cannot be started.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Starts it.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if ((request.By.Requires(DefinitionRoles.Writers) ?? StaffReason.Check(request.Reason)) is { } refusal)
            return new Answer.Refused(refusal);
        var (cases, answer) = await database.ReadAsync((db, token) => SelectAsync(db, request, token), ct);
        return answer ?? await StartAsync(request, cases, ct);
    }

    private async Task<(IReadOnlyList<PreviewMove.StandingCase> Cases, Answer? Answer)> SelectAsync(BackOfficeDb db, Request request, CancellationToken ct)
    {
        var (plan, refusal) = await MovePlan.ReadAsync(db, definitions, request.From, request.To, Mapping(request), ct);
        if (plan is null)
            return ([], new Answer.Refused(refusal!));
        if (plan.Digest() != request.Digest)
            return ([], new Answer.PlanChanged(await PreviewMove.ShowAsync(db, request.By, plan, ct), MoveRefusals.PlanChanged));
        var cases = await PreviewMove.Standing(db, request.By, plan.From.Id).OrderBy(one => one.Number).ToListAsync(ct);
        // What is under way may have moved them all.
        return cases.Count == 0 && await OpenAsync(db, request.From, ct) is null ? ([], new Answer.Refused(MoveRefusals.Nothing)) : (cases, null);
    }

    // The items are many, so they come in transactions of their own; the last one lets the worker begin.
    private async Task<Answer> StartAsync(Request request, IReadOnlyList<PreviewMove.StandingCase> cases, CancellationToken ct)
    {
        var move = Guid.CreateVersion7(database.Now);
        if (await database.InTransactionAsync((transaction, token) => OpenAsync(transaction, request, move, cases.Count, token), ct) is { } other)
            return other.Digest == request.Digest && other.StartedBy == request.By.Name ? new Answer.Started(other.Id) : new Answer.Refused(MoveRefusals.UnderWay);
        foreach (var portion in cases.Select((@case, i) => (Case: @case, Place: i + 1)).Chunk(ItemsAtOnce))
            await database.InTransactionAsync((transaction, _) =>
            {
                transaction.Db.DefinitionMoveItems.AddRange(portion.Select(one => new DefinitionMoveItem
                {
                    MoveId = move,
                    Place = one.Place,
                    CaseId = one.Case.CaseId,
                    Number = one.Case.Number,
                    InstanceId = one.Case.InstanceId,
                    Node = one.Case.Node,
                    State = MoveItemState.Waiting,
                }));
                return Task.CompletedTask;
            }, ct);
        await database.InTransactionAsync(async (transaction, token) =>
        {
            var prepared = await transaction.Db.DefinitionMoves.SingleAsync(one => one.Id == move, token);
            if (prepared.State == MoveState.Preparing)
                prepared.State = MoveState.Due;
            transaction.AfterCommit(transaction.Service<MoveNudge>().Now);
        }, ct);
        return new Answer.Started(move);
    }

    private async Task<DefinitionMove?> OpenAsync(Transaction transaction, Request request, Guid move, int total, CancellationToken ct)
    {
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("workflow-move", request.From)], ct);
        if (await OpenAsync(transaction.Db, request.From, ct) is { } other)
            return other;
        transaction.Db.DefinitionMoves.Add(new()
        {
            Id = move,
            FromVersion = request.From,
            ToVersion = request.To,
            Mapping = JsonSerializer.Serialize(Mapping(request)),
            Digest = request.Digest,
            Reason = request.Reason.Trim(),
            Total = total,
            StartedBy = request.By.Name,
            StartedAt = database.Now,
            State = MoveState.Preparing,
        });
        transaction.Service<AuditTrail>().Record(
            request.By.Actor, "workflow-move-started", values: [("move", move.ToString()), ("from", request.From), ("to", request.To), ("cases", $"{total}"), ("reason", request.Reason.Trim())]);
        return null;
    }

    private static Task<DefinitionMove?> OpenAsync(BackOfficeDb db, string from, CancellationToken ct) => db.DefinitionMoves.FirstOrDefaultAsync(
        move => move.FromVersion == from && (move.State == MoveState.Preparing || move.State == MoveState.Due || move.State == MoveState.Running), ct);

    private static IReadOnlyDictionary<string, string> Mapping(Request request) => request.Mapping ?? new Dictionary<string, string>();
}

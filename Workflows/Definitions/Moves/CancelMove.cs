using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Definitions.Moves;

/// <summary>Stops a move: what has moved stays moved, the rest is left where it is. Stopping what is over changes nothing.</summary>
public sealed class CancelMove(Database database)
{
    /// <summary>Which move.</summary>
    /// <param name="By">Who: a process owner; limited to sites, only where all its cases are there.</param>
    /// <param name="Move">The move.</param>
    public sealed record Request(StaffActor By, Guid Move);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is over, or ends before the next case.</summary>
        public sealed record Cancelled : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Stops it.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => request.By.Requires(DefinitionRoles.Writers) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.InTransactionAsync<Answer>(async (transaction, token) =>
        {
            var (db, by) = (transaction.Db, request.By);
            if (await ReadMoves.MovesOf(db, by).SingleOrDefaultAsync(move => move.Id == request.Move, token) is not { } move)
                return new Answer.Refused(MoveRefusals.Unknown);
            // The move as a whole is stopped, so all of it has to be theirs.
            if (by.Sites is not null && await db.DefinitionMoveItems.AnyAsync(item => item.MoveId == move.Id && !db.CasesOf(by).Any(@case => @case.Id == item.CaseId), token))
                return new Answer.Refused(StaffRefusals.BeyondSites);
            if (!move.IsOpen || move.CancelledBy is not null)
                return new Answer.Cancelled();
            move.CancelledBy = by.Name;
            // What a worker has begun, it ends itself, when it sees this mark.
            if (move.State != MoveState.Running)
                (move.State, move.FinishedAt) = (MoveState.Cancelled, database.Now);
            transaction.Service<AuditTrail>().Record(by.Actor, "workflow-move-cancelled", values: [("move", move.Id.ToString())]);
            return new Answer.Cancelled();
        }, ct);
}

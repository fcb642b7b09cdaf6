using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>How many cases stand in each queue of a member of staff, in one round trip. Each number is the total of the list behind it.</summary>
public sealed class CountQueues(Database database)
{
    /// <summary>Whose queues.</summary>
    /// <param name="By">Who looks; any role may.</param>
    public sealed record Request(StaffActor By);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>Every queue with its number, also 0.</summary>
        public sealed record Counted(IReadOnlyDictionary<QueueKind, int> Queues) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Counts.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => request.By.Requires(StaffRoles.All) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync<Answer>(async (db, token) =>
        {
            var counts = await Enum.GetValues<QueueKind>().Select(queue => Count(db, request.By, queue, database.Now))
                .Aggregate((all, next) => all.Concat(next)).ToDictionaryAsync(row => (QueueKind)row.Queue, row => row.Count, token);
            return new Answer.Counted(Enum.GetValues<QueueKind>().ToDictionary(queue => queue, queue => counts.GetValueOrDefault(queue)));
        }, ct);

    private static IQueryable<Number> Count(BackOfficeDb db, StaffActor by, QueueKind queue, DateTimeOffset now)
    {
        var which = (int)queue;
        return db.CasesOf(by).In(queue, db, by, now).GroupBy(_ => which).Select(group => new Number { Queue = group.Key, Count = group.Count() });
    }

    private sealed class Number
    {
        public required int Queue { get; init; }

        public required int Count { get; init; }
    }
}

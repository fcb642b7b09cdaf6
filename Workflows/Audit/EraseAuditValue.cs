using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Audit;

/// <summary>
/// An administrator erases one personal value of an entry, with a reason. The entry and the salted digest of the value stay, so that the chain stays whole; the salt goes with the value, so
/// that nobody can guess it. An entry that is not sealed yet must wait for that, a few seconds.
/// </summary>
public sealed class EraseAuditValue(Database database)
{
    /// <summary>Which value, and why.</summary>
    /// <param name="By">Who: administrator.</param>
    /// <param name="Entry">The entry.</param>
    /// <param name="Name">The name of the value.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    public sealed record Request(StaffActor By, Guid Entry, string Name, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is erased, now or before.</summary>
        public sealed record Erased : Answer;

        /// <summary>It is not.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Erases it.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        (request.By.Requires(StaffRoles.Administrator) ?? StaffReason.Check(request.Reason)) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);

    private async Task<Answer> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var entry = await SearchAudit.EntriesOf(transaction.Db, request.By).Include(one => one.Values).SingleOrDefaultAsync(one => one.Id == request.Entry, ct);
        if (entry?.Values.SingleOrDefault(one => one.Name == request.Name) is not { } value)
            return new Answer.Refused(Unknown);
        if (entry.Number is null)
            return new Answer.Refused(NotSealed);
        if (value.ErasedAt is not null)
            return new Answer.Erased();
        (value.Value, value.Salt, value.ErasedAt) = ("", null, database.Now);
        transaction.Service<AuditTrail>().Record(request.By.Actor, "audit-value-erased", account: entry.AccountId, @case: entry.CaseId,
            values: [("entry", entry.Id.ToString()), ("value", value.Name), ("reason", request.Reason.Trim())]);
        return new Answer.Erased();
    }

    private static Refusal Unknown { get; } = new("audit-value-unknown", new("Nilai ini tidak ada dalam jejak audit.", "The audit trail has no such value."));

    private static Refusal NotSealed { get; } = new("audit-not-sealed", new(
        "Catatan ini belum disegel. Coba lagi setelah beberapa detik.", "This entry is not sealed yet. Try again in a few seconds."));
}

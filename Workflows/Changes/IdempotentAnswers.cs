using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Changes;

/// <summary>
/// Remembers what was answered to a call with an <c>Idempotency-Key</c>. The key is reserved before the work, so of two calls at once one works; a reservation that nobody
/// finished (its Host died) is free again after a while, and the work, which may then be done twice, is itself of the kind that a second time changes nothing.
/// </summary>
public sealed class IdempotentAnswers(Database database, TimeProvider clock)
{
    private const int Reserved = 0;
    private static readonly TimeSpan Unfinished = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private static readonly Refusal Reused = new("idempotency-key-reused", new(
        "Idempotency-Key ini sudah dipakai untuk permintaan lain.",
        "This Idempotency-Key was used for another request."));

    private static readonly Refusal Busy = new("idempotency-key-busy", new(
        "Permintaan dengan Idempotency-Key ini sedang dikerjakan. Coba lagi sebentar lagi.",
        "The request with this Idempotency-Key is being worked on. Try again in a moment."));

    /// <summary>One call under a key.</summary>
    /// <param name="Client">Who calls.</param>
    /// <param name="Key">The key it chose.</param>
    /// <param name="RequestDigest">SHA-256 over what was asked.</param>
    public sealed record Call(string Client, string Key, string RequestDigest);

    /// <summary>How a call may go on.</summary>
    public abstract record Begun
    {
        private Begun()
        {
        }

        /// <summary>It is the first: it works, then finishes or forgets.</summary>
        public sealed record First : Begun;

        /// <summary>It was answered before; this is the answer.</summary>
        public sealed record AnsweredBefore(int Status, string Body) : Begun;

        /// <summary>It may not.</summary>
        public sealed record Refused(Refusal Why) : Begun;
    }

    /// <summary>Reserves the key, or says what became of it.</summary>
    public Task<Begun> BeginAsync(Call call, CancellationToken ct) => database.InTransactionAsync<Begun>(async (transaction, token) =>
    {
        var now = clock.GetUtcNow();
        var known = await transaction.Db.Idempotency.FindAsync([call.Client, call.Key], token);
        if (known is { Status: Reserved } && now - known.At >= Unfinished)
        {
            transaction.Db.Idempotency.Remove(known);
            await transaction.Db.SaveChangesAsync(token);
            known = null;
        }
        if (known is null)
        {
            transaction.Db.Idempotency.Add(RecordOf(call, Reserved, "", now));
            return new Begun.First();
        }
        return known switch
        {
            { RequestDigest: var digest } when digest != call.RequestDigest => new Begun.Refused(Reused),
            { Status: Reserved } => new Begun.Refused(Busy),
            _ => new Begun.AnsweredBefore(known.Status, known.Body),
        };
    }, ct);

    /// <summary>Keeps the answer.</summary>
    public Task FinishAsync(Call call, int status, string body, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        await OfCall(transaction.Db, call).ExecuteDeleteAsync(token);
        transaction.Db.Idempotency.Add(RecordOf(call, status, body, clock.GetUtcNow()));
    }, ct);

    /// <summary>Frees the key: there is no answer to keep.</summary>
    public Task ForgetAsync(Call call, CancellationToken ct) => database.InTransactionAsync(
        (transaction, token) => OfCall(transaction.Db, call).ExecuteDeleteAsync(token), ct);

    /// <summary>Deletes what nobody will repeat any more: answers older than seven days.</summary>
    public Task<int> DeleteOldAsync(CancellationToken ct) => database.InTransactionAsync((transaction, token) =>
    {
        var before = clock.GetUtcNow() - Kept;
        return transaction.Db.Idempotency.Where(record => record.At < before).ExecuteDeleteAsync(token);
    }, ct);

    private static IQueryable<IdempotencyRecord> OfCall(BackOfficeDb db, Call call) => db.Idempotency.Where(record => record.Client == call.Client && record.Key == call.Key);

    private static IdempotencyRecord RecordOf(Call call, int status, string body, DateTimeOffset at) =>
        new() { Client = call.Client, Key = call.Key, RequestDigest = call.RequestDigest, Status = status, Body = body, At = at };
}

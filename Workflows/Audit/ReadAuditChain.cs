using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Audit;

/// <summary>
/// Where the audit chain ends. Whoever notes number and seal elsewhere can tell later whether entries were cut off its end, which the chain alone cannot show; <c>verify</c> holds the rest.
/// </summary>
public sealed class ReadAuditChain(Database database)
{
    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The end of the chain.</summary>
        public sealed record Found(AuditChainEnd End) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads it. Auditor or administrator.</summary>
    public Task<Answer> HandleAsync(StaffActor by, CancellationToken ct) => by.Requires(SearchAudit.Readers) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync<Answer>(async (db, token) => new Answer.Found(await AuditChainEnd.ReadAsync(db, token)), ct);
}

/// <summary>The end of the chain of sealed entries.</summary>
/// <param name="Number">The number of the last sealed entry; 0 before the first.</param>
/// <param name="Seal">Its seal in hex; empty before the first.</param>
/// <param name="SealedUntil">When it was written; null before the first.</param>
/// <param name="Unsealed">Entries that are not sealed yet; for longer than a minute, the sealer stands still.</param>
public sealed record AuditChainEnd(long Number, string Seal, DateTimeOffset? SealedUntil, int Unsealed)
{
    internal static async Task<AuditChainEnd> ReadAsync(BackOfficeDb db, CancellationToken ct)
    {
        var unsealed = await db.Audit.CountAsync(entry => entry.Number == null, ct);
        return await db.Audit.Where(entry => entry.Number != null).OrderByDescending(entry => entry.Number).FirstOrDefaultAsync(ct) is { } last
            ? new(last.Number!.Value, Convert.ToHexStringLower(last.Seal!), last.At, unsealed)
            : new(0, "", null, unsealed);
    }
}

using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Data;

/// <summary>
/// Locks on things that may have no row yet, held until the transaction ends: two members of one company may detect at once. On SQLite the one writer is lock enough;
/// on PostgreSQL these are advisory transaction locks, taken in ascending order so that two who want the same ones cannot wait for each other.
/// </summary>
public sealed class RowLocks(BackOfficeDb db)
{
    /// <summary>Whether there are others to lock out: whoever only reads what is to be locked need not.</summary>
    public bool AreNeeded { get; } = db.Database.IsNpgsql();

    /// <summary>Takes a lock on each key, waiting for whoever has one. Take all that a transaction needs in one call.</summary>
    public async Task TakeAsync(IEnumerable<long> keys, CancellationToken ct)
    {
        if (!AreNeeded)
            return;
        long[] ascending = [.. keys.Distinct().Order()];
        // One round trip; the server walks through an array from its beginning.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(key) FROM unnest({ascending}) AS key", ct);
    }
}

using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Data;

/// <summary>
/// Duties that one process at a time does. On PostgreSQL the duty is a session's advisory lock, so it is free again the moment its holder dies; on SQLite there is one
/// Host. A Host that lost its connection may not know that another has the duty by now: the work must bear being done twice.
/// </summary>
public sealed class Leadership(Database database)
{
    // A session may take its lock twice; within one process this keeps the second one out.
    private readonly ConcurrentDictionary<string, bool> held = new(StringComparer.Ordinal);

    /// <summary>Does <paramref name="work"/> unless somebody else is at the duty.</summary>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> TryAsync(string duty, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        if (!held.TryAdd(duty, true))
            return false;
        try
        {
            if (database.Provider == DatabaseProvider.PostgreSql)
                return await TryWithLockAsync(LockKey.Of("duty", duty), work, ct);
            await work(ct);
            return true;
        }
        finally
        {
            held.TryRemove(duty, out _);
        }
    }

    private Task<bool> TryWithLockAsync(long key, Func<CancellationToken, Task> work, CancellationToken ct) => database.ReadAsync(async (db, token) =>
    {
        await db.Database.OpenConnectionAsync(token);
        if (!await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({key}) AS \"Value\"").SingleAsync(token))
            return false;
        try
        {
            await work(token);
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({key})", CancellationToken.None);
        }
        return true;
    }, ct);
}

using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Data;

/// <summary>
/// Duties that one process at a time does. On PostgreSQL the duty is a session's advisory lock: free again the moment its holder dies, and after <see cref="DatabaseOptions.SilenceLimit"/> when
/// the holder stands still or cannot be reached, since the server ends a session that shows no sign of life. A holder that is not answered gives its duty up before that. Whoever stood
/// still for longer goes on for a moment while another has the duty by now: the work must bear being done twice. On SQLite there is one Host.
/// </summary>
public sealed class Leadership(Database database, IOptions<DatabaseOptions> options, ILogger<Leadership> logger)
{
    // A session may take its lock twice; within one process this keeps the second one out.
    private readonly ConcurrentDictionary<string, bool> held = new(StringComparer.Ordinal);
    private readonly TimeSpan beat = options.Value.SilenceLimit / 4;
    private readonly string silence = ((long)options.Value.SilenceLimit.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>Does <paramref name="work"/> unless somebody else is at the duty. Its token cancels also when the duty is lost.</summary>
    /// <returns>Whether it was done to its end.</returns>
    public async Task<bool> TryAsync(string duty, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        if (!held.TryAdd(duty, true))
            return false;
        try
        {
            if (database.Provider == DatabaseProvider.PostgreSql)
                return await TryWithLockAsync(duty, work, ct);
            await work(ct);
            return true;
        }
        finally
        {
            held.TryRemove(duty, out _);
        }
    }

    private Task<bool> TryWithLockAsync(string duty, Func<CancellationToken, Task> work, CancellationToken ct) => database.ReadAsync(async (db, token) =>
    {
        var key = LockKey.Of("duty", duty);
        await db.Database.OpenConnectionAsync(token);
        if (!await db.Database.SqlQuery<bool>($"SELECT CASE WHEN pg_try_advisory_lock({key}) THEN set_config('idle_session_timeout', {silence}, false) <> '' ELSE false END AS \"Value\"").SingleAsync(token))
            return false;
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(token);
        using var done = new CancellationTokenSource();
        var beating = BeatAsync(db, lost, done.Token);
        try
        {
            await work(lost.Token);
            return true;
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !token.IsCancellationRequested)
        {
            logger.LogWarning("The duty {Duty} was given up: PostgreSQL gave no answer, so another Host may have it by now.", duty);
            return false;
        }
        finally
        {
            await done.CancelAsync();
            if (await beating)
                await FreeAsync(db, key, duty);
        }
    }, ct);

    // The limit goes with the duty: the connection may lie in its pool for longer.
    private async Task FreeAsync(BackOfficeDb db, long key, string duty)
    {
        try
        {
            await db.Database.ExecuteSqlAsync($"SELECT set_config('idle_session_timeout', '0', false), pg_advisory_unlock({key})", CancellationToken.None);
        }
        catch (DbException e)
        {
            // Says nothing of the work, which is over: the lock ended with the session, or will with the limit.
            logger.LogWarning(e, "PostgreSQL ended the session of the duty {Duty} before the duty was given back.", duty);
        }
    }

    // Whether the session still stands.
    private async Task<bool> BeatAsync(BackOfficeDb db, CancellationTokenSource lost, CancellationToken done)
    {
        while (true)
        {
            await Task.Delay(beat, TimeProvider.System, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested)
                return true;
            try
            {
                var answer = db.Database.ExecuteSqlAsync($"SELECT 1", CancellationToken.None);
                if (await Task.WhenAny(answer, Task.Delay(beat, TimeProvider.System, CancellationToken.None)) != answer)
                    await lost.CancelAsync();
                await answer;
            }
            catch (Exception)
            {
                await lost.CancelAsync();
                return false;
            }
            if (lost.IsCancellationRequested)
                return true;
        }
    }
}

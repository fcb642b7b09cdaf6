using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Data;

/// <summary>
/// Writes what stands in SQLite's log back into the file beside the work. Left to the driver, the commit that makes the log too long does it, and whoever comes meanwhile waits for it: tens of
/// milliseconds, where a commit takes a fraction of one (ADR 36). No commit is less durable for it.
/// </summary>
internal sealed class SqliteWriteBack(Database database, SqliteConnections connections, IOptions<DatabaseOptions> options, TimeProvider clock, ILogger<SqliteWriteBack> logger) : BackgroundService
{
    /// <summary>
    /// Pages after which the log has to be begun anew, 64 MB. SQLite does so by itself where nothing is left to write back, but while others go on writing something always is.
    /// </summary>
    internal int LongLog { get; init; } = 16_000;

    /// <summary>Writes back what is committed by now; where the log is long all the same, also the little that came meanwhile, while nobody writes.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (WriteBack() > LongLog)
            await database.BetweenWritersAsync(() => WriteBack(), ct);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database.Provider != DatabaseProvider.Sqlite)
            return;
        using var timer = new PeriodicTimer(options.Value.WriteBackEvery, clock);
        var (written, fails) = (0L, false);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var commits = database.Commits;
            if (commits == written)
                continue;
            try
            {
                await RunAsync(stoppingToken);
                (written, fails) = (commits, false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Once, not each second of a disk that is full.
                if (!fails)
                    logger.LogWarning("SQLite's log is not written back: {Failure}", e.GetType().Name);
                fails = true;
            }
        }
    }

    /// <returns>How many pages the log has.</returns>
    private int WriteBack()
    {
        var connection = connections.Rent();
        try
        {
            using var command = connection.CreateCommand();
            // Passive: waits for no reader and no writer, and neither waits for it.
            command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
            using var row = command.ExecuteReader();
            return row.Read() ? row.GetInt32(1) : 0;
        }
        finally
        {
            connections.Return(connection);
        }
    }
}

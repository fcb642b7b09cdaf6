using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Data;

/// <summary>
/// Lets SQLite know how its large tables are filled, as a server does by itself. Without that it takes every index for a good one, and reads all accounts of a site where another index leads to two rows.
/// </summary>
internal sealed class SqliteStatistics(Database database, TimeProvider clock, ILogger<SqliteStatistics> logger) : BackgroundService
{
    // By samples: a few milliseconds on a million accounts. What is small today may be large before the next look, so nothing is said of it: then it counts as large.
    private const string Refresh = "PRAGMA analysis_limit=400; ANALYZE; DELETE FROM sqlite_stat1 WHERE CAST(stat AS INTEGER) < 1000;";

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <summary>Counts anew; connections that are opened after the commit know it.</summary>
    public static async Task RefreshAsync(Transaction transaction, CancellationToken ct)
    {
        await transaction.Db.Database.ExecuteSqlRawAsync(Refresh, ct);
        transaction.AfterCommit(transaction.Service<SqliteConnections>().Renew);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database.Provider != DatabaseProvider.Sqlite)
            return;
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await database.InTransactionAsync(RefreshAsync, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogWarning("The statistics of the database stay as they are: {Failure}", e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

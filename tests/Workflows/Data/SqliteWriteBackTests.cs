using BackOffice.Fixtures;
using BackOffice.Workflows.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Tests.Data;

public sealed class SqliteWriteBackTests
{
    private const int Megabyte = 1 << 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_after_a_commit_the_file_has_it_without_its_log()
    {
        await using var home = await Home.NewAsync(DatabaseProvider.Sqlite, (_, _, _) => { });
        // While one is open, closing another one writes nothing back.
        using var open = home.Get<SqliteConnections>().Rent();
        await home.StartWorkersAsync();
        await WriteAsync(home, bytes: 100);

        await Eventually.TrueAsync(
            () =>
            {
                home.Clock.Advance(TimeSpan.FromSeconds(1));
                return InTheFileAlone(home) == 1;
            },
            otherwise: () => string.Join('\n', home.Log.All), cancel: Cancel);
    }

    [Fact]
    public async Task The_log_of_a_database_that_is_written_without_a_pause_is_begun_anew()
    {
        await using var home = await Home.NewAsync(DatabaseProvider.Sqlite, (_, _, _) => { });
        var writeBack = new SqliteWriteBack(home.Database, home.Get<SqliteConnections>(), home.Get<IOptions<DatabaseOptions>>(), home.Clock, NullLogger<SqliteWriteBack>.Instance) { LongLog = Megabyte / 4096 };
        var writing = Task.Run(
            async () =>
            {
                for (var i = 0; i < 200; i++)
                    await WriteAsync(home, bytes: Megabyte / 2);
            }, Cancel);

        while (!writing.IsCompleted)
            await writeBack.RunAsync(Cancel);
        await writing;

        // Far less than the hundred megabytes that were written.
        Assert.InRange(new FileInfo(FileOf(home) + "-wal").Length, 1, 40 * Megabyte);
    }

    private static Task<int> WriteAsync(Home home, int bytes) => home.Database.InTransactionAsync(
        (transaction, ct) => transaction.Db.Database.ExecuteSqlAsync($"""CREATE TABLE IF NOT EXISTS "Written" ("Bytes" BLOB); INSERT INTO "Written" VALUES (zeroblob({bytes}))""", ct), Cancel);

    private static long InTheFileAlone(Home home)
    {
        var copy = Path.Combine(home.DataFolder, $"{Guid.NewGuid():N}.db");
        File.Copy(FileOf(home), copy);
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var count = connection.CreateCommand();
            count.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'Written'";
            return (long)count.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            // Copied in the middle of being written back: the next look finds it whole.
            return 0;
        }
    }

    private static string FileOf(Home home) => Path.Combine(home.DataFolder, "backoffice.db");
}

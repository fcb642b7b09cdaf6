using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BackOffice.Benchmarks;

/// <summary>The floor under everything durable: a prepared one-row insert, each committed to the disk, as bare as the driver allows.</summary>
internal static class RawCommits
{
    /// <summary>The times of so many commits, one after another, on SQLite (WAL, synchronous FULL) in a file of their own in <paramref name="folder"/>.</summary>
    public static async Task<IReadOnlyList<TimeSpan>> OnSqliteAsync(string folder, int commits)
    {
        var file = Path.Combine(folder, "raw.db");
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS Raw (Id INTEGER PRIMARY KEY, Text TEXT NOT NULL)";
        await command.ExecuteNonQueryAsync();
        command.CommandText = "INSERT INTO Raw (Text) VALUES ('eighty characters or so, as a row of a journal has them when a step was passed')";
        await command.PrepareAsync();
        return await TimeAsync(command.ExecuteNonQueryAsync, commits);
    }

    /// <summary>The times of so many commits, shared by <paramref name="callers"/> connections at once, on PostgreSQL.</summary>
    public static async Task<IReadOnlyList<TimeSpan>> OnPostgreSqlAsync(string connectionString, int callers, int commits)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using (var create = source.CreateCommand("CREATE TABLE IF NOT EXISTS raw_commits (id bigserial PRIMARY KEY, text text NOT NULL)"))
            await create.ExecuteNonQueryAsync();
        return [.. (await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var command = new NpgsqlCommand("INSERT INTO raw_commits (text) VALUES ('eighty characters or so, as a row of a journal has them when a step was passed')", connection);
            await command.PrepareAsync();
            return await TimeAsync(command.ExecuteNonQueryAsync, commits / callers);
        }))).SelectMany(times => times)];
    }

    private static async Task<IReadOnlyList<TimeSpan>> TimeAsync(Func<CancellationToken, Task> commit, int commits)
    {
        List<TimeSpan> times = new(commits);
        for (var i = 0; i < commits; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await commit(CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(start));
        }
        return times;
    }
}

using System.Diagnostics;
using System.Globalization;
using BackOffice.Rules.Matching;
using DuckDB.NET.Data;

namespace BackOffice.Benchmarks;

/// <summary>DuckDB with two threads in memory, as the peer.</summary>
internal sealed class Duck : IDisposable
{
    private readonly DuckDBConnection connection = new("Data Source=:memory:");

    public Duck()
    {
        connection.Open();
        Run("SET threads = 2");
    }

    /// <summary>Loads the files, groups by each of three raw columns, and joins accounts that share one.</summary>
    public TimeSpan Scan(RegistryFiles files)
    {
        var watch = Stopwatch.StartNew();
        Run($"CREATE TABLE sites AS SELECT * FROM read_csv('{files.Sites}', all_varchar = true)");
        Run($"""
            CREATE TABLE accounts AS SELECT a.*, lower(trim(a.user_id)) AS uid, lower(trim(a.email)) AS mail
            FROM read_csv('{files.AccountsFile}', all_varchar = true) a JOIN sites s ON s.code = a.lpse_code WHERE s.stage = 'aggregated'
            """);
        var loaded = watch.Elapsed;
        foreach (var column in (string[])["npwp", "uid", "mail"])
            Run($"CREATE TABLE by_{column} AS SELECT {column}, count(*) AS n FROM accounts WHERE {column} <> '' GROUP BY {column} HAVING count(*) > 1");
        var grouped = watch.Elapsed;
        Run($"CREATE TABLE pairs AS {string.Join(" UNION ", ((string[])["npwp", "uid", "mail"]).Select(column =>
            $"SELECT a.rowid AS one, b.rowid AS other FROM accounts a JOIN accounts b ON a.{column} = b.{column} AND a.rowid < b.rowid WHERE a.{column} <> ''"))}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"DuckDB  {watch.Elapsed.TotalSeconds:N1} s: load {loaded.TotalSeconds:N1}, groups {(grouped - loaded).TotalSeconds:N1}, pairs {(watch.Elapsed - grouped).TotalSeconds:N1}"));
        return watch.Elapsed;
    }

    /// <summary>Takes the blocking keys as they were prepared: one table for each kind.</summary>
    public void LoadKeys(IReadOnlyList<PreparedAccount> accounts)
    {
        foreach (var kind in Enum.GetValues<BlockingKeyKind>())
        {
            Run($"CREATE TABLE {kind} (key UBIGINT, owner INTEGER)");
            using var appender = connection.CreateAppender(kind.ToString());
            for (var owner = 0; owner < accounts.Count; owner++)
                foreach (var key in BlockingKeys.Of(accounts[owner]))
                    if (BlockingKeys.KindOf(key) == kind)
                        appender.CreateRow().AppendValue(key).AppendValue(owner).EndRow();
        }
    }

    /// <summary>Which keys do several accounts have?</summary>
    public TimeSpan GroupKeys()
    {
        var watch = Stopwatch.StartNew();
        foreach (var kind in Enum.GetValues<BlockingKeyKind>())
            Run($"CREATE OR REPLACE TABLE groups AS SELECT key, count(*) AS n FROM {kind} GROUP BY key HAVING count(*) > 1");
        return watch.Elapsed;
    }

    /// <summary>Which pairs of accounts share a key?</summary>
    public TimeSpan JoinKeys(out long pairs)
    {
        var watch = Stopwatch.StartNew();
        Run($"CREATE OR REPLACE TABLE found AS {string.Join(" UNION ", Enum.GetValues<BlockingKeyKind>().Select(kind =>
            $"SELECT a.owner AS one, b.owner AS other FROM {kind} a JOIN {kind} b ON a.key = b.key AND a.owner < b.owner"))}");
        var time = watch.Elapsed;
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM found";
        pairs = (long)count.ExecuteScalar()!;
        return time;
    }

    /// <inheritdoc />
    public void Dispose() => connection.Dispose();

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

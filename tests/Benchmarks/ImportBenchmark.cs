using System.Diagnostics;
using System.Globalization;
using BackOffice.Fixtures;
using BackOffice.Host;
using BackOffice.Workflows.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BackOffice.Benchmarks;

/// <summary>
/// The import of a registry from its files (parsed, checked, normalised, passwords sealed, blocking keys made, a commit every few thousand rows), beside the same rows as bare as the database takes them:
/// on SQLite prepared inserts in one transaction, on PostgreSQL COPY; into the same tables with the same indexes. The peer's rows lie ready in memory.
/// </summary>
internal sealed class ImportBenchmark : IBenchmark
{
    // What an import writes. One after the other, since accounts refer to sites and providers.
    private static readonly string[] Tables = ["Sites", "Providers", "Accounts", "BlockingKeys"];

    /// <inheritdoc />
    public string Verb => "import";

    /// <inheritdoc />
    public string Arguments => "[1000000]";

    /// <inheritdoc />
    public string Help => "the import of so many accounts, against prepared inserts of the same rows (SQLite) and COPY (PostgreSQL)";

    /// <inheritdoc />
    public async Task RunAsync(string[] args, ResultTable table)
    {
        var files = await RegistryFiles.OfAsync(RegistryFiles.Count(args, 1_000_000));
        var folder = Directory.CreateTempSubdirectory("backoffice-import-").FullName;
        try
        {
            var ours = await ImportAsync(files, Path.Combine(folder, "ours"), []);
            SqliteConnection.ClearAllPools();
            var rows = await RowsAsync(Path.Combine(folder, "ours", "backoffice.db"));
            var peer = await InsertAsync(Path.Combine(folder, "peer"), rows);
            table.Times($"import of {files.Accounts:N0} accounts on SQLite beside prepared inserts of its rows in one transaction", ours, peer, most: 1.3);

            await using var cluster = new PostgresCluster { Durable = true };
            var imported = await ImportAsync(files, Path.Combine(folder, "postgresql"), PostgreSql(await cluster.NewDatabaseAsync()));
            var copied = await CopyAsync(Path.Combine(folder, "copy"), await cluster.NewDatabaseAsync(), rows);
            table.Times($"import of {files.Accounts:N0} accounts on PostgreSQL beside COPY of its rows", imported, copied, most: 3);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, string?> PostgreSql(string connection) => new() { ["Database:Provider"] = nameof(DatabaseProvider.PostgreSql), ["Database:ConnectionString"] = connection };

    private static async Task<WebApplication> PreparedAsync(string data, Dictionary<string, string?> settings)
    {
        var app = BackOfficeHost.Build(new() { DataFolder = data, Overrides = settings, Quiet = true });
        await BackOfficeHost.PrepareAsync(app, CancellationToken.None);
        return app;
    }

    private static async Task<TimeSpan> ImportAsync(RegistryFiles files, string data, Dictionary<string, string?> settings)
    {
        await using var app = await PreparedAsync(data, settings);
        var watch = Stopwatch.StartNew();
        await KeptRegistry.ImportAsync(app, files);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"import {watch.Elapsed.TotalSeconds:N1} s"));
        return watch.Elapsed;
    }

    private static async Task<Dictionary<string, (string[] Columns, List<object?[]> Rows)>> RowsAsync(string file)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly }.ToString());
        await connection.OpenAsync();
        var tables = new Dictionary<string, (string[], List<object?[]>)>();
        foreach (var name in Tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"""SELECT * FROM "{name}" """;
            await using var reader = await command.ExecuteReaderAsync();
            string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
            List<object?[]> rows = [];
            while (await reader.ReadAsync())
            {
                var row = new object?[columns.Length];
                reader.GetValues(row!);
                rows.Add(row);
            }
            tables[name] = (columns, rows);
        }
        return tables;
    }

    private static async Task<TimeSpan> InsertAsync(string data, Dictionary<string, (string[] Columns, List<object?[]> Rows)> tables)
    {
        await using (await PreparedAsync(data, []))
        {
        }
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "backoffice.db"), Pooling = false }.ToString());
        await connection.OpenAsync();
        await using (var pragma = connection.CreateCommand())
        {
            // As the import sets them.
            pragma.CommandText = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=65536; PRAGMA temp_store=MEMORY";
            await pragma.ExecuteNonQueryAsync();
        }
        var watch = Stopwatch.StartNew();
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
        foreach (var name in Tables)
        {
            var (columns, rows) = tables[name];
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"""INSERT INTO "{name}" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})""";
            for (var i = 0; i < columns.Length; i++)
                command.Parameters.Add(new SqliteParameter($"$p{i}", null));
            await command.PrepareAsync();
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Length; i++)
                    command.Parameters[i].Value = row[i];
                command.ExecuteNonQuery();
            }
        }
        await transaction.CommitAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"prepared inserts {watch.Elapsed.TotalSeconds:N1} s"));
        return watch.Elapsed;
    }

    private static async Task<TimeSpan> CopyAsync(string data, string connectionString, Dictionary<string, (string[] Columns, List<object?[]> Rows)> tables)
    {
        await using (await PreparedAsync(data, PostgreSql(connectionString)))
        {
        }
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        Dictionary<string, List<string>> texts = [];
        foreach (var name in Tables)
        {
            var types = await TypesAsync(connection, name, tables[name].Columns);
            texts[name] = tables[name].Rows.ConvertAll(row => string.Join('\t', row.Zip(types, Text)));
        }
        var watch = Stopwatch.StartNew();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var name in Tables)
        {
            await using var copy = await connection.BeginTextImportAsync($"""COPY "{name}" ({string.Join(", ", tables[name].Columns.Select(column => $"\"{column}\""))}) FROM STDIN""");
            foreach (var line in texts[name])
            {
                copy.Write(line);
                copy.Write('\n');
            }
        }
        await transaction.CommitAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"COPY {watch.Elapsed.TotalSeconds:N1} s"));
        return watch.Elapsed;
    }

    private static async Task<string[]> TypesAsync(NpgsqlConnection connection, string table, string[] columns)
    {
        await using var command = new NpgsqlCommand("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = $1", connection) { Parameters = { new() { Value = table } } };
        await using var reader = await command.ExecuteReaderAsync();
        Dictionary<string, string> types = [];
        while (await reader.ReadAsync())
            types[reader.GetString(0)] = reader.GetString(1);
        return [.. columns.Select(column => types[column])];
    }

    private static string Text(object? value, string type) => value switch
    {
        null or DBNull => "\\N",
        byte[] bytes => $"\\\\x{Convert.ToHexStringLower(bytes)}",
        long number when type == "boolean" => number == 1 ? "t" : "f",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var text => text.ToString()!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal),
    };
}

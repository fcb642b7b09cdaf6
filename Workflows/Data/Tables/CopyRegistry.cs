using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace BackOffice.Workflows.Data.Tables;

/// <summary>
/// Moves a registry from a SQLite file to an empty PostgreSQL: every table of the model, in one transaction, each compared row by row with what was read. All or nothing; the file is left as
/// it is, and nobody can write to it meanwhile.
/// </summary>
public sealed class CopyRegistry(IServiceScopeFactory scopes, IOptions<DatabaseOptions> options)
{
    private static readonly Refusal Nowhere = new("copy-without-target", new(
        "Atur Database:ConnectionString ke PostgreSQL tujuan, dan biarkan Database:Provider tetap Sqlite.",
        "Set Database:ConnectionString to the PostgreSQL to copy to, and leave Database:Provider at Sqlite."));

    private static readonly Refusal InUse = new("copy-source-in-use", new(
        "Berkas SQLite sedang dipakai. Hentikan Host dan perintah lain yang memakainya, lalu ulangi.",
        "The SQLite file is in use. Stop the Host, and whatever else works on it, and try again."));

    private static readonly Refusal NotEmpty = new("copy-target-not-empty", new(
        "Basis data PostgreSQL tujuan sudah berisi. Pakai yang kosong.",
        "There are rows in the PostgreSQL to copy to. Use an empty one."));

    /// <summary>What came of it.</summary>
    public abstract record Answer
    {
        /// <summary>Every table has arrived, and is the same there as here.</summary>
        public sealed record Copied(IReadOnlyList<TableDigest> Tables) : Answer;

        /// <summary>Nothing was copied.</summary>
        public sealed record Refused(Refusal Why) : Answer;
    }

    /// <summary>Copies. Each row counts twice in <paramref name="progress"/>: once when it is written, once when it is compared.</summary>
    public async Task<Answer> HandleAsync(IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        if (options.Value is not { Provider: DatabaseProvider.Sqlite, ConnectionString.Length: > 0 } || !File.Exists(options.Value.File))
            return new Answer.Refused(Nowhere);
        await using var scope = scopes.CreateAsyncScope();
        var target = scope.ServiceProvider.GetRequiredService<PostgreSqlBackOfficeDb>();
        await using var from = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = options.Value.File, Pooling = false, DefaultTimeout = 2 }.ToString());
        if (!await TryHaveAloneAsync(from, ct))
            return new Answer.Refused(InUse);
        await using var source = new SqliteBackOfficeDb(new DbContextOptionsBuilder<SqliteBackOfficeDb>().UseSqlite(from).Options);
        if (await WhyNotAsync(source, target, ct) is { } refusal)
            return new Answer.Refused(refusal);
        var (reads, writes) = (TableShape.AllOf(source), TableShape.AllOf(target));
        await target.Database.OpenConnectionAsync(ct);
        var to = (NpgsqlConnection)target.Database.GetDbConnection();
        await using var transaction = await to.BeginTransactionAsync(ct);
        if (!await IsEmptyAsync(to, writes, ct))
            return new Answer.Refused(NotEmpty);
        var copied = await CopyAllAsync(from, to, reads, writes, progress, ct);
        foreach (var table in writes)
            await GoOnCountingAsync(to, table, ct);
        await transaction.CommitAsync(ct);
        await ExecuteAsync(to, "ANALYZE", ct);
        return new Answer.Copied(copied);
    }

    // Whoever has the file open, even idle, holds a lock that this one cannot be beside; afterwards nobody else gets in before the end.
    private static async Task<bool> TryHaveAloneAsync(SqliteConnection from, CancellationToken ct)
    {
        try
        {
            await from.OpenAsync(ct);
            await using var alone = from.CreateCommand();
            alone.CommandText = "PRAGMA locking_mode=EXCLUSIVE";
            await alone.ExecuteNonQueryAsync(ct);
            // Alone in its command: of several the library keeps the failure of a later one to itself.
            alone.CommandText = "SELECT count(*) FROM sqlite_master";
            await alone.ExecuteScalarAsync(ct);
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 5 or 6)
        {
            return false;
        }
    }

    private static async Task<Refusal?> WhyNotAsync(SqliteBackOfficeDb source, PostgreSqlBackOfficeDb target, CancellationToken ct)
    {
        if (!(await source.Database.GetAppliedMigrationsAsync(ct)).SequenceEqual(source.Database.GetMigrations()))
            return NotCurrent(source.Database.GetMigrations().Last());
        var creator = target.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(ct))
            await creator.CreateAsync(ct);
        if ((await target.Database.GetAppliedMigrationsAsync(ct)).Except(target.Database.GetMigrations(), StringComparer.Ordinal).Any())
            return NotEmpty;
        await target.Database.MigrateAsync(ct);
        return null;
    }

    private static async Task<bool> IsEmptyAsync(NpgsqlConnection to, IReadOnlyList<TableShape> tables, CancellationToken ct)
    {
        // Until the end nobody else reads or writes there: a Host that starts too early waits.
        await ExecuteAsync(to, $"LOCK TABLE {string.Join(", ", tables.Select(table => table.Quoted))} IN ACCESS EXCLUSIVE MODE", ct);
        foreach (var table in tables)
        {
            await using var any = new NpgsqlCommand($"SELECT EXISTS (SELECT 1 FROM {table.Quoted})", to);
            if ((bool)(await any.ExecuteScalarAsync(ct))!)
                return false;
        }
        return true;
    }

    private static async Task<IReadOnlyList<TableDigest>> CopyAllAsync(
        SqliteConnection from, NpgsqlConnection to, IReadOnlyList<TableShape> reads, IReadOnlyList<TableShape> writes, IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        var (done, all) = (0L, 2 * await CountAsync(from, reads, ct));
        var copied = new List<TableDigest>();
        foreach (var write in writes)
        {
            var read = reads.Single(table => table.Name == write.Name);
            var sent = await CopyAsync(from, to, read, write, Step, ct);
            var arrived = await TableDigest.OfAsync(to, write, transaction: null, Step, ct);
            if (arrived != sent)
                throw new InvalidOperationException($"The table {write.Name} did not arrive as it was read: {sent} became {arrived}. Nothing was kept.");
            copied.Add(arrived);
        }
        return copied;

        void Step()
        {
            if (++done % 1_000 == 0 || done == all)
                progress?.Report((done, all));
        }
    }

    private static async Task<TableDigest> CopyAsync(SqliteConnection from, NpgsqlConnection to, TableShape read, TableShape write, Action step, CancellationToken ct)
    {
        await using var select = from.CreateCommand();
        select.CommandText = read.Select;
        await using var reader = await select.ExecuteReaderAsync(ct);
        await using var copy = await to.BeginBinaryImportAsync($"COPY {write.Quoted} ({write.ColumnList}) FROM STDIN (FORMAT BINARY)", ct);
        var sum = new RowSum();
        while (await reader.ReadAsync(ct))
        {
            var row = read.Read(reader);
            await copy.StartRowAsync(ct);
            for (var column = 0; column < row.Length; column++)
                await WriteAsync(copy, row[column], write.Columns[column], ct);
            sum.Add(row);
            step();
        }
        await copy.CompleteAsync(ct);
        return sum.Of(write.Name);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, object? value, ColumnShape column, CancellationToken ct) => value switch
    {
        null => copy.WriteNullAsync(ct),
        string text => copy.WriteAsync(text, column.StoreType, ct),
        long number => copy.WriteAsync(number, NpgsqlDbType.Bigint, ct),
        int number => copy.WriteAsync(number, NpgsqlDbType.Integer, ct),
        bool flag => copy.WriteAsync(flag, NpgsqlDbType.Boolean, ct),
        Guid id => copy.WriteAsync(id, NpgsqlDbType.Uuid, ct),
        byte[] bytes => copy.WriteAsync(bytes, NpgsqlDbType.Bytea, ct),
        DateOnly day => copy.WriteAsync(day, NpgsqlDbType.Date, ct),
        DateTime moment => copy.WriteAsync(moment, NpgsqlDbType.TimestampTz, ct),
        _ => throw new InvalidOperationException($"Unhandled value of {value.GetType().Name}."),
    };

    // A row that was copied took no number from the table's sequence.
    private static async Task GoOnCountingAsync(NpgsqlConnection to, TableShape table, CancellationToken ct)
    {
        foreach (var column in table.Columns.Where(column => column.Type == typeof(long) || column.Type == typeof(int)))
        {
            await using NpgsqlCommand count = new(string.Create(CultureInfo.InvariantCulture, $"""
                SELECT setval(sequence, (SELECT max("{column.Name}") FROM {table.Quoted})::bigint)
                FROM (SELECT pg_get_serial_sequence('{table.Quoted}', '{column.Name}') AS sequence) AS one
                WHERE sequence IS NOT NULL AND EXISTS (SELECT 1 FROM {table.Quoted})
                """), to);
            await count.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task<long> CountAsync(SqliteConnection from, IReadOnlyList<TableShape> tables, CancellationToken ct)
    {
        var count = 0L;
        foreach (var table in tables)
        {
            await using var command = from.CreateCommand();
            command.CommandText = $"SELECT count(*) FROM {table.Quoted}";
            count += (long)(await command.ExecuteScalarAsync(ct))!;
        }
        return count;
    }

    private static async Task ExecuteAsync(NpgsqlConnection to, string statement, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(statement, to) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static Refusal NotCurrent(string migration) => new("copy-source-not-current", new(
        $"Skema berkas SQLite bukan milik rilis ini ({migration}). Jalankan rilis ini sekali pada berkas itu, lalu hentikan dan ulangi.",
        $"The schema of the SQLite file is not that of this release ({migration}). Start this release once on the file, stop it, and try again."));
}

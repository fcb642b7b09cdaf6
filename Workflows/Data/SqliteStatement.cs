using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace BackOffice.Workflows.Data;

/// <summary>
/// A statement for very many rows of one transaction, prepared once and bound by place. The driver looks each parameter up by its name and boxes each value, which adds up over millions of
/// rows.
/// </summary>
/// <remarks>Its text numbers the parameters: <c>?1</c>, <c>?2</c>. No value is null. It joins whatever transaction its connection has open.</remarks>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private byte[] text = new byte[256];
    private int bound;

    /// <summary>Prepares it.</summary>
    /// <exception cref="SqliteException">The text is no statement of this database.</exception>
    public SqliteStatement(BackOfficeDb db, string sql)
    {
        database = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    /// <summary>Gives the next parameter its value.</summary>
    public SqliteStatement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(statement, ++bound, value));
        return this;
    }

    /// <inheritdoc cref="Bind(long)" />
    public SqliteStatement Bind(bool value) => Bind(value ? 1 : 0);

    /// <inheritdoc cref="Bind(long)" />
    public SqliteStatement Bind(ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(statement, ++bound, value));
        return this;
    }

    /// <inheritdoc cref="Bind(long)" />
    public SqliteStatement Bind(string value)
    {
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > text.Length)
            text = new byte[most];
        // An empty span would be bound as null.
        Check(value.Length == 0
            ? raw.sqlite3_bind_text(statement, ++bound, "")
            : raw.sqlite3_bind_text(statement, ++bound, text.AsSpan(0, Encoding.UTF8.GetBytes(value, text))));
        return this;
    }

    /// <summary>Runs it with the values that it was given.</summary>
    /// <exception cref="SqliteException">The database refuses it.</exception>
    public void Run()
    {
        bound = 0;
        var outcome = raw.sqlite3_step(statement);
        var reset = raw.sqlite3_reset(statement);
        if (outcome != raw.SQLITE_DONE)
            Check(reset);
    }

    /// <summary>The same, where it matters how many rows there were.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Change()
    {
        Run();
        return raw.sqlite3_changes(database);
    }

    /// <inheritdoc />
    public void Dispose() => statement.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}

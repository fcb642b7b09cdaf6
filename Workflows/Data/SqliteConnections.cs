using System.Collections.Concurrent;
using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using SQLitePCL;

namespace BackOffice.Workflows.Data;

/// <summary>
/// Open connections to the SQLite file, kept from one use to the next with their settings, their pages and their prepared statements: opening one and preparing each statement anew took longer
/// than what the statements do (ADR 36).
/// </summary>
internal sealed class SqliteConnections(IOptions<DatabaseOptions> options) : IDisposable
{
    // As many as read at once on a usual day; what a burst opens beyond them is closed again.
    private const int MaxIdle = 8;

    private readonly string connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = options.Value.File,
        Cache = SqliteCacheMode.Private,
        DefaultTimeout = 30,
        Pooling = false,
    }.ToString();

    // The last one that was used has the pages that are asked for next.
    private readonly ConcurrentStack<KeptConnection> idle = new();
    private volatile int generation;

    /// <summary>An open connection, the caller's alone until <see cref="Return"/>; one that is closed, to be opened by whoever makes the database, where there is none.</summary>
    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    public KeptConnection Rent()
    {
        if (idle.TryPop(out var known))
            return known;
        var connection = new KeptConnection(connectionString, generation);
        // To look whether there is a database must not make one.
        if (!File.Exists(connection.DataSource))
            return connection;
        try
        {
            connection.Open();
            connection.Configure();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Takes a connection back. One whose transaction could not be rolled back is closed.</summary>
    public void Return(KeptConnection connection)
    {
        if (connection.State != ConnectionState.Open || raw.sqlite3_get_autocommit(connection.Handle) == 0 || connection.Generation != generation || idle.Count >= MaxIdle)
        {
            connection.Dispose();
            return;
        }
        if (connection.IsTuned)
            connection.Configure();
        idle.Push(connection);
    }

    /// <summary>Keeps none that is open now beyond its present use: a connection reads the statistics when it opens.</summary>
    public void Renew()
    {
        Interlocked.Increment(ref generation);
        CloseIdle();
    }

    /// <summary>Closes what nobody uses.</summary>
    public void CloseIdle()
    {
        while (idle.TryPop(out var connection))
            connection.Dispose();
    }

    /// <inheritdoc />
    public void Dispose() => CloseIdle();
}

/// <summary>The connection of one scope.</summary>
internal sealed class SqliteLease(SqliteConnections connections) : IDisposable
{
    /// <summary>Open, where there is a database.</summary>
    public KeptConnection Connection { get; } = connections.Rent();

    /// <inheritdoc />
    public void Dispose() => connections.Return(Connection);
}

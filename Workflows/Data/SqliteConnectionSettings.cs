using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackOffice.Workflows.Data;

/// <summary>What every SQLite connection is told when it opens: commits reach the disk (a merge or an outbox row must outlive a power cut), readers never wait for the writer.</summary>
internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; "
        // An import gives its connection more (SqliteAccountRows); a pooled connection comes back with the defaults.
        + "PRAGMA cache_size=-2000; PRAGMA wal_autocheckpoint=1000;";
    private const string WritersPragmas = "PRAGMA journal_mode=WAL; " + Pragmas;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = For(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = For(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // EF Core looks for the database through a read-only connection, which cannot put a file that is not yet in WAL (a restored backup) into it.
    private static string For(DbConnection connection) =>
        connection.ConnectionString.Contains("Mode=ReadOnly", StringComparison.OrdinalIgnoreCase) ? Pragmas : WritersPragmas;
}

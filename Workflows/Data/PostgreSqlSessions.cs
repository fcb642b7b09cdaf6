using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace BackOffice.Workflows.Data;

/// <summary>
/// What every session on PostgreSQL is told when it opens, so that nobody has to set it on the server: how long the server keeps what a Host holds that fell silent. A process that stands still
/// keeps its TCP connection alive, and a machine that lost its power keeps it open; in both cases the server itself ends the session after <see cref="DatabaseOptions.SilenceLimit"/>, and
/// locks and duties are free.
/// </summary>
internal static class PostgreSqlSessions
{
    /// <summary>For reading and writing. A connection string that names a value of its own keeps it.</summary>
    public static string ForWork(DatabaseOptions options)
    {
        var builder = Begin(options);
        // The server plans a statement that comes again once for each connection, not each time.
        if (!Names(options, "Max Auto Prepare") && !Names(options, "MaxAutoPrepare"))
            builder.MaxAutoPrepare = 200;
        return builder.ToString();
    }

    /// <summary>For listening to other Hosts: waits without end and notices itself that nobody is there any more.</summary>
    public static string ForListening(DatabaseOptions options)
    {
        var builder = Begin(options);
        builder.Pooling = false;
        builder.KeepAlive = (int)Math.Ceiling(options.SilenceLimit.TotalSeconds / 2);
        builder.CommandTimeout = builder.KeepAlive;
        return builder.ToString();
    }

    /// <summary>For telling other Hosts: what is told may be lost, so nothing waits for the disk.</summary>
    public static string ForTelling(DatabaseOptions options)
    {
        var builder = Begin(options);
        builder.Pooling = false;
        builder.Options += " -c synchronous_commit=off";
        return builder.ToString();
    }

    private static NpgsqlConnectionStringBuilder Begin(DatabaseOptions options)
    {
        NpgsqlConnectionStringBuilder builder = new(options.ConnectionString);
        builder.Options = $"{Limits(options.SilenceLimit)} {builder.Options}".TrimEnd();
        builder.TcpKeepAlive = true;
        if (!Names(options, "Timeout"))
            builder.Timeout = (int)Math.Ceiling(options.SilenceLimit.TotalSeconds);
        return builder;
    }

    private static bool Names(DatabaseOptions options, string setting) => new DbConnectionStringBuilder { ConnectionString = options.ConnectionString }.ContainsKey(setting);

    private static string Limits(TimeSpan silence)
    {
        var (milliseconds, seconds) = ((long)silence.TotalMilliseconds, (int)silence.TotalSeconds);
        return string.Create(CultureInfo.InvariantCulture, $"""
            -c idle_in_transaction_session_timeout={milliseconds} -c lock_timeout={2 * milliseconds} -c client_connection_check_interval={milliseconds / 2}
             -c tcp_user_timeout={milliseconds} -c tcp_keepalives_idle={Math.Max(1, seconds / 2)} -c tcp_keepalives_interval={Math.Max(1, seconds / 5)} -c tcp_keepalives_count=2
            """).ReplaceLineEndings("");
    }
}

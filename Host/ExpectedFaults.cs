using System.Net.Sockets;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Policies;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BackOffice.Host;

/// <summary>Faults of the machine around us that a person can mend. Each is told in a sentence; anything else is a surprise and keeps its stack trace.</summary>
internal static class ExpectedFaults
{
    private const int SqliteReadOnly = 8;
    private const int SqliteIoError = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>The sentence; null when the fault is a surprise.</summary>
    public static string? SentenceOf(Exception fault) => fault switch
    {
        UnusableException or DefinitionRefusedException or NoPoliciesException => fault.Message,
        OptionsValidationException invalid => $"A setting is not valid: {string.Join(" ", invalid.Failures)}",
        InvalidOperationException unread when unread.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal) => $"A setting is not valid: {unread.Message}",
        _ when IsFullDisk(fault) => NoSpace,
        SqliteException { SqliteErrorCode: SqliteIoError } => "The disk of the database file failed: it could not be read or written.",
        SqliteException { SqliteErrorCode: SqliteReadOnly or SqliteCannotOpen } => "The database file cannot be written to. Look at the data folder's owner and permissions.",
        SqliteException { SqliteErrorCode: 26 or 11 } => "The database file is no database, or it is damaged. Restore it from a backup.",
        PostgresException { SqlState: "28P01" or "28000" } => "PostgreSQL refused the user or the password of Database:ConnectionString.",
        PostgresException { SqlState: "3D000" or "42501" } refused => $"PostgreSQL refused: {refused.MessageText}.",
        NpgsqlException => "PostgreSQL cannot be reached. Look at Database:ConnectionString and whether the server runs.",
        IOException { InnerException: AddressInUseException } taken => $"{taken.Message} Choose another one with --urls.",
        SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressNotAvailable } => "The address cannot be listened on. Choose another one with --urls.",
        UnauthorizedAccessException or IOException => $"A file or folder cannot be used: {fault.Message}",
        { InnerException: { } inner } => SentenceOf(inner),
        _ => null,
    };

    /// <summary>Whether nothing could be written because the disk is full.</summary>
    public static bool IsFullDisk(Exception? fault) => fault switch
    {
        null => false,
        SqliteException { SqliteErrorCode: SqliteFull } or IOException { HResult: NoSpaceOnUnix or NoSpaceOnWindows } => true,
        _ => IsFullDisk(fault.InnerException),
    };

    /// <summary>Whether the database file could not be read or written (SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN): the disk, or its owner, is to be looked at.</summary>
    public static bool IsFailedStorage(Exception? fault) => fault switch
    {
        null => false,
        SqliteException { SqliteErrorCode: SqliteIoError or SqliteReadOnly or SqliteCannotOpen } => true,
        _ => IsFailedStorage(fault.InnerException),
    };

    private const string NoSpace = "The disk is full: nothing can be written. Make room and start again.";
}

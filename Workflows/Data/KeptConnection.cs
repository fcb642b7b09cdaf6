using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackOffice.Workflows.Data;

/// <summary>A connection to the SQLite file that keeps each statement prepared until it closes; the driver itself forgets one when its command ends. It has one user at a time.</summary>
internal sealed class KeptConnection(string connectionString, int generation) : SqliteConnection(connectionString)
{
    // Commits reach the disk, since a merge or an outbox row must outlive a power cut; readers never wait for the writer.
    // The log is written back beside the work (SqliteWriteBack); by the commit that brings it to 128 MB where nobody does so.
    private const string Settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; "
        + "PRAGMA cache_size=-2000; PRAGMA wal_autocheckpoint=32000;";

    // Far more than the product has; a list of each length is a text of its own.
    private const int MaxStatements = 400;

    private readonly Dictionary<string, KeptCommand> statements = [];

    /// <summary>With which of the pool's generations it was opened.</summary>
    public int Generation => generation;

    /// <summary>Whether somebody gave it other settings for a while.</summary>
    public bool IsTuned { get; private set; }

    /// <summary>Gives it the settings of every connection.</summary>
    public void Configure()
    {
        Run(Settings);
        IsTuned = false;
    }

    /// <summary>Gives it other settings until it is returned.</summary>
    public void Tune(string pragmas)
    {
        IsTuned = true;
        Run(pragmas);
    }

    /// <summary>
    /// The command that has <paramref name="fresh"/>'s statement prepared, with its parameters and transaction; <paramref name="fresh"/> itself while the rows of the former run are still being read.
    /// </summary>
    public SqliteCommand Prepared(SqliteCommand fresh)
    {
        if (!statements.TryGetValue(fresh.CommandText, out var kept))
        {
            if (statements.Count == MaxStatements)
                Forget();
            statements.Add(fresh.CommandText, kept = new(this, fresh.CommandText));
        }
        if (!kept.TryBegin(fresh))
            return fresh;
        fresh.Dispose();
        return kept;
    }

    /// <summary>The same for a command of any connection: one that keeps no statements gives it back as it is.</summary>
    public static DbCommand Prepared(DbCommand fresh) => fresh is SqliteCommand { Connection: KeptConnection connection } command ? connection.Prepared(command) : fresh;

    /// <inheritdoc />
    public override void Close()
    {
        // A statement that is still prepared would keep the file open behind the driver's back.
        Forget();
        base.Close();
    }

    private void Run(string pragmas)
    {
        using var command = CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
    }

    private void Forget()
    {
        foreach (var command in statements.Values)
            command.Forget();
        statements.Clear();
    }

    /// <summary>Lets the commands of Entity Framework run by kept statements.</summary>
    internal sealed class Interceptor : DbCommandInterceptor
    {
        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) => Prepared(result);
    }

    private sealed class KeptCommand(SqliteConnection connection, string text) : SqliteCommand(text, connection)
    {
        private bool isBusy;
        private bool isForgotten;

        public bool TryBegin(SqliteCommand fresh)
        {
            if (isBusy)
                return false;
            isBusy = true;
            (Transaction, CommandTimeout) = (fresh.Transaction, fresh.CommandTimeout);
            foreach (SqliteParameter parameter in fresh.Parameters)
                Parameters.Add(parameter);
            return true;
        }

        public void Forget()
        {
            isForgotten = true;
            if (!isBusy)
                Dispose();
        }

        // Its user lays it aside; the statement stays prepared.
        protected override void Dispose(bool disposing)
        {
            if (!disposing || isForgotten)
            {
                base.Dispose(disposing);
                return;
            }
            Parameters.Clear();
            Transaction = null;
            isBusy = false;
        }
    }
}

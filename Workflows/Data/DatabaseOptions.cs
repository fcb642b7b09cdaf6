using System.ComponentModel.DataAnnotations;

namespace BackOffice.Workflows.Data;

/// <summary>The databases the product runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>One file; the default. One Host.</summary>
    Sqlite,

    /// <summary>A server; any number of Hosts.</summary>
    PostgreSql,
}

/// <summary>Settings of section <c>Database</c>.</summary>
public sealed class DatabaseOptions : IValidatableObject
{
    /// <summary>Which database; SQLite unless set.</summary>
    [EnumDataType(typeof(DatabaseProvider))]
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>SQLite: the file; <c>backoffice.db</c> in the data folder unless set.</summary>
    public string File { get; set; } = "";

    /// <summary>PostgreSQL: the connection string; required there.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>How often a transaction is tried again when another one was in its way, before the caller is told.</summary>
    [Range(0, 50)]
    public int Retries { get; set; } = 10;

    /// <summary>
    /// PostgreSQL: how long a Host that fell silent, because its machine, its network or the process stands still, keeps its locks and duties before the server gives them to others;
    /// 10 s unless set. Too short costs speed, never correctness. A lock that is not had after twice this time is told as a database that is away.
    /// </summary>
    [Duration("00:00:02", "00:01:00")]
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// SQLite: how often the Host writes its log back into the file, beside the work; 1 s unless set. With a longer time the log grows to 128 MB, more while somebody reads on from before, and the commit
    /// that brings it there waits for all of it. No commit is less durable for it.
    /// </summary>
    [Duration("00:00:00.1", "1.00:00:00")]
    public TimeSpan WriteBackEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider == DatabaseProvider.PostgreSql && string.IsNullOrWhiteSpace(ConnectionString))
            yield return new("Database:ConnectionString is required when Database:Provider is PostgreSql.", [nameof(ConnectionString)]);
        if (Provider == DatabaseProvider.Sqlite && string.IsNullOrWhiteSpace(File))
            yield return new("Database:File is required when Database:Provider is Sqlite.", [nameof(File)]);
    }
}

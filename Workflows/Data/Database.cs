using System.Data;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BackOffice.Workflows.Data;

/// <summary>
/// The only door to the database. <see cref="InTransactionAsync{T}"/> is the only place that begins a transaction: it runs the whole work again, in a new scope with
/// a new context, when another transaction was in its way (SQLITE_BUSY, 40001, 40P01, a lost concurrency check). The work must therefore have no effect outside the database.
/// </summary>
public sealed class Database(IServiceScopeFactory scopes, IOptions<DatabaseOptions> options, TimeProvider clock, HostWire wire, IDurablePoints? points = null) : IDisposable
{
    // SQLite has one writer at a time. Queueing here is fair and cheap; queueing on the busy time-out is neither (50 writers: p99 136 ms against 2,560 ms).
    private readonly SemaphoreSlim writerGate = new(1, 1);
    private readonly bool gated = options.Value.Provider == DatabaseProvider.Sqlite;
    private readonly int retries = options.Value.Retries;
    private readonly AsyncLocal<bool> inside = new();
    private long commits;
    private long retried;

    /// <summary>Which database this is.</summary>
    public DatabaseProvider Provider { get; } = options.Value.Provider;

    /// <summary>Runs <paramref name="work"/> in one transaction and commits what it wrote. The commit is a durable point with the caller's name (<see cref="IDurablePoints"/>).</summary>
    /// <exception cref="InvalidOperationException">Called from within a transaction; work that is part of one takes the scoped <see cref="BackOfficeDb"/> instead.</exception>
    public async Task<T> InTransactionAsync<T>(
        Func<Transaction, CancellationToken, Task<T>> work, CancellationToken ct, [CallerFilePath] string file = "", [CallerMemberName] string member = "")
    {
        if (inside.Value)
            throw new InvalidOperationException("A transaction is already open here. Inside a transaction, use its BackOfficeDb.");
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await TryOnceAsync(work, file, member, ct);
            }
            catch (Exception e) when (attempt < retries && IsPassing(e))
            {
                Interlocked.Increment(ref retried);
                await Task.Delay(TimeSpan.FromMilliseconds((2 << Math.Min(attempt, 7)) + Random.Shared.Next(8)), TimeProvider.System, ct);
            }
        }
    }

    /// <summary>Runs <paramref name="work"/> in one transaction and commits what it wrote.</summary>
    public Task InTransactionAsync(
        Func<Transaction, CancellationToken, Task> work, CancellationToken ct, [CallerFilePath] string file = "", [CallerMemberName] string member = "") =>
        InTransactionAsync(async (transaction, token) =>
        {
            await work(transaction, token);
            return true;
        }, ct, file, member);

    /// <summary>Reads without a transaction and without tracking: what is read here is never written back.</summary>
    public async Task<T> ReadAsync<T>(Func<BackOfficeDb, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackOfficeDb>();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        return await read(db, ct);
    }

    /// <summary>Runs <paramref name="work"/> while no transaction of this process is open on SQLite. For upkeep that is over in a moment; it must not begin one.</summary>
    internal async Task BetweenWritersAsync(Action work, CancellationToken ct)
    {
        await writerGate.WaitAsync(ct);
        try
        {
            work();
        }
        finally
        {
            writerGate.Release();
        }
    }

    /// <summary>
    /// Counts up when this process committed a transaction and soon after another Host did: who has seen as many has missed nothing that happened here, and little that happened elsewhere.
    /// </summary>
    public long Commits => Interlocked.Read(ref commits) + wire.Heard;

    /// <summary>How often this process tried a transaction again because another one was in its way.</summary>
    public long Retries => Interlocked.Read(ref retried);

    /// <summary>The moment, from the one clock.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <inheritdoc />
    public void Dispose() => writerGate.Dispose();

    private async Task<T> TryOnceAsync<T>(Func<Transaction, CancellationToken, Task<T>> work, string file, string member, CancellationToken ct)
    {
        if (points is not null)
            await points.BeginningAsync(NameOf(file, member));
        if (gated)
            await writerGate.WaitAsync(ct);
        inside.Value = true;
        Transaction transaction;
        T answer;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BackOfficeDb>();
            // On SQLite a serializable transaction is BEGIN IMMEDIATE: it never has to upgrade from reading to writing, which would fail at once.
            // On PostgreSQL read committed sees what the holder of an advisory lock committed before it let go.
            await using var dbTransaction = await db.Database.BeginTransactionAsync(gated ? IsolationLevel.Serializable : IsolationLevel.ReadCommitted, ct);
            transaction = new Transaction(scope.ServiceProvider, db);
            answer = await work(transaction, ct);
            await db.SaveChangesAsync(ct);
            var point = points is null ? "" : transaction.Step is { } step ? $"step:{step}" : NameOf(file, member);
            points?.Before(point);
            await dbTransaction.CommitAsync(ct);
            points?.After(point);
        }
        finally
        {
            inside.Value = false;
            if (gated)
                writerGate.Release();
        }
        Interlocked.Increment(ref commits);
        wire.TellOfCommit();
        transaction.Committed();
        return answer;
    }

    // The path is that of the machine that compiled; the name of a file is that of its use case.
    private static string NameOf(string file, string member) =>
        $"{Path.GetFileNameWithoutExtension(file)}.{(member.EndsWith("Async", StringComparison.Ordinal) ? member[..^"Async".Length] : member)}";

    private static bool IsPassing(Exception e) => e switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6,
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation,
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: SqliteException { SqliteErrorCode: 19 } } => true,
        // Npgsql's provider wraps what it takes for a passing failure in an InvalidOperationException.
        _ => e.InnerException is { } inner && IsPassing(inner),
    };
}

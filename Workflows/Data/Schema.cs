using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BackOffice.Workflows.Data;

/// <summary>
/// The schema of the database beside what this release knows. A release only adds to it (expand), so that Hosts of the release before go on beside those of the new one; what they no longer
/// need goes one release later, by a migration whose name begins with <c>Contract</c>. See <c>Data/Migrations/README.md</c>.
/// </summary>
public sealed class Schema(Database database, IOptions<DatabaseOptions> options)
{
    private const string ContractPrefix = "Contract";

    // An index over a million rows takes its time.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Makes the database itself where it is missing.</summary>
    public Task MakeDatabaseAsync(CancellationToken ct) => database.ReadAsync(async (db, token) =>
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        try
        {
            if (!await creator.ExistsAsync(token))
                await creator.CreateAsync(token);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another Host was first.
        }
        return true;
    }, ct);

    /// <summary>Whether there is a database to look into: one that is missing, or holds nothing yet, is none.</summary>
    /// <returns>Null when there is; otherwise where there is none.</returns>
    public Task<Refusal?> WhyNotThereAsync(CancellationToken ct) => database.ReadAsync(
        async (db, token) => (await db.Database.GetAppliedMigrationsAsync(token)).Any() ? null : Missing(Place(options.Value)), ct);

    /// <summary>Brings the schema up to date; one Host at a time.</summary>
    /// <returns>Null when it is; otherwise why this release must not start on it.</returns>
    public Task<Refusal?> UpdateAsync(CancellationToken ct) => database.ReadAsync(async (db, token) =>
    {
        using var alone = await AloneAsync(token);
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(token)).ToList();
        if (applied.Except(known, StringComparer.Ordinal).LastOrDefault() is { } newer)
            return Newer(newer, known[^1]);
        if (known.Count == applied.Count)
            return null;
        db.Database.SetCommandTimeout(Patience);
        await db.Database.MigrateAsync(token);
        return null;
    }, ct);

    /// <summary>Whether a Host that is running may go on: a newer release may have added to the schema, but not taken away from it.</summary>
    /// <returns>Null when it may.</returns>
    public Task<Refusal?> WhyNotGoOnAsync(CancellationToken ct) => database.ReadAsync(async (db, token) =>
    {
        var known = db.Database.GetMigrations().ToList();
        return (await db.Database.GetAppliedMigrationsAsync(token)).Except(known, StringComparer.Ordinal).LastOrDefault(IsContract) is { } newer ? Newer(newer, known[^1]) : null;
    }, ct);

    /// <summary>Whether a migration takes something away that an older release may need.</summary>
    internal static bool IsContract(string migration) => migration.Split('_', 2)[^1].StartsWith(ContractPrefix, StringComparison.Ordinal);

    // On PostgreSQL the caller has the duty. On SQLite another process may be a verb; Entity Framework's own lock there is a row that stays for ever when its holder is killed.
    private async Task<IDisposable?> AloneAsync(CancellationToken ct)
    {
        if (database.Provider != DatabaseProvider.Sqlite)
            return null;
        var path = $"{options.Value.File}.migrating";
        while (true)
        {
            try
            {
                var alone = new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose });
                try
                {
                    await ForgetAbandonedLockAsync(ct);
                    return alone;
                }
                catch
                {
                    await alone.DisposeAsync();
                    throw;
                }
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
            }
        }
    }

    private async Task ForgetAbandonedLockAsync(CancellationToken ct) => await database.ReadAsync(async (db, token) =>
    {
        if (await db.Database.SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(token) > 0)
            await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", token);
        return true;
    }, ct);

    // Without the password.
    private static string Place(DatabaseOptions options)
    {
        if (options.Provider == DatabaseProvider.Sqlite)
            return Path.GetFullPath(options.File);
        NpgsqlConnectionStringBuilder server = new(options.ConnectionString);
        return string.Create(CultureInfo.InvariantCulture, $"{server.Host}:{server.Port}/{server.Database ?? server.Username}");
    }

    private static Refusal Missing(string place) => new("database-missing", new(
        $"Tidak ada basis data di {place}. Periksa --data dan pengaturan Database; serve dan import membuat yang baru.",
        $"There is no database at {place}. Look at --data and the settings of Database; serve and import make a new one."));

    private static Refusal Newer(string applied, string known) => new("database-newer", new(
        $"Basis data ini telah diperbarui oleh rilis yang lebih baru ({applied}); rilis ini hanya mengenal sampai {known}. Jalankan rilis yang lebih baru, atau pulihkan cadangan dari sebelum pembaruan.",
        $"The database was brought up to date by a newer release ({applied}); this release knows up to {known}. Start the newer release, or restore a backup from before the update."));
}

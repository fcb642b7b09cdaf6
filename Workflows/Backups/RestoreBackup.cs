using System.IO.Compression;
using System.Text.Json;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Data.Tables;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Options;
using IRelationalDatabaseCreator = Microsoft.EntityFrameworkCore.Storage.IRelationalDatabaseCreator;

namespace BackOffice.Workflows.Backups;

/// <summary>
/// Puts a backup back where there is no database: everything in the archive is checked before anything is written, and the tables once more when they are there. The folder of keys must be the one
/// that the rows are sealed under.
/// </summary>
public sealed class RestoreBackup(Database database, KeyRing keys, IOptions<DatabaseOptions> databaseOptions, IOptions<ReportOptions> reports)
{
    private static readonly Refusal Unreadable = new("backup-unreadable", new(
        "Berkas ini bukan cadangan, atau dibuat oleh rilis yang susunannya tidak dikenal.",
        "The file is no backup, or a release made it whose layout is not known here."));

    private static readonly Refusal Damaged = new("backup-damaged", new(
        "Cadangan ini rusak: isinya bukan yang disebut manifesnya. Tidak ada yang dipulihkan.",
        "The backup is damaged: what it holds is not what its manifest says. Nothing was restored."));

    private static readonly Refusal NotEmpty = new("restore-target-not-empty", new(
        "Sudah ada basis data di tujuan. Pindahkan dahulu; pemulihan tidak menimpa.",
        "There is a database already where the backup goes. Move it away first; restoring replaces nothing."));

    /// <summary>The archive.</summary>
    public sealed record Request(string File);

    /// <summary>What came of it.</summary>
    public abstract record Answer
    {
        /// <summary>Database and reports are there as they were.</summary>
        public sealed record Restored(BackupManifest Manifest) : Answer;

        /// <summary>Nothing was restored.</summary>
        public sealed record Refused(Refusal Why) : Answer;
    }

    /// <summary>Restores.</summary>
    public async Task<Answer> HandleAsync(Request request, IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        try
        {
            await using var stream = new FileStream(request.File, FileMode.Open, FileAccess.Read, FileShare.Read);
            await using var archive = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, ct);
            return await BackupArchive.ReadManifestAsync(archive, ct) is { Format: BackupManifest.Present } manifest && manifest.Files.All(HasPlace) && manifest.Files.Count(file => file.Name == BackupManifest.Database) == 1
                ? await RestoreAsync(archive, manifest, progress, ct)
                : new Answer.Refused(Unreadable);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            return new Answer.Refused(Unreadable);
        }
    }

    private async Task<Answer> RestoreAsync(ZipArchive archive, BackupManifest manifest, IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        if (await WhyNotAsync(manifest, ct) is { } refusal)
            return new Answer.Refused(refusal);
        foreach (var file in manifest.Files)
            if (!await BackupArchive.TryTakeAsync(archive, file, Stream.Null, ct))
                return new Answer.Refused(Damaged);
        foreach (var file in manifest.Files.Where(file => file.Name != BackupManifest.Database))
            await TakeAsync(archive, file, Path.Combine(reports.Value.Folder, file.Name[BackupManifest.Reports.Length..]), ct);
        // The database last: while it is not there, the whole can be tried again.
        if (await TakeDatabaseAsync(archive, manifest, progress, ct) is { } why)
            return new Answer.Refused(why);
        await RecordAsync(manifest, ct);
        return new Answer.Restored(manifest);
    }

    // A database of an older release is written to only once this one has brought it up to date.
    private async Task RecordAsync(BackupManifest manifest, CancellationToken ct)
    {
        if (!await database.ReadAsync((db, _) => Task.FromResult(IsOfThisRelease(manifest, db)), ct))
            return;
        await database.InTransactionAsync((transaction, _) =>
        {
            transaction.Service<AuditTrail>().Record(Actor.System("restore"), "backup-restored", values: [("sha256", manifest.DatabaseFile.Sha256)]);
            return Task.CompletedTask;
        }, ct);
    }

    private async Task<Refusal?> WhyNotAsync(BackupManifest manifest, CancellationToken ct)
    {
        if (manifest.Provider != database.Provider)
            return OfOtherDatabase(manifest.Provider);
        if (await database.ReadAsync((db, _) => Task.FromResult(!db.Database.GetMigrations().Contains(manifest.Schema)), ct))
            return OfNewerRelease(manifest.Schema);
        if (await keys.FingerprintAsync(ct) != manifest.KeyId)
            return OtherKeys(manifest.KeyId);
        return await IsEmptyAsync(ct) ? null : NotEmpty;
    }

    private async Task<bool> IsEmptyAsync(CancellationToken ct) => database.Provider == DatabaseProvider.Sqlite
        ? !File.Exists(databaseOptions.Value.File) && !File.Exists($"{databaseOptions.Value.File}-wal")
        : await database.ReadAsync(async (db, token) =>
        {
            var creator = db.GetService<IRelationalDatabaseCreator>();
            if (!await creator.ExistsAsync(token))
                await creator.CreateAsync(token);
            return !await creator.HasTablesAsync(token);
        }, ct);

    private async Task<Refusal?> TakeDatabaseAsync(ZipArchive archive, BackupManifest manifest, IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        var part = database.Provider == DatabaseProvider.Sqlite ? $"{databaseOptions.Value.File}.restoring" : Path.Combine(Path.GetTempPath(), $"backoffice-{Guid.NewGuid():N}.dump");
        try
        {
            await TakeAsync(archive, manifest.DatabaseFile, part, ct);
            if (database.Provider == DatabaseProvider.Sqlite)
            {
                await using (var db = SqliteFile.Open(part))
                    if (!await HoldsAsync(db, manifest, progress, ct))
                        return Damaged;
                File.Move(part, databaseOptions.Value.File, overwrite: false);
                return null;
            }
            if (await new PostgreSqlPrograms(databaseOptions).RestoreAsync(part, ct) is { } refusal)
                return refusal;
            return await database.ReadAsync((db, token) => HoldsAsync(db, manifest, progress, token), ct) ? null : Damaged;
        }
        finally
        {
            File.Delete(part);
        }
    }

    // Tables of an older release are not those of this one: the digest of the file has to do.
    private static async Task<bool> HoldsAsync(BackOfficeDb db, BackupManifest manifest, IProgress<(long Done, long Of)>? progress, CancellationToken ct) =>
        !IsOfThisRelease(manifest, db) || (await TableDigests.OfAllAsync(db, progress, ct)).SequenceEqual(manifest.Tables);

    private static bool IsOfThisRelease(BackupManifest manifest, BackOfficeDb db) => manifest.Schema == db.Database.GetMigrations().Last();

    private static async Task TakeAsync(ZipArchive archive, BackupFile file, string path, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        PrivateFile.Make(path);
        await using var to = new FileStream(path, FileMode.Open, FileAccess.Write);
        await BackupArchive.TryTakeAsync(archive, file, to, ct);
        to.Flush(flushToDisk: true);
    }

    // Nothing in an archive is put outside its own place.
    private static bool HasPlace(BackupFile file) => file.Name == BackupManifest.Database
        || (file.Name.StartsWith(BackupManifest.Reports, StringComparison.Ordinal) && file.Name.Split('/', '\\').All(part => part is not ("" or "." or "..")));

    private static Refusal OfOtherDatabase(DatabaseProvider provider) => new("backup-of-other-database", new(
        $"Cadangan ini milik {provider}. Pulihkan ke {provider}; `db copy` kemudian memindahkannya dari SQLite ke PostgreSQL.",
        $"The backup is of {provider}. Restore it to {provider}; `db copy` then moves it from SQLite to PostgreSQL."));

    private static Refusal OfNewerRelease(string schema) => new("backup-newer", new(
        $"Cadangan ini dibuat oleh rilis yang lebih baru ({schema}). Pulihkan dengan rilis itu.",
        $"The backup was made by a newer release ({schema}). Restore it with that release."));

    private static Refusal OtherKeys(string keyId) => new("restore-keys-wrong", new(
        $"Kunci penyegel di folder kunci bukan yang menyegel cadangan ini ({keyId}). Kembalikan dahulu folder kunci yang disimpan terpisah; tanpa kunci itu tidak ada penyedia yang dapat masuk.",
        $"The sealing key in the folder of keys is not the one that this backup is sealed under ({keyId}). Put that folder back first, from where keys are kept apart; without it no provider could sign in."));
}

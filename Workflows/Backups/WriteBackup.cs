using System.Data;
using System.IO.Compression;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Data.Tables;
using BackOffice.Workflows.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Backups;

/// <summary>
/// Writes the database as it is at one moment, and the files of the reports that it names, into one new archive, while Hosts go on working. Keys are not in it: kept together they would open
/// each other.
/// </summary>
public sealed class WriteBackup(Database database, IOptions<DatabaseOptions> databaseOptions, IOptions<ReportOptions> reports)
{
    /// <summary>The archive to make; there must be no file there.</summary>
    public sealed record Request(string File);

    /// <summary>What came of it.</summary>
    public abstract record Answer
    {
        /// <summary>The archive is there.</summary>
        public sealed record Written(BackupManifest Manifest, long Bytes) : Answer;

        /// <summary>There is none.</summary>
        public sealed record Refused(Refusal Why) : Answer;
    }

    private sealed record Snapshot(string Schema, string KeyId, IReadOnlyList<TableDigest> Tables, IReadOnlyList<string> Reports);

    /// <summary>Backs up.</summary>
    public async Task<Answer> HandleAsync(Request request, IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        var file = Path.GetFullPath(request.File);
        if (File.Exists(file))
            return new Answer.Refused(There(file));
        var (archive, copy) = ($"{file}.part", $"{file}.database");
        try
        {
            PrivateFile.Make(copy);
            var takenAt = database.Now;
            var (snapshot, refusal) = database.Provider == DatabaseProvider.Sqlite ? await OfSqliteAsync(copy, progress, ct) : await OfPostgreSqlAsync(copy, progress, ct);
            if (snapshot is null)
                return new Answer.Refused(refusal!);
            PrivateFile.Make(archive);
            var manifest = await PackAsync(archive, copy, takenAt, snapshot, ct);
            File.Move(archive, file, overwrite: false);
            await database.InTransactionAsync((transaction, _) =>
            {
                transaction.Service<AuditTrail>().Record(Actor.System("backup"), "backup-written", values: [("sha256", manifest.DatabaseFile.Sha256)]);
                return Task.CompletedTask;
            }, ct);
            return new Answer.Written(manifest, new FileInfo(file).Length);
        }
        finally
        {
            File.Delete(copy);
            File.Delete(archive);
        }
    }

    private async Task<BackupManifest> PackAsync(string archive, string copy, DateTimeOffset takenAt, Snapshot snapshot, CancellationToken ct)
    {
        List<BackupFile> files = [];
        List<string> missing = [];
        await using (var stream = new FileStream(archive, FileMode.Open, FileAccess.Write))
        await using (var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            files.Add(await BackupArchive.AddAsync(zip, BackupManifest.Database, copy, ct));
            foreach (var report in snapshot.Reports)
            {
                // Drawn anew or removed since the snapshot.
                if (File.Exists(Path.Combine(reports.Value.Folder, report)))
                    files.Add(await BackupArchive.AddAsync(zip, BackupManifest.Reports + report, Path.Combine(reports.Value.Folder, report), ct));
                else
                    missing.Add(report);
            }
            var manifest = new BackupManifest(BackupManifest.Present, takenAt, database.Provider, snapshot.Schema, snapshot.KeyId, snapshot.Tables, files, missing);
            await BackupArchive.AddAsync(zip, manifest, ct);
            return manifest;
        }
    }

    private async Task<(Snapshot?, Refusal?)> OfSqliteAsync(string copy, IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        // A read transaction of its own: writers go on, and what they write is not in it.
        await database.ReadAsync((db, token) =>
        {
            db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
            return db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}", token);
        }, ct);
        await using var db = SqliteFile.Open(copy);
        return (await ReadAsync(db, progress, ct), null);
    }

    private Task<(Snapshot?, Refusal?)> OfPostgreSqlAsync(string copy, IProgress<(long Done, long Of)>? progress, CancellationToken ct) => database.ReadAsync<(Snapshot?, Refusal?)>(async (db, token) =>
    {
        // One moment to read, and nothing is written.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, token);
        // It waits for the dump, which may take longer than a Host may be silent.
        await db.Database.ExecuteSqlAsync($"SET LOCAL idle_in_transaction_session_timeout = 0", token);
        var name = await db.Database.SqlQuery<string>($"SELECT pg_export_snapshot() AS \"Value\"").SingleAsync(token);
        if (await new PostgreSqlPrograms(databaseOptions).DumpAsync(name, copy, token) is { } refusal)
            return (null, refusal);
        return (await ReadAsync(db, progress, token), null);
    }, ct);

    private async Task<Snapshot> ReadAsync(BackOfficeDb db, IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        var schema = (await db.Database.GetAppliedMigrationsAsync(ct)).Last();
        var key = await db.KeyChecks.Select(check => check.KeyId).SingleAsync(ct);
        var tables = await TableDigests.OfAllAsync(db, progress, ct);
        var files = await db.Reports.Where(report => report.State == ReportState.Ready).Select(report => report.FileName!).ToListAsync(ct);
        foreach (var folder in await db.RequestedReports.Where(report => report.State == ReportState.Ready && report.FilesRemovedAt == null).Select(report => report.Folder!).ToListAsync(ct))
            files.AddRange(FilesIn(folder));
        return new(schema, key, tables, files);
    }

    // The PDF is named also where it is missing.
    private IEnumerable<string> FilesIn(string folder)
    {
        var pdf = RequestedReportFiles.Pdf(reports.Value.Folder, folder);
        var there = Directory.Exists(Path.GetDirectoryName(pdf)) ? Directory.GetFiles(Path.GetDirectoryName(pdf)!) : [];
        return there.Append(pdf).Distinct().Select(file => Path.GetRelativePath(reports.Value.Folder, file).Replace(Path.DirectorySeparatorChar, '/'));
    }

    private static Refusal There(string file) => new("backup-file-exists", new(
        $"Berkas {file} sudah ada. Pilih nama lain.",
        $"There is a file {file} already. Choose another name."));
}

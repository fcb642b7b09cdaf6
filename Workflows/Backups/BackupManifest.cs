using BackOffice.Workflows.Data;
using BackOffice.Workflows.Data.Tables;

namespace BackOffice.Workflows.Backups;

/// <summary>What a backup holds, and what it takes to put it back. It names the sealing key and does not hold it: keys are kept apart.</summary>
/// <param name="Format">How the archive is laid out; this release reads <see cref="Present"/>.</param>
/// <param name="TakenAt">The moment that the rows are of.</param>
/// <param name="Provider">The database it is of; it goes back to the same kind.</param>
/// <param name="Schema">The newest migration; a release that does not know it does not put it back.</param>
/// <param name="KeyId">The fingerprint of the sealing key that the rows are sealed under.</param>
/// <param name="Tables">Every table with rows and digest.</param>
/// <param name="Files">The database and the reports, with their digests.</param>
/// <param name="Missing">Files of reports that rows name and that were not there, or were replaced, while the backup was made.</param>
public sealed record BackupManifest(
    int Format, DateTimeOffset TakenAt, DatabaseProvider Provider, string Schema, string KeyId, IReadOnlyList<TableDigest> Tables, IReadOnlyList<BackupFile> Files, IReadOnlyList<string> Missing)
{
    /// <summary>The layout that this release writes.</summary>
    public const int Present = 1;

    /// <summary>The database among the files.</summary>
    internal BackupFile DatabaseFile => Files.Single(file => file.Name == Database);

    /// <summary>The name of the manifest in the archive.</summary>
    internal const string Name = "manifest.json";

    /// <summary>The name of the database in the archive.</summary>
    internal const string Database = "database";

    /// <summary>What the names of reports begin with.</summary>
    internal const string Reports = "reports/";
}

/// <summary>A file in a backup.</summary>
/// <param name="Name">Its place in the archive.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256);

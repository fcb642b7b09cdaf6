using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackOffice.Workflows.Backups;

/// <summary>How a backup lies on disk: a ZIP archive with the manifest in it.</summary>
internal static class BackupArchive
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>Adds a file and returns what the manifest says of it.</summary>
    public static async Task<BackupFile> AddAsync(ZipArchive archive, string name, string path, CancellationToken ct)
    {
        await using var from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using var to = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        return await CopyAsync(name, from, to, ct);
    }

    /// <summary>Adds the manifest.</summary>
    public static async Task AddAsync(ZipArchive archive, BackupManifest manifest, CancellationToken ct)
    {
        await using var to = await archive.CreateEntry(BackupManifest.Name, CompressionLevel.Fastest).OpenAsync(ct);
        await JsonSerializer.SerializeAsync(to, manifest, Json, ct);
    }

    /// <summary>Reads the manifest; null when the archive is none of ours.</summary>
    public static async Task<BackupManifest?> ReadManifestAsync(ZipArchive archive, CancellationToken ct)
    {
        if (archive.GetEntry(BackupManifest.Name) is not { } entry)
            return null;
        await using var from = await entry.OpenAsync(ct);
        return await JsonSerializer.DeserializeAsync<BackupManifest>(from, Json, ct);
    }

    /// <summary>Whether a file in the archive is the one that the manifest names. It is copied to <paramref name="to"/> on the way.</summary>
    public static async Task<bool> TryTakeAsync(ZipArchive archive, BackupFile file, Stream to, CancellationToken ct)
    {
        if (archive.GetEntry(file.Name) is not { } entry)
            return false;
        await using var from = await entry.OpenAsync(ct);
        return await CopyAsync(file.Name, from, to, ct) == file;
    }

    private static async Task<BackupFile> CopyAsync(string name, Stream from, Stream to, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        var bytes = 0L;
        for (int read; (read = await from.ReadAsync(buffer, ct)) > 0; bytes += read)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        return new(name, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}

using System.Security.Cryptography;
using BackOffice.Workflows.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.SignIn;

/// <summary>
/// The key that passwords and the keys of all Hosts (<see cref="SharedKeys"/>) are sealed under: a file outside the database, readable by the service's own user alone and protected by
/// ASP.NET Data Protection with keys of its own beside it. A stolen database without it is nothing to guess at. Several Hosts share the folder, or each has a copy.
/// </summary>
public sealed class KeyRing(Database database, IOptions<SignInOptions> options, IDurablePoints? points = null) : IDisposable
{
    private const string FileName = "passwords.key";
    private readonly SemaphoreSlim opening = new(1, 1);
    private SealingKey? key;

    /// <summary>The opened key.</summary>
    /// <exception cref="InvalidOperationException">Nobody called <see cref="OpenAsync"/>, or it was refused.</exception>
    internal SealingKey Key => key ?? throw new InvalidOperationException("The key ring is not open.");

    /// <summary>
    /// Reads the key, or makes it when the database was never sealed under one, and compares it with what the database remembers. Call it once the database
    /// is migrated; calling again is free.
    /// </summary>
    /// <returns>Null when it is open; otherwise why the service must not start: with a wrong key every password would be rejected.</returns>
    public async Task<Refusal?> OpenAsync(CancellationToken ct)
    {
        if (key is not null)
            return null;
        await opening.WaitAsync(ct);
        try
        {
            return key is null ? await OpenOnceAsync(ct) : null;
        }
        finally
        {
            opening.Release();
        }
    }

    /// <summary>The id of the key in the folder, whatever the database says; null when there is none that can be read.</summary>
    internal async Task<string?> FingerprintAsync(CancellationToken ct)
    {
        var path = Path.Combine(options.Value.KeyFolder, FileName);
        try
        {
            return File.Exists(path) ? new SealingKey(ProtectorOf(path).Unprotect(await File.ReadAllBytesAsync(path, ct))).Id : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => opening.Dispose();

    private async Task<Refusal?> OpenOnceAsync(CancellationToken ct)
    {
        var path = Path.Combine(options.Value.KeyFolder, FileName);
        var protector = ProtectorOf(path);
        var known = await database.ReadAsync((db, token) => db.KeyChecks.SingleOrDefaultAsync(token), ct);
        if (!File.Exists(path))
        {
            if (known is not null)
                return Lost(path);
            points?.Before("KeyRing:file");
            Make(path, protector);
            points?.After("KeyRing:file");
        }
        SealingKey read;
        try
        {
            read = new(protector.Unprotect(await File.ReadAllBytesAsync(path, ct)));
        }
        catch (CryptographicException)
        {
            return Unreadable(path);
        }
        var check = await RememberAsync(read, ct);
        if (check.KeyId != read.Id || !CryptographicOperations.FixedTimeEquals(check.Check, read.Check()))
            return Wrong(path);
        key = read;
        return null;
    }

    // A key that is there needs no other one: the folder may be a copy, or read-only.
    private static IDataProtector ProtectorOf(string path) => DataProtectionProvider.Create(new DirectoryInfo(Path.GetDirectoryName(path)!), protection =>
    {
        protection.SetApplicationName("BackOffice");
        if (File.Exists(path))
            protection.DisableAutomaticKeyGeneration();
    }).CreateProtector("BackOffice.SignIn.SealingKey.v1");

    private Task<KeyCheck> RememberAsync(SealingKey read, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var check = await transaction.Db.KeyChecks.SingleOrDefaultAsync(token);
        if (check is null)
            transaction.Db.KeyChecks.Add(check = new() { KeyId = read.Id, Check = read.Check() });
        return check;
    }, ct);

    private static void Make(string path, IDataProtector protector)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var part = $"{path}.{Guid.NewGuid():N}";
        var mode = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            mode.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var bytes = RandomNumberGenerator.GetBytes(SealingKey.Length);
        using (var file = new FileStream(part, mode))
        {
            file.Write(protector.Protect(bytes));
            file.Flush(flushToDisk: true);
        }
        CryptographicOperations.ZeroMemory(bytes);
        try
        {
            File.Move(part, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another Host on the same folder was first; its key is the key.
            File.Delete(part);
        }
    }

    private static Refusal Lost(string path) => new("key-lost", new(
        $"Kunci penyegel sandi tidak ada di {path}, padahal sandi di basis data ini disegel dengannya. Salin folder kunci dari Host lain atau kembalikan dari cadangan; tanpa kunci itu tidak ada penyedia yang dapat masuk.",
        $"The key that seals the passwords of this database is not at {path}. Copy the folder of keys from another Host, or put it back from a backup; without it no provider could sign in."));

    private static Refusal Unreadable(string path) => new("key-unreadable", new(
        $"Kunci penyegel sandi di {path} tidak dapat dibuka: gelang kunci Data Protection di folder itu bukan miliknya. Kembalikan seluruh folder kunci dari cadangan.",
        $"The key at {path} cannot be opened: the Data Protection keys beside it are not those it was protected with. Put the whole folder back from a backup."));

    private static Refusal Wrong(string path) => new("key-wrong", new(
        $"Kunci penyegel sandi di {path} milik basis data lain. Pasangkan basis data ini dengan folder kuncinya sendiri; semua Host pada satu basis data memakai folder yang sama atau salinannya.",
        $"The key at {path} belongs to another database. Start this database with its own folder of keys; all Hosts on one database use the same folder or copies of it."));
}

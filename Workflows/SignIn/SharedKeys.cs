using System.Security.Cryptography;
using System.Text;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.SignIn;

/// <summary>
/// Keys that every Host must have alike, made once by whichever Host is first: those of sites' tokens and the ring of Data Protection. They lie in the database, sealed, so that a further Host
/// needs only the folder with the sealing key. <see cref="KeyRing.OpenAsync"/> comes before.
/// </summary>
public sealed class SharedKeys(Database database, KeyRing ring)
{
    /// <summary>The key of this name; made by <paramref name="make"/> when no Host has made it yet.</summary>
    /// <exception cref="CryptographicException">The row was changed, or moved to another name.</exception>
    public async Task<byte[]> OfAsync(string name, Func<byte[]> make, CancellationToken ct)
    {
        var found = await database.ReadAsync((db, token) => db.SharedKeys.SingleOrDefaultAsync(key => key.Name == name, token), ct);
        return Open(found ?? await AddAsync(name, make(), ct));
    }

    /// <summary>All keys whose name begins with <paramref name="prefix"/>, in the order they were made.</summary>
    internal async Task<IReadOnlyList<byte[]>> AllAsync(string prefix, CancellationToken ct)
    {
        var rows = await database.ReadAsync((db, token) => db.SharedKeys.OrderBy(key => key.MadeAt).ThenBy(key => key.Name).ToListAsync(token), ct);
        return [.. rows.Where(row => row.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(Open)];
    }

    /// <summary>Keeps a key under a name that is its own; whoever was first stays.</summary>
    internal Task<SharedKey> AddAsync(string name, byte[] key, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("shared-key", name)], token);
        if (await transaction.Db.SharedKeys.SingleOrDefaultAsync(one => one.Name == name, token) is { } earlier)
            return earlier;
        var made = new SharedKey { Name = name, Sealed = ring.Key.Seal(Owner(name), key), MadeAt = database.Now };
        transaction.Db.SharedKeys.Add(made);
        return made;
    }, ct);

    private byte[] Open(SharedKey key) => ring.Key.Open(Owner(key.Name), key.Sealed);

    private static Guid Owner(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"shared-key\n{name}")).AsSpan(0, 16));
}

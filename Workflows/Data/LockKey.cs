using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BackOffice.Workflows.Data;

/// <summary>Keys for <see cref="RowLocks"/>: the first eight bytes of a SHA-256 over kind and name, the same in every Host.</summary>
public static class LockKey
{
    /// <summary>The national use of one user ID.</summary>
    public static long UserId(string userIdKey) => Of("user-id", userIdKey);

    /// <summary>One account's membership and case.</summary>
    public static long Account(long account) => Of("account", account.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Anything else that has a name.</summary>
    public static long Of(string kind, string name) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{name}")));
}

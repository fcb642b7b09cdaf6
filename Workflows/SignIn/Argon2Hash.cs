using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using NSec.Cryptography;

namespace BackOffice.Workflows.SignIn;

/// <summary>
/// One Argon2id hash in the usual notation, <c>$argon2id$v=19$m=19456,t=2,p=1$&lt;salt&gt;$&lt;hash&gt;</c> (base64 without padding; 16 and 32 bytes).
/// The cost is OWASP's: 19 MiB, two passes, 20-40 ms. Other costs are refused, so that every check takes the same time.
/// </summary>
internal sealed class Argon2Hash
{
    public const string Prefix = "$argon2id$v=19$m=19456,t=2,p=1$";
    private const int SaltLength = 16;
    private const int HashLength = 32;

    private static readonly Argon2id Kdf = new(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = 19_456, NumberOfPasses = 2 });

    private readonly byte[] salt;
    private readonly byte[] hash;

    private Argon2Hash(byte[] salt, byte[] hash)
    {
        this.salt = salt;
        this.hash = hash;
    }

    /// <summary>Hashes with a fresh salt.</summary>
    public static Argon2Hash Of(ReadOnlySpan<byte> secret)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var hash = new byte[HashLength];
        Derive(secret, salt, hash);
        return new(salt, hash);
    }

    /// <summary>Whether the hash is of this secret; compared in constant time.</summary>
    public bool Matches(ReadOnlySpan<byte> secret)
    {
        Span<byte> derived = stackalloc byte[HashLength];
        Derive(secret, salt, derived);
        return CryptographicOperations.FixedTimeEquals(derived, hash);
    }

    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out Argon2Hash? parsed)
    {
        parsed = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var rest = text[Prefix.Length..];
        var dollar = rest.IndexOf('$');
        if (dollar < 0 || !TryBase64(rest[..dollar], SaltLength, out var salt) || !TryBase64(rest[(dollar + 1)..], HashLength, out var hash))
            return false;
        parsed = new(salt, hash);
        return true;
    }

    public override string ToString() => $"{Prefix}{Convert.ToBase64String(salt).TrimEnd('=')}${Convert.ToBase64String(hash).TrimEnd('=')}";

    private static void Derive(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> salt, Span<byte> hash) => Kdf.DeriveBytes(secret, salt, hash);

    private static bool TryBase64(ReadOnlySpan<char> text, int length, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = new byte[length];
        Span<char> padded = stackalloc char[(length + 2) / 3 * 4];
        if (text.Length != (length * 8 + 5) / 6)
            return false;
        text.CopyTo(padded);
        padded[text.Length..].Fill('=');
        return Convert.TryFromBase64Chars(padded, bytes, out var written) && written == length;
    }
}

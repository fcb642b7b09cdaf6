using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace BackOffice.Workflows.SignIn;

/// <summary>The forms in which a registry file may bring a password.</summary>
public enum LegacyAlgorithm
{
    /// <summary><c>md5:</c> and 32 hex digits: MD5 of the password's UTF-8 bytes.</summary>
    Md5,

    /// <summary><c>sha1:</c> and 40 hex digits: SHA-1 of the same.</summary>
    Sha1,

    /// <summary><c>kdf:</c> and our own encoded Argon2id hash, see <see cref="Argon2Hash"/>.</summary>
    Kdf,
}

/// <summary>
/// A password hash as a site hands it over. It exists only between the source and <see cref="PasswordVault.Seal"/>; nothing stores or shows it.
/// </summary>
public sealed class LegacyHash
{
    private readonly byte[] digest;
    private readonly Argon2Hash? encoded;

    private LegacyHash(LegacyAlgorithm algorithm, byte[] digest, Argon2Hash? encoded = null)
    {
        Algorithm = algorithm;
        this.digest = digest;
        this.encoded = encoded;
    }

    /// <summary>Which form.</summary>
    public LegacyAlgorithm Algorithm { get; }

    internal ReadOnlySpan<byte> Digest => digest;

    internal Argon2Hash? Encoded => encoded;

    /// <summary>Reads <c>md5:&lt;hex&gt;</c>, <c>sha1:&lt;hex&gt;</c> or <c>kdf:&lt;encoded&gt;</c>; any other form is refused, since nobody could sign in with it.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out LegacyHash? hash)
    {
        text = text.Trim();
        hash = null;
        if (text.StartsWith("md5:", StringComparison.Ordinal) && TryHex(text[4..], 16, out var md5))
            hash = new(LegacyAlgorithm.Md5, md5);
        else if (text.StartsWith("sha1:", StringComparison.Ordinal) && TryHex(text[5..], 20, out var sha1))
            hash = new(LegacyAlgorithm.Sha1, sha1);
        else if (text.StartsWith("kdf:", StringComparison.Ordinal) && Argon2Hash.TryParse(text[4..], out var encoded))
            hash = new(LegacyAlgorithm.Kdf, [], encoded);
        return hash is not null;
    }

    /// <summary>What a site would have stored for this password.</summary>
    internal static LegacyHash Of(TypedPassword password, LegacyAlgorithm algorithm) => algorithm switch
    {
        // Old sites chose these; the digest is only the innermost of what we keep.
#pragma warning disable CA5350, CA5351
        LegacyAlgorithm.Md5 => new(algorithm, MD5.HashData(password.Utf8)),
        LegacyAlgorithm.Sha1 => new(algorithm, SHA1.HashData(password.Utf8)),
#pragma warning restore CA5350, CA5351
        var other => throw new InvalidOperationException($"{other} is not an algorithm of a site."),
    };

    /// <inheritdoc />
    public override string ToString() => "***";

    private static bool TryHex(ReadOnlySpan<char> text, int bytes, [NotNullWhen(true)] out byte[]? digest)
    {
        digest = null;
        if (text.Length != bytes * 2)
            return false;
        var buffer = new byte[bytes];
        if (Convert.FromHexString(text, buffer, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        digest = buffer;
        return true;
    }
}

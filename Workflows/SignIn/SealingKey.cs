using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BackOffice.Workflows.SignIn;

/// <summary>32 random bytes that never enter the database. Each use has a prefix of its own, so that no value of one use serves another.</summary>
internal sealed class SealingKey
{
    public const int Length = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private readonly byte[] key;

    public SealingKey(byte[] key)
    {
        this.key = key;
        Id = Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 4));
    }

    public string Id { get; }

    /// <summary>What the database remembers, to tell this key from another.</summary>
    public byte[] Check() => HMACSHA256.HashData(key, "check1"u8);

    /// <summary>A site's digest under the key. The provider's id makes equal passwords look different and a row useless elsewhere.</summary>
    public byte[] OfPassword(long providerId, LegacyAlgorithm algorithm, ReadOnlySpan<byte> digest)
    {
        Span<byte> text = stackalloc byte[3 + 1 + 8 + 20];
        "pw1"u8.CopyTo(text);
        text[3] = (byte)algorithm;
        BinaryPrimitives.WriteInt64BigEndian(text[4..], providerId);
        digest.CopyTo(text[12..]);
        var keyed = HMACSHA256.HashData(key, text[..(12 + digest.Length)]);
        CryptographicOperations.ZeroMemory(text);
        return keyed;
    }

    /// <summary>A staff member's recovery code under the key; the member's id makes it useless for anybody else.</summary>
    public byte[] OfStaffCode(Guid member, ReadOnlySpan<byte> code)
    {
        byte[] text = [.. "sc1"u8, .. member.ToByteArray(), .. code];
        var keyed = HMACSHA256.HashData(key, text);
        CryptographicOperations.ZeroMemory(text);
        return keyed;
    }

    /// <summary>Encrypts a secret that must be read again (AES-256-GCM): nonce, tag and text, of use for this owner alone.</summary>
    public byte[] Seal(Guid owner, ReadOnlySpan<byte> secret)
    {
        var sealedBytes = new byte[NonceLength + TagLength + secret.Length];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = MakeAes();
        aes.Encrypt(nonce, secret, sealedBytes.AsSpan(NonceLength + TagLength), sealedBytes.AsSpan(NonceLength, TagLength), owner.ToByteArray());
        return sealedBytes;
    }

    /// <summary>Decrypts what <see cref="Seal"/> made.</summary>
    /// <exception cref="CryptographicException">It was sealed for another owner or under another key, or was changed.</exception>
    public byte[] Open(Guid owner, ReadOnlySpan<byte> sealedBytes)
    {
        var secret = new byte[sealedBytes.Length - NonceLength - TagLength];
        using var aes = MakeAes();
        aes.Decrypt(sealedBytes[..NonceLength], sealedBytes[(NonceLength + TagLength)..], sealedBytes.Slice(NonceLength, TagLength), secret, owner.ToByteArray());
        return secret;
    }

    /// <summary>The seal of an audit entry.</summary>
    public byte[] OfAudit(ReadOnlySpan<byte> entry) => HMACSHA256.HashData(key, (byte[])[.. "audit1"u8, .. entry]);

    /// <summary>The digest of a source row, whose password hash is not in <paramref name="row"/>.</summary>
    public byte[] OfRow(ReadOnlySpan<byte> row)
    {
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(key, row, mac);
        return mac[..16].ToArray();
    }

    private AesGcm MakeAes() => new(HMACSHA256.HashData(key, "seal1"u8), TagLength);
}

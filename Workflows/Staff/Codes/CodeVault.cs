using BackOffice.Workflows.Recovery;
using BackOffice.Workflows.SignIn;

namespace BackOffice.Workflows.Staff.Codes;

/// <summary>Seals what codes are checked against: the secret of a device can be read again here alone, a recovery code by nobody. The key ring must be open.</summary>
public sealed class CodeVault(KeyRing keys)
{
    private const string Prefix = "sk1";

    /// <summary>The text to store for a secret: <c>sk1:&lt;key id&gt;:&lt;base64&gt;</c>.</summary>
    internal string Seal(Guid member, ReadOnlySpan<byte> secret) => $"{Prefix}:{keys.Key.Id}:{Convert.ToBase64String(keys.Key.Seal(member, secret))}";

    /// <summary>The secret of a stored text. The caller clears it.</summary>
    internal byte[] Open(Guid member, string text) => text.Split(':') is [Prefix, var keyId, var sealedBytes] && keyId == keys.Key.Id
        ? keys.Key.Open(member, Convert.FromBase64String(sealedBytes))
        : throw new InvalidOperationException("A secret of staff is sealed under a key which is not here.");

    /// <summary>What is stored of a recovery code, however it was written.</summary>
    internal byte[] HashOf(Guid member, string recoveryCode)
    {
        using var typed = RecoveryCode.Read(recoveryCode);
        return keys.Key.OfStaffCode(member, typed.Utf8);
    }
}

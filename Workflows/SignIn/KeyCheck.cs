namespace BackOffice.Workflows.SignIn;

/// <summary>Which key the passwords in this database are sealed under, without telling anything of it: one row, written when the key is made.</summary>
public sealed class KeyCheck
{
    /// <summary>The key's id, the first 8 hex digits of its SHA-256.</summary>
    public required string KeyId { get; init; }

    /// <summary>HMAC-SHA256 of a constant under the key.</summary>
    public required byte[] Check { get; init; }
}

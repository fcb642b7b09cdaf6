namespace BackOffice.Workflows.SignIn;

/// <summary>
/// The three texts that <c>Provider.SealedPassword</c> may hold:
/// <list type="bullet">
/// <item><c>hk1:&lt;key id&gt;:md5:&lt;base64&gt;</c>: a site's hash under our key, as import leaves it;</item>
/// <item><c>kdf:hk1:&lt;key id&gt;:md5:$argon2id$…</c>: Argon2id of that value, as the background worker leaves it;</item>
/// <item><c>kdf:$argon2id$…</c>: Argon2id of the password itself.</item>
/// </list>
/// </summary>
internal abstract record SealedForm
{
    /// <summary>How every form that still waits for Argon2id begins.</summary>
    public const string WaitingPrefix = "hk1:";

    private SealedForm()
    {
    }

    public sealed record Waiting(string KeyId, LegacyAlgorithm Algorithm, byte[] Keyed) : SealedForm
    {
        public override string ToString() => $"hk1:{KeyId}:{Name(Algorithm)}:{Convert.ToBase64String(Keyed)}";
    }

    public sealed record Wrapped(string KeyId, LegacyAlgorithm Algorithm, Argon2Hash Hash) : SealedForm
    {
        public override string ToString() => $"kdf:hk1:{KeyId}:{Name(Algorithm)}:{Hash}";
    }

    public sealed record Final(Argon2Hash Hash) : SealedForm
    {
        public override string ToString() => $"kdf:{Hash}";
    }

    /// <exception cref="FormatException">The text is none of the forms; the message does not repeat it.</exception>
    public static SealedForm Parse(string text)
    {
        var outer = text.StartsWith("kdf:", StringComparison.Ordinal);
        var inner = outer ? text[4..] : text;
        if (outer && Argon2Hash.TryParse(inner, out var final))
            return new Final(final);
        if (inner.Split(':') is ["hk1", var keyId, var name, var value] && TryAlgorithm(name, out var algorithm))
        {
            if (outer && Argon2Hash.TryParse(value, out var wrapped))
                return new Wrapped(keyId, algorithm, wrapped);
            var keyed = new byte[32];
            if (!outer && Convert.TryFromBase64String(value, keyed, out var written) && written == keyed.Length)
                return new Waiting(keyId, algorithm, keyed);
        }
        throw new FormatException("A stored password is in none of the known forms.");
    }

    private static string Name(LegacyAlgorithm algorithm) => algorithm is LegacyAlgorithm.Md5 ? "md5" : "sha1";

    private static bool TryAlgorithm(string name, out LegacyAlgorithm algorithm)
    {
        algorithm = name is "md5" ? LegacyAlgorithm.Md5 : LegacyAlgorithm.Sha1;
        return name is "md5" or "sha1";
    }
}

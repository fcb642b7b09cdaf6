using System.Security.Cryptography;
using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.SignIn;

/// <summary>What came of checking a password.</summary>
public abstract record PasswordCheck
{
    private PasswordCheck()
    {
    }

    /// <summary>It is the password. <paramref name="Upgraded"/>, if any, is the stronger form to store in place of the one that was checked, if that still stands.</summary>
    public sealed record Right(string? Upgraded) : PasswordCheck;

    /// <summary>It is not, or there is no such user.</summary>
    public sealed record Wrong : PasswordCheck;

    /// <summary>Too many checks wait; nothing was checked.</summary>
    public sealed record Busy(Refusal Refusal) : PasswordCheck;
}

/// <summary>What came of sealing a new password.</summary>
public abstract record PasswordSealing
{
    private PasswordSealing()
    {
    }

    /// <summary>The text to store.</summary>
    public sealed record Sealed(string Text) : PasswordSealing;

    /// <summary>Too many checks wait; nothing was sealed.</summary>
    public sealed record Busy(Refusal Refusal) : PasswordSealing;
}

/// <summary>
/// Seals and checks passwords. What a site stored (MD5, SHA-1) is kept only under our key and later under Argon2id; what is typed here is kept as Argon2id.
/// Call it outside transactions: a check takes 20-40 ms. The key ring must be open.
/// </summary>
public sealed class PasswordVault(KeyRing keys, HashLimiter queue, IDurablePoints? points = null)
{
    /// <summary>Seals what a site handed over: quick, so that a million rows take seconds. Equal input gives equal text; a <c>kdf:</c> hash stays as it is.</summary>
    public string Seal(long providerId, LegacyHash hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        if (hash.Encoded is { } encoded)
            return new SealedForm.Final(encoded).ToString();
        var key = keys.Key;
        return new SealedForm.Waiting(key.Id, hash.Algorithm, key.OfPassword(providerId, hash.Algorithm, hash.Digest)).ToString();
    }

    /// <summary>Seals a password that was set here, in the final form.</summary>
    public async Task<PasswordSealing> SealAsync(TypedPassword password, CancellationToken ct) =>
        await queue.TryRunAsync(() => Final(password), ct) is { } text ? new PasswordSealing.Sealed(text) : new PasswordSealing.Busy(Full);

    /// <summary>
    /// Checks a password against a provider's sealed one. A wrong password costs exactly one Argon2id whatever the form, as does an unknown user
    /// (<see cref="VerifyNobodyAsync"/>); a right one brings an imported form to the final form, which costs a second one if it was wrapped already.
    /// </summary>
    public async Task<PasswordCheck> VerifyAsync(long providerId, string sealedPassword, TypedPassword password, CancellationToken ct)
    {
        points?.Before("PasswordVault:check");
        var check = await queue.TryRunAsync(() => Check(providerId, SealedForm.Parse(sealedPassword), password), ct) ?? new PasswordCheck.Busy(Full);
        points?.After("PasswordVault:check");
        return check;
    }

    /// <summary>The check for a user who is not there: always wrong, and as slow as any other.</summary>
    public async Task<PasswordCheck> VerifyNobodyAsync(TypedPassword password, CancellationToken ct) =>
        await queue.TryRunAsync<PasswordCheck>(() =>
        {
            Argon2Hash.Of(password.Utf8);
            return new PasswordCheck.Wrong();
        }, ct) ?? new PasswordCheck.Busy(Full);

    /// <summary>Whether an import may still replace this password: it is as an import left it, neither wrapped nor typed here.</summary>
    internal static bool IsAsImported(string sealedPassword) => sealedPassword.StartsWith(SealedForm.WaitingPrefix, StringComparison.Ordinal);

    /// <summary>Argon2id over a form that waits for it; any other form as it is. Slow; for the background worker alone.</summary>
    internal static string Wrap(string sealedPassword) => SealedForm.Parse(sealedPassword) is SealedForm.Waiting waiting
        ? new SealedForm.Wrapped(waiting.KeyId, waiting.Algorithm, Argon2Hash.Of(waiting.Keyed)).ToString()
        : sealedPassword;

    internal static Refusal Full => new("busy", new(
        "Terlalu banyak pemeriksaan sandi sedang menunggu. Coba lagi sebentar lagi.",
        "Too many passwords are waiting to be checked. Try again in a moment."));

    private static string Final(TypedPassword password) => new SealedForm.Final(Argon2Hash.Of(password.Utf8)).ToString();

    private PasswordCheck Check(long providerId, SealedForm form, TypedPassword password)
    {
        switch (form)
        {
            case SealedForm.Final final:
                return final.Hash.Matches(password.Utf8) ? new PasswordCheck.Right(null) : new PasswordCheck.Wrong();
            case SealedForm.Wrapped wrapped:
                return wrapped.Hash.Matches(Keyed(providerId, wrapped.KeyId, wrapped.Algorithm, password))
                    ? new PasswordCheck.Right(Final(password))
                    : new PasswordCheck.Wrong();
            case SealedForm.Waiting waiting:
                // The one Argon2id of this check is that of the form to come, whether or not it is needed.
                var upgraded = Final(password);
                var right = CryptographicOperations.FixedTimeEquals(waiting.Keyed, Keyed(providerId, waiting.KeyId, waiting.Algorithm, password));
                return right ? new PasswordCheck.Right(upgraded) : new PasswordCheck.Wrong();
            default:
                throw new InvalidOperationException($"Unhandled {form.GetType().Name}.");
        }
    }

    private byte[] Keyed(long providerId, string keyId, LegacyAlgorithm algorithm, TypedPassword password)
    {
        var key = keys.Key;
        if (key.Id != keyId)
            throw new InvalidOperationException($"A password is sealed under key {keyId}, which is not here.");
        return key.OfPassword(providerId, algorithm, LegacyHash.Of(password, algorithm).Digest);
    }
}

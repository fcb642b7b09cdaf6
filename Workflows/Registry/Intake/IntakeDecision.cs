using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.SignIn;

namespace BackOffice.Workflows.Registry.Intake;

/// <summary>What becomes of one account that a site describes.</summary>
internal abstract record IntakeDecision(AccountDraft Draft)
{
    /// <summary>It is new.</summary>
    public sealed record Add(AccountDraft Draft) : IntakeDecision(Draft);

    /// <summary>Nothing is new about it.</summary>
    public sealed record Unchanged(AccountDraft Draft, StoredAccount Stored) : IntakeDecision(Draft);

    /// <summary>
    /// It is known and something changed. <paramref name="Identity"/> is the provider whose identity is replaced, null when it stays;
    /// <paramref name="SealedPassword"/> replaces the password, null when it stays; <paramref name="NotTaken"/> are columns that differ and are only reported.
    /// </summary>
    public sealed record Update(AccountDraft Draft, StoredAccount Stored, StoredProvider Provider, bool Identity, string? SealedPassword, IReadOnlyList<string> NotTaken)
        : IntakeDecision(Draft);

    /// <summary>It cannot be taken.</summary>
    public sealed record Refuse(AccountDraft Draft, Refusal Refusal) : IntakeDecision(Draft);

    /// <summary>Decides about one account.</summary>
    /// <param name="draft">What its site says.</param>
    /// <param name="stored">What we have; null when it is unknown.</param>
    /// <param name="provider">Its provider; null when the row is the one it was loaded from.</param>
    /// <param name="claimed">Whether a new account may not have this user ID (decision 7).</param>
    /// <param name="vault">Seals the password.</param>
    public static IntakeDecision Decide(AccountDraft draft, StoredAccount? stored, StoredProvider? provider, bool claimed, PasswordVault vault)
    {
        if (stored is null)
            return claimed ? new Refuse(draft, Claimed(draft)) : draft.Hash is null ? new Refuse(draft, NoPassword) : new Add(draft);
        if (stored.Closed)
            return new Refuse(draft, Closed);
        if (provider is null)
            return new Unchanged(draft, stored);
        string[] differences = [.. provider.Differences(draft.Record)];
        // Decision 19: of an activated account only the package count and the verification are taken from its site.
        return stored.Activated
            ? new Update(draft, stored, provider, Identity: false, SealedPassword: null, differences)
            : new Update(draft, stored, provider, Identity: differences.Length > 0, NewPassword(draft, stored, vault), []);
    }

    /// <summary>Whether the row says nothing that the account was not loaded from before.</summary>
    public static bool IsUnchanged(AccountDraft draft, StoredAccount stored, PasswordVault vault) =>
        draft.Digest.AsSpan().SequenceEqual(stored.RowDigest) && (stored.Activated || NewPassword(draft, stored, vault) is null);

    // A password that was wrapped or typed here is left alone: telling whether the site's is another one would need a quick digest of it.
    private static string? NewPassword(AccountDraft draft, StoredAccount stored, PasswordVault vault) =>
        draft.Hash is { } hash && PasswordVault.IsAsImported(stored.SealedPassword) && vault.Seal(stored.ProviderId, hash) is var text && text != stored.SealedPassword ? text : null;

    private static Refusal Claimed(AccountDraft draft) => new("user-id-claimed", Faults.UserIdClaimed(draft.Record.Site.Value));

    private static Refusal NoPassword => new("password-missing", new(
        "Akun baru memerlukan hash sandi.", "A new account needs a password hash."));

    private static Refusal Closed => new("account-closed", new(
        "Akun ini sudah ditutup dan tidak dibuka kembali oleh pembaruan.", "The account is closed; an update does not open it again."));
}

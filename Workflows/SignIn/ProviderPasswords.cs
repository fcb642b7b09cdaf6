using BackOffice.Workflows.Registry;

namespace BackOffice.Workflows.SignIn;

/// <summary>Checks the password of a provider who may not exist, and keeps the stronger form that a right one yields.</summary>
internal static class ProviderPasswords
{
    /// <summary>An unknown user costs the same hash as a known one, or the time would tell them apart.</summary>
    public static Task<PasswordCheck> VerifyAsync(this PasswordVault vault, Provider? provider, TypedPassword password, CancellationToken ct) =>
        provider is null ? vault.VerifyNobodyAsync(password, ct) : vault.VerifyAsync(provider.Id, provider.SealedPassword, password, ct);

    /// <summary>Stores the stronger form unless the password was sealed anew meanwhile.</summary>
    public static void KeepUpgrade(this Provider provider, string checkedForm, PasswordCheck.Right right)
    {
        if (right.Upgraded is { } upgraded && provider.SealedPassword == checkedForm)
            provider.SealedPassword = upgraded;
    }
}

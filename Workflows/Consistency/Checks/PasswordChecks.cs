using System.Globalization;
using System.Runtime.CompilerServices;
using BackOffice.Workflows.Activation.Undo;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.SignIn;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Consistency.Checks;

/// <summary>Sealed passwords against the forms there are and the key they are sealed under. Read as a stream; no finding says anything of the text.</summary>
internal static class PasswordChecks
{
    public static IReadOnlyList<Check> All { get; } = [new("password-not-usable", FindAsync)];

    private static async IAsyncEnumerable<Finding> FindAsync(BackOfficeDb db, [EnumeratorCancellation] CancellationToken ct)
    {
        var key = await db.KeyChecks.Select(check => check.KeyId).SingleOrDefaultAsync(ct);
        // Nobody signs in any more with a login that was erased 90 days after a merge.
        var inUse = db.Providers.Where(provider => provider.SealedPassword != EraseOldLogins.Erased || provider.Accounts.Any());
        await foreach (var provider in inUse.Select(provider => new { provider.Id, provider.SealedPassword }).AsAsyncEnumerable().WithCancellation(ct))
            if (!IsUsable(provider.SealedPassword, key))
                yield return new("password-not-usable", string.Create(CultureInfo.InvariantCulture, $"provider {provider.Id}"), new(
                    "Password tersimpan tidak dapat diperiksa, sehingga penyedia tidak dapat login. Minta penyedia memulihkan password di LPSE-nya.",
                    "The stored password cannot be checked, so the provider cannot sign in. Let the provider recover its password at its LPSE."), Repairable: false);
    }

    private static bool IsUsable(string sealedPassword, string? key)
    {
        try
        {
            return SealedForm.Parse(sealedPassword) switch
            {
                SealedForm.Waiting waiting => waiting.KeyId == key,
                SealedForm.Wrapped wrapped => wrapped.KeyId == key,
                _ => true,
            };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

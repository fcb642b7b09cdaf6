using System.Security.Cryptography;
using BackOffice.Workflows.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace BackOffice.Host.SignIn;

/// <summary>
/// The keys of site tokens, made once and kept beside the key ring that protects them, so that a restart, or another Host on the same folder, accepts tokens given out before.
/// ECDSA P-256 and a symmetric key: RSA keys made anew cost seconds of every start.
/// </summary>
internal sealed class TokenKeys(IOptions<SignInOptions> signIn, IDataProtectionProvider protection) : IConfigureOptions<OpenIddictServerOptions>
{
    private const int EncryptionKeyBytes = 32;

    public void Configure(OpenIddictServerOptions options)
    {
        var keys = LoadOrMake();
        var signing = ECDsa.Create();
        signing.ImportPkcs8PrivateKey(keys.AsSpan(EncryptionKeyBytes), out _);
        options.SigningCredentials.Add(new(new ECDsaSecurityKey(signing) { KeyId = "sign-1" }, SecurityAlgorithms.EcdsaSha256));
        options.EncryptionCredentials.Add(new(
            new SymmetricSecurityKey(keys[..EncryptionKeyBytes]) { KeyId = "seal-1" }, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
    }

    private byte[] LoadOrMake()
    {
        var file = Path.Combine(signIn.Value.KeyFolder, "site-tokens.key");
        var protector = protection.CreateProtector("BackOffice.SiteTokens.v1");
        if (!File.Exists(file))
            Keep(file, protector.Protect(Make()));
        return protector.Unprotect(File.ReadAllBytes(file));
    }

    private static byte[] Make()
    {
        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return [.. RandomNumberGenerator.GetBytes(EncryptionKeyBytes), .. signing.ExportPkcs8PrivateKey()];
    }

    // Written whole and then named, and never over another Host's: both then read the one that was first.
    private static void Keep(string file, byte[] content)
    {
        var draft = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(draft, options))
            stream.Write(content);
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }
}

using System.Security.Cryptography;
using BackOffice.Workflows.SignIn;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace BackOffice.Host.SignIn;

/// <summary>
/// The keys of site tokens, made once and kept sealed in the database, so that a restart, or another Host, accepts tokens given out before.
/// ECDSA P-256 and a symmetric key: RSA keys made anew cost seconds of every start.
/// </summary>
internal sealed class TokenKeys(SharedKeys shared) : IConfigureOptions<OpenIddictServerOptions>
{
    private const int EncryptionKeyBytes = 32;
    private byte[]? keys;

    /// <summary>Reads the keys, or makes them when no Host has; to be called before the first request, once the key ring is open.</summary>
    public async Task OpenAsync(CancellationToken ct) => keys ??= await shared.OfAsync("site-tokens", Make, ct);

    public void Configure(OpenIddictServerOptions options)
    {
        var opened = keys ?? throw new InvalidOperationException("The keys of site tokens are not open.");
        var signing = ECDsa.Create();
        signing.ImportPkcs8PrivateKey(opened.AsSpan(EncryptionKeyBytes), out _);
        options.SigningCredentials.Add(new(new ECDsaSecurityKey(signing) { KeyId = "sign-1" }, SecurityAlgorithms.EcdsaSha256));
        options.EncryptionCredentials.Add(new(
            new SymmetricSecurityKey(opened[..EncryptionKeyBytes]) { KeyId = "seal-1" }, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
    }

    private static byte[] Make()
    {
        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return [.. RandomNumberGenerator.GetBytes(EncryptionKeyBytes), .. signing.ExportPkcs8PrivateKey()];
    }
}

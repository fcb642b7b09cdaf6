using System.Text.Json;
using BackOffice.Workflows.Registry;

namespace BackOffice.Workflows.Activation;

/// <summary>What a merge replaces, as it was at one moment: the login's name and the identity. No password in any form.</summary>
public sealed record LoginAndIdentity(
    string UserId, string CompanyName, string Npwp, string Nitku, string Address, string Regency, string Province, string PostalCode, string Phone, string Email)
{
    /// <summary>Takes it from a provider.</summary>
    public static LoginAndIdentity Of(Provider provider) => new(
        provider.UserId.Value, provider.CompanyName, provider.Npwp, provider.Nitku, provider.Address, provider.Regency, provider.Province, provider.PostalCode, provider.Phone,
        provider.Email);

    /// <summary>As the merge record keeps it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>From a merge record.</summary>
    public static LoginAndIdentity FromJson(string json) =>
        JsonSerializer.Deserialize<LoginAndIdentity>(json) ?? throw new InvalidOperationException("A merge record has an empty snapshot.");
}

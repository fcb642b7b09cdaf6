using BackOffice.Rules;
using BackOffice.Workflows.Activation;

namespace BackOffice.Workflows.IdentityEdits;

/// <summary>The fields of an identity, by what an edit of each brings about: a decision over two identities, without effect.</summary>
public static class IdentityFields
{
    /// <summary>One field.</summary>
    /// <param name="Name">What a person calls it.</param>
    /// <param name="Read">Its value.</param>
    /// <param name="IsCompared">Whether matching goes by it, so that an active provider is compared again (decision 16).</param>
    /// <param name="IsTold">Whether the provider is told of a change by mail.</param>
    public sealed record Field(Sentence Name, Func<LoginAndIdentity, string> Read, bool IsCompared, bool IsTold = true);

    private static readonly Field[] All =
    [
        new(new("Nama perusahaan", "Company name"), identity => identity.CompanyName, IsCompared: true),
        new(new("NPWP", "NPWP (tax number)"), identity => identity.Npwp, IsCompared: true),
        new(new("NITKU", "NITKU (number of the place of business)"), identity => identity.Nitku, IsCompared: true),
        new(new("Alamat", "Address"), identity => identity.Address, IsCompared: true),
        new(new("Kabupaten/Kota", "Regency or city"), identity => identity.Regency, IsCompared: true),
        new(new("Provinsi", "Province"), identity => identity.Province, IsCompared: true),
        new(new("Kode pos", "Postal code"), identity => identity.PostalCode, IsCompared: false),
        new(new("Telepon", "Telephone"), identity => identity.Phone, IsCompared: false, IsTold: false),
        new(new("Alamat e-mail", "E-mail address"), identity => identity.Email, IsCompared: false),
    ];

    /// <summary>The fields that differ.</summary>
    public static IEnumerable<Field> Changed(LoginAndIdentity before, LoginAndIdentity after) => All.Where(field => field.Read(before) != field.Read(after));
}

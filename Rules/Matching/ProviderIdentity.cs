using BackOffice.Rules.Identity;

namespace BackOffice.Rules.Matching;

/// <summary>Everything that an account says of its provider, parsed into types.</summary>
public sealed class ProviderIdentity
{
    private ProviderIdentity(AccountRecord record)
    {
        UserId = record.UserId;
        TaxNumber = TaxNumber.Read(record.Npwp, record.Nitku);
        Name = CompanyName.Parse(record.CompanyName);
        var region = Region.Parse(record.Regency, record.Province);
        Address = PostalAddress.Parse(record.Address, region, record.Province);
        Region = Resolved(region, Address.City, record.Province);
        PostalCode = PostalCodeOf(record.PostalCode) ?? (Address.PostalCode.Length > 0 ? Address.PostalCode : null);
        Phones = PhoneNumberList.Parse(record.Phone);
        Email = EmailAddress.TryParse(record.Email, out var email) ? email : null;
    }

    /// <summary>The user ID.</summary>
    public UserId UserId { get; }

    /// <summary>Tax number with its branch.</summary>
    public TaxNumber TaxNumber { get; }

    /// <summary>Name and legal form.</summary>
    public CompanyName Name { get; }

    /// <summary>The address in parts.</summary>
    public PostalAddress Address { get; }

    /// <summary>The regency or city; taken from the address where its own field is empty or unclear.</summary>
    public Region Region { get; }

    /// <summary>Five digits, from the field or the address; null if neither states them.</summary>
    public string? PostalCode { get; }

    /// <summary>The telephone numbers.</summary>
    public PhoneNumberList Phones { get; }

    /// <summary>The e-mail address; null if there is none that mail could reach.</summary>
    public EmailAddress? Email { get; }

    /// <summary>Parses the texts of an account.</summary>
    public static ProviderIdentity Parse(AccountRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new(record);
    }

    private static Region Resolved(Region stated, string city, string? province)
    {
        if (city.Length is 0 || !(stated.IsMissing || stated.IsTwin))
            return stated;
        var named = Region.Parse(city, province);
        return named.IsKnown && (stated.IsMissing || named.Name == stated.Name) ? named : stated;
    }

    private static string? PostalCodeOf(string text)
    {
        var digits = text.AsSpan().Trim();
        return digits.Length is 5 && digits.IndexOfAnyExceptInRange('0', '9') < 0 && digits is not "00000" ? new(digits) : null;
    }
}

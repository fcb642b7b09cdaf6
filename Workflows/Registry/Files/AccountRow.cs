using System.Globalization;
using BackOffice.Rules;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.SignIn;

namespace BackOffice.Workflows.Registry.Files;

/// <summary>One row of <c>accounts.csv</c>: who the account is, and the password hash of its site.</summary>
internal sealed record AccountRow(AccountRecord Record, LegacyHash Hash)
{
    public const int PasswordHash = 2;

    /// <summary>The most characters of a text field.</summary>
    public const int MostCharacters = 1_000;

    public static readonly IReadOnlyList<string> Columns =
    [
        "lpse_code", "user_id", "password_hash", "company_name", "npwp", "nitku", "address", "regency", "province", "postal_code", "phone", "email",
        "package_count", "registered_on", "verified",
    ];

    /// <summary>Reads the fields, in the order of <see cref="Columns"/>; null and a reason when they are no account.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="site">Finds a known site by the code as written: one object for each, since many rows hold it.</param>
    public static (AccountRow? Row, Sentence? Reason) Parse(IReadOnlyList<string> fields, Func<string, SiteCode?> site)
    {
        var (record, reason) = ParseRecord(fields, site);
        if (record is null)
            return (null, reason);
        return LegacyHash.TryParse(fields[PasswordHash], out var hash) ? (new(record, hash), null) : (null, Faults.UnknownHash);
    }

    /// <summary>Reads all fields but the password hash, which a single account may leave out.</summary>
    /// <inheritdoc cref="Parse" />
    public static (AccountRecord? Record, Sentence? Reason) ParseRecord(IReadOnlyList<string> fields, Func<string, SiteCode?> site)
    {
        if (site(fields[0]) is not { } code)
            return (null, SiteCode.TryParse(fields[0], out var unknown) ? Faults.UnknownSite(unknown.Value) : Faults.NotASite(fields[0]));
        if (!UserId.TryParse(fields[1], out var userId))
            return (null, Faults.NotAUserId);
        for (var i = PasswordHash + 1; i < 12; i++)
            if (Texts.Fault(Columns[i], fields[i], MostCharacters) is { } fault)
                return (null, fault);
        if (!int.TryParse(fields[12].AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var packages))
            return (null, Faults.NotACount(fields[12]));
        if (!Texts.TryDate(fields[13], out var registered))
            return (null, Faults.NotADate(Columns[13], fields[13]));
        if (!bool.TryParse(fields[14].AsSpan().Trim(), out var verified))
            return (null, Faults.NotAYesOrNo(Columns[14], fields[14]));
        return (new(code, userId, fields[3], fields[4], fields[5], fields[6], fields[7], fields[8], fields[9], fields[10], fields[11], packages, registered, verified), null);
    }

    /// <summary>The row again as text, without the password hash.</summary>
    public static IReadOnlyList<string> Fields(AccountRecord record) =>
    [
        record.Site.Value, record.UserId.Value, "", record.CompanyName, record.Npwp, record.Nitku, record.Address, record.Regency, record.Province, record.PostalCode,
        record.Phone, record.Email, record.PackageCount.ToString(CultureInfo.InvariantCulture), record.RegisteredOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        record.Verified ? "true" : "false",
    ];
}

using BackOffice.Rules.Identity;

namespace BackOffice.Rules.Matching;

/// <summary>One account as a registry holds it: the columns of <c>accounts.csv</c> that tell who it is, as written. An absent text is empty.</summary>
/// <param name="Site">The site of registration. Give one object per site, not one per account: millions of accounts hold it.</param>
/// <param name="UserId">The user ID at that site; unique there.</param>
/// <param name="CompanyName">The name with its legal form.</param>
/// <param name="Npwp">The tax number.</param>
/// <param name="Nitku">The number of the place of business.</param>
/// <param name="Address">The address.</param>
/// <param name="Regency">Kabupaten or Kota.</param>
/// <param name="Province">The province.</param>
/// <param name="PostalCode">The postal code.</param>
/// <param name="Phone">The telephone field, which may hold several numbers.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="PackageCount">Packages bid for at the site; the Default is the account with the most (2.f.2.b).</param>
/// <param name="RegisteredOn">The day of registration, the second criterion for the Default.</param>
/// <param name="Verified">Whether the site has verified the provider.</param>
public sealed record AccountRecord(
    SiteCode Site,
    UserId UserId,
    string CompanyName,
    string Npwp,
    string Nitku,
    string Address,
    string Regency,
    string Province,
    string PostalCode,
    string Phone,
    string Email,
    int PackageCount,
    DateOnly RegisteredOn,
    bool Verified);

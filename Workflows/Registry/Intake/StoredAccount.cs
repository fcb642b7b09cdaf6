namespace BackOffice.Workflows.Registry.Intake;

/// <summary>What the database holds of an account that a site describes again.</summary>
internal sealed record StoredAccount(
    long Id, string SiteCode, string UserIdKey, long ProviderId, string ProviderUserIdKey, string SealedPassword, bool Activated, bool Closed, byte[] RowDigest);

/// <summary>The provider behind it, read only where the row is not the one it was loaded from.</summary>
internal sealed record StoredProvider(
    long Id, string CompanyName, string Npwp, string Nitku, string Address, string Regency, string Province, string PostalCode, string Phone, string Email,
    int IdentityVersion, int CredentialVersion)
{
    /// <summary>In which columns the row says something else.</summary>
    public IEnumerable<string> Differences(Rules.Matching.AccountRecord row)
    {
        if (CompanyName != row.CompanyName)
            yield return "company_name";
        if (Npwp != row.Npwp)
            yield return "npwp";
        if (Nitku != row.Nitku)
            yield return "nitku";
        if (Address != row.Address)
            yield return "address";
        if (Regency != row.Regency)
            yield return "regency";
        if (Province != row.Province)
            yield return "province";
        if (PostalCode != row.PostalCode)
            yield return "postal_code";
        if (Phone != row.Phone)
            yield return "phone";
        if (Email != row.Email)
            yield return "email";
    }
}

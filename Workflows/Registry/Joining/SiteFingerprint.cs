using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>
/// A digest over all that the scan looks at of a site's accounts, in no order: the accounts that join are those that were rehearsed, or they are not. Accounts rehearsed from a file have the
/// digest of the same accounts once they are in the registry.
/// </summary>
internal static class SiteFingerprint
{
    public static string Of(IEnumerable<AccountRecord> accounts)
    {
        var lines = accounts.Select(account => string.Join('\u001f',
            account.UserId.Key, account.CompanyName, account.Npwp, account.Nitku, account.Address, account.Regency, account.Province, account.PostalCode, account.Phone, account.Email,
            account.PackageCount.ToString(CultureInfo.InvariantCulture), account.RegisteredOn.ToString("O", CultureInfo.InvariantCulture), account.Verified ? "1" : "0"));
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines.Order(StringComparer.Ordinal))
            digest.AppendData(Encoding.UTF8.GetBytes(line + "\u001e"));
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    /// <summary>The open accounts of a site as the registry has them.</summary>
    public static async Task<List<AccountRecord>> AccountsAsync(BackOfficeDb db, SiteCode site, CancellationToken ct) =>
        (await db.Accounts.AsNoTracking().Include(account => account.Provider).Where(account => account.SiteCode == site && account.ClosedAt == null).ToListAsync(ct))
        .ConvertAll(account => account.Provider.Describe(account) with { Site = site });
}

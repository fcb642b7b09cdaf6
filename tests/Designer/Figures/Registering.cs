using BackOffice.Host.Tests;

namespace BackOffice.Designer.Tests.Figures;

/// <summary>How accounts come into the registry.</summary>
internal static class Registering
{
    /// <summary>Registers an account of a company of its own.</summary>
    public static async Task RegisterAsync(this SiteClient site, string userId, string npwp = "01.234.567.4-331.000", string province = "Jambi") => (await site.PutAccountAsync(userId, new
    {
        passwordHash = "md5:0123456789abcdef0123456789abcdef",
        companyName = $"PT {userId}",
        npwp,
        nitku = "",
        address = $"Jl. {userId} No. 1",
        regency = "Kota Jambi",
        province,
        postalCode = "36122",
        phone = "0741-66269",
        email = $"kantor@{userId}.example",
        packageCount = 5,
        registeredOn = "2019-04-01",
        verified = true,
    })).Done();
}

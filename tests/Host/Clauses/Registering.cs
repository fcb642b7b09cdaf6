using BackOffice.Fixtures;
using BackOffice.Workflows.Registry;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>How accounts come into the registry.</summary>
internal static class Registering
{
    private const string SitesHeader = "code,name,url,spse_version,stage,aggregated_on\n";
    private const string AccountsHeader =
        "lpse_code,user_id,password_hash,company_name,npwp,nitku,address,regency,province,postal_code,phone,email,package_count,registered_on,verified\n";

    /// <summary>Registers an account at this site, or changes it.</summary>
    public static async Task RegisterAsync(this SiteClient site, string userId, Account account) =>
        Assert.Equal(0, await ImportAsync(site.Host, SitesHeader, AccountsHeader + Row(site.Code, userId, account)));

    /// <summary>Tries to register an account that cannot be taken, and returns why.</summary>
    public static async Task<string?> RefusalOfRegisteringAsync(this SiteClient site, string userId, Account account) =>
        await ImportAsync(site.Host, SitesHeader, AccountsHeader + Row(site.Code, userId, account)) == 1 ? "user-id-claimed" : null;

    /// <summary>Lets a site that could join do so (decision 18).</summary>
    public static async Task JoinAsync(this SiteClient site) =>
        Assert.Equal(0, await ImportAsync(site.Host, $"{SitesHeader}{site.Code},LPSE {site.Code},https://lpse-{site.Code}.example,4.5,aggregated,2026-03-02\n", AccountsHeader));

    private static async Task<int> ImportAsync(RunningHost host, string sites, string accounts)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("sites.csv"), sites, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.File("accounts.csv"), accounts, TestContext.Current.CancellationToken);
        var answer = await host.Services.GetRequiredService<ImportRegistry>()
            .HandleAsync(new(folder.File("sites.csv"), folder.File("accounts.csv")), progress: null, TestContext.Current.CancellationToken);
        return Assert.IsType<ImportRegistry.Answer.Imported>(answer).Counts.Rejected;
    }

    private static string Row(string site, string userId, Account account) => string.Join(',', new[]
    {
        site, userId, account.PasswordHash, account.CompanyName, account.Npwp, account.Nitku, account.Address, account.Regency, account.Province, account.PostalCode,
        account.Phone, account.Email, $"{account.PackageCount}", $"{account.RegisteredOn:yyyy-MM-dd}", account.Verified ? "true" : "false",
    }.Select(field => $"\"{field}\""));
}

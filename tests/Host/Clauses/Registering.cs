using BackOffice.Fixtures;
using BackOffice.Workflows.Registry;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>How accounts come into the registry.</summary>
internal static class Registering
{
    /// <summary>Registers an account at this site, or sends it anew.</summary>
    public static async Task<Reply> RegisterAsync(this SiteClient site, string userId, Account account) => (await site.TryToRegisterAsync(userId, account)).Done();

    /// <summary>Tries to register an account that may be refused.</summary>
    public static Task<Reply> TryToRegisterAsync(this SiteClient site, string userId, Account account) => site.PutAccountAsync(userId, account.OnTheWire());

    /// <summary>An account as its site sends it: without the password, which no site knows.</summary>
    public static object OnTheWire(this Account account) => new
    {
        account.PasswordHash,
        account.CompanyName,
        account.Npwp,
        account.Nitku,
        account.Address,
        account.Regency,
        account.Province,
        account.PostalCode,
        account.Phone,
        account.Email,
        account.PackageCount,
        account.RegisteredOn,
        account.Verified,
    };

    /// <summary>Lets a site join that could (decision 18), as an import does.</summary>
    public static async Task JoinAsync(this SiteClient site)
    {
        using var folder = new TemporaryFolder();
        var (sites, accounts) = (folder.File("sites.csv"), folder.File("accounts.csv"));
        await File.WriteAllTextAsync(sites, $"""
            code,name,url,spse_version,stage,aggregated_on
            {site.Code},LPSE {site.Code},https://lpse-{site.Code}.example,4.5,aggregated,2026-03-02

            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(accounts,
            "lpse_code,user_id,password_hash,company_name,npwp,nitku,address,regency,province,postal_code,phone,email,package_count,registered_on,verified\n",
            TestContext.Current.CancellationToken);
        var answer = await site.Host.Services.GetRequiredService<ImportRegistry>().HandleAsync(new(sites, accounts), progress: null, TestContext.Current.CancellationToken);
        Assert.Equal(1, Assert.IsType<ImportRegistry.Answer.Imported>(answer).Counts.SitesChanged);
    }
}

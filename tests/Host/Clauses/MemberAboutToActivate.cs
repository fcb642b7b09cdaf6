using BackOffice.Fixtures;
using BackOffice.Host.Tests.CommandLine;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>A data folder with a Default and a member that has not asked yet, loaded as an operator would; copied for each try.</summary>
public sealed class MemberAboutToActivate : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The member's site.</summary>
    internal (string ClientId, string Secret) Medan { get; private set; }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(folder.File("sites.csv"), """
            code,name,url,spse_version,stage,aggregated_on
            277,LPSE Jambi,https://lpse-277.example,4.5,aggregated,2026-01-05
            12,LPSE Medan,https://lpse-12.example,4.5,aggregated,2026-01-05

            """);
        await File.WriteAllTextAsync(folder.File("accounts.csv"), $"""
            lpse_code,user_id,password_hash,company_name,npwp,nitku,address,regency,province,postal_code,phone,email,package_count,registered_on,verified
            {Row("277", "sinar-jambi", Some.Account(packages: 40, email: "jambi@sinar.example", password: "kata sandi Jambi"))}
            {Row("12", "sinar-medan", Some.Account(packages: 3, email: "medan@sinar.example"))}

            """);
        (await BackOfficeProcess.RunAsync(folder, "import", "--sites", folder.File("sites.csv"), "--accounts", folder.File("accounts.csv"))).Succeeded();
        var secret = (await BackOfficeProcess.RunAsync(folder, "site-secret", "12", "--json")).Succeeded();
        var made = System.Text.Json.JsonDocument.Parse(secret.Output).RootElement;
        Medan = (made.GetProperty("clientId").GetString()!, made.GetProperty("secret").GetString()!);
        // The first start does what no later one does.
        var (host, _) = await HostProcess.StartAsync(BackOfficeProcess.Dll, folder.File("data"));
        await using (host)
            await host.StopAsync();
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A copy of the folder.</summary>
    internal TemporaryFolder Copy()
    {
        var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(folder.File("data"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.File("data"), Path.GetRelativePath(folder.File("data"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return copy;
    }

    private static string Row(string site, string userId, Account account) => string.Join(',', new[]
    {
        site, userId, account.PasswordHash, account.CompanyName, account.Npwp, account.Nitku, account.Address, account.Regency, account.Province, account.PostalCode,
        account.Phone, account.Email, $"{account.PackageCount}", $"{account.RegisteredOn:yyyy-MM-dd}", account.Verified ? "true" : "false",
    }.Select(field => $"\"{field}\""));
}

using System.Text;
using BackOffice.Fixtures;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Tests.SignIn;

namespace BackOffice.Workflows.Tests.Registry;

/// <summary>Files to import: small ones that a test writes.</summary>
internal sealed class RegistryFiles : IDisposable
{
    public const string SitesHeader = "code,name,url,spse_version,stage,aggregated_on";
    public const string AccountsHeader =
        "lpse_code,user_id,password_hash,company_name,npwp,nitku,address,regency,province,postal_code,phone,email,package_count,registered_on,verified";

    private readonly TemporaryFolder folder = new();

    public string Sites => folder.File("sites.csv");

    public string Accounts => folder.File("accounts.csv");

    /// <summary>Three sites: 70 and 73 aggregated, 104 not of V3.</summary>
    public static string[] ThreeSites =>
    [
        "70,LPSE Provinsi Jambi,http://lpse.jambi.example/eproc,3.6,aggregated,2012-01-10",
        "73,LPSE Kabupaten Sleman,http://lpse.sleman.example/eproc,3.5,aggregated,2014-01-22",
        "104,LPSE Kabupaten Kudus,http://lpse.kudus.example/eproc,2.0,non_v3,",
    ];

    public static string Account(
        string site = "70", string userId = "majujaya", string? hash = null, string name = "PT Maju Jaya", string npwp = "02.900.387.8-611.000",
        string address = "Jl. Jend. Sudirman No. 173", string province = "Jambi", string phone = "0741 36934", string packages = "5", string registered = "2012-03-24",
        string verified = "true") =>
        $"{site},{userId},{hash ?? PasswordVaultTests.LegacyText("md5")},{name},{npwp},,{address},Kota Jambi,{province},36144,{phone},kantor@majujaya.example,{packages},{registered},{verified}";

    public ImportRegistry.Request Write(params string[] accounts) => Write(ThreeSites, accounts);

    public ImportRegistry.Request Write(string[] sites, string[] accounts)
    {
        File.WriteAllLines(Sites, [SitesHeader, .. sites]);
        File.WriteAllLines(Accounts, [AccountsHeader, .. accounts]);
        return new(Sites, Accounts);
    }

    /// <summary>Replaces the accounts file by these very bytes.</summary>
    public ImportRegistry.Request WriteAccounts(byte[] bytes)
    {
        Write();
        File.WriteAllBytes(Accounts, bytes);
        return new(Sites, Accounts);
    }

    public ImportRegistry.Request WriteAccounts(string text) => WriteAccounts(Encoding.UTF8.GetBytes(text));

    public void Dispose() => folder.Dispose();
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BackOffice.Fixtures;
using BackOffice.Host.Tests;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Designer.Tests.Figures;

/// <summary>
/// A small country, so that screens can be looked at as people will see them: sites at every stage, companies of which some have several accounts, want mending, share a user ID or leave
/// doubt, and five weeks of activations that came in through the sites' own door.
/// </summary>
internal static class Country
{
    /// <summary>What every provider types.</summary>
    public const string Password = "kata sandi sendiri";

    /// <summary>A site that could join.</summary>
    public const string Newcomer = "412";

    private const int Companies = 150;
    private const int Days = 35;

    private static readonly (string Code, string Name, SiteStage Stage)[] Sites =
    [
        ("8", "LPSE Provinsi Sumatera Utara", SiteStage.Aggregated), ("33", "LPSE Kota Semarang", SiteStage.Aggregated), ("52", "LPSE Kabupaten Muaro Jambi", SiteStage.Aggregated),
        ("119", "LPSE Kota Surabaya", SiteStage.Aggregated), ("277", "LPSE Provinsi Jambi", SiteStage.Aggregated), (Newcomer, "LPSE Kota Palu", SiteStage.V3),
        ("530", "LPSE Kabupaten Gianyar", SiteStage.V3), ("688", "LPSE Kabupaten Asmat", SiteStage.NonV3),
    ];

    private static readonly string[] First = ["Sinar", "Bumi", "Cahaya", "Karya", "Mitra", "Tirta", "Graha", "Surya", "Panca", "Duta", "Wahana", "Rimba"];
    private static readonly string[] Second = ["Kencana", "Perkasa", "Timur", "Mandiri", "Abadi", "Lestari", "Utama", "Nusantara", "Jaya", "Sentosa", "Persada", "Makmur", "Buana"];
    private static readonly string[] Streets = ["Sisingamangaraja", "Pemuda", "Gatot Subroto", "Diponegoro", "Merdeka", "Hasanuddin", "Imam Bonjol"];
    private static readonly (string Regency, string Province)[] Places =
        [("Kota Jambi", "Jambi"), ("Kota Medan", "Sumatera Utara"), ("Kota Makassar", "Sulawesi Selatan"), ("Kota Semarang", "Jawa Tengah"), ("Kota Surabaya", "Jawa Timur")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts a Host with all of it.</summary>
    public static async Task<RunningHost> StartAsync()
    {
        var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        foreach (var (code, _, stage) in Sites)
            await host.AddSiteAsync(code, stage);
        var accounts = Enumerable.Range(0, Companies).SelectMany(Accounts).ToList();
        await ImportAsync(host, accounts);
        await ActivateAsync(host, accounts);
        await LoseSomeMailAsync(host);
        return host;
    }

    /// <summary>The accounts file of a site.</summary>
    public static string File(IEnumerable<Row> rows) => $"{Header}\n{string.Join('\n', rows.Select(row => row.Line))}\n";

    /// <summary>The accounts of one company: mostly one, at times two at different sites.</summary>
    public static IEnumerable<Row> Accounts(int company)
    {
        var (first, second) = (First[company % First.Length], Second[company / First.Length % Second.Length]);
        var (regency, province) = Places[company % Places.Length];
        var site = Sites[company % 6].Code;
        var row = new Row(
            site, $"{first}.{second}".ToLowerInvariant(), $"{(company % 4 == 0 ? "CV" : "PT")} {first} {second}", Npwp(company), $"Jl. {Streets[company % Streets.Length]} No. {company + 3}",
            regency, province, $"kantor@{first}{second}.co.id".ToLowerInvariant(), $"0741-66{company:D4}", 3 + company);
        yield return company % 13 == 5 ? row with { Province = "" } : row;
        var other = Sites[(company + 1) % 6].Code;
        if (company % 9 == 2)
            yield return row with { Site = other, UserId = $"{row.UserId}.{other}", Packages = 1 };
        else if (company % 17 == 4)
            yield return row with { Site = other, UserId = $"{row.UserId}.lain", Npwp = "", Packages = 1 };
        else if (company % 19 == 6)
            yield return row with
            {
                Site = other,
                Company = $"PT Angkasa {second} {company}",
                Npwp = Npwp(company + 1_000),
                Address = $"Jl. Angkasa No. {company}",
                Email = $"halo@angkasa{company}.co.id",
                Phone = $"024-77{company:D4}",
                Packages = 2,
            };
    }

    private const string Header = "lpse_code,user_id,password_hash,company_name,npwp,nitku,address,regency,province,postal_code,phone,email,package_count,registered_on,verified";

    private static async Task ImportAsync(RunningHost host, IReadOnlyList<Row> accounts)
    {
        using var folder = new TemporaryFolder();
        var sites = string.Join('\n', Sites.Select(site => string.Create(CultureInfo.InvariantCulture,
            $"{site.Code},{site.Name},https://lpse-{site.Code}.example,{(site.Stage == SiteStage.NonV3 ? "2.0" : "4.5")},{site.Stage.WireName()},{(site.Stage == SiteStage.Aggregated ? "2026-01-05" : "")}")));
        await System.IO.File.WriteAllTextAsync(folder.File("sites.csv"), $"code,name,url,spse_version,stage,aggregated_on\n{sites}\n", Cancel);
        await System.IO.File.WriteAllTextAsync(folder.File("accounts.csv"), File(accounts), Cancel);
        var answer = await host.Services.GetRequiredService<ImportRegistry>().HandleAsync(new(folder.File("sites.csv"), folder.File("accounts.csv")), progress: null, Cancel);
        Assert.Equal(0, Assert.IsType<ImportRegistry.Answer.Imported>(answer).Counts.Rejected);
    }

    private static async Task ActivateAsync(RunningHost host, IReadOnlyList<Row> accounts)
    {
        var asking = new Queue<Row>(accounts.Where(row => Sites.Single(site => site.Code == row.Site).Stage == SiteStage.Aggregated));
        for (var day = 0; day < Days; day++)
        {
            host.Clock.Advance(TimeSpan.FromDays(1));
            for (var i = 0; i < (day % 7 is 5 or 6 ? 1 : 2 + (day * 5 % 4)) && asking.TryDequeue(out var row); i++)
                (await host.Site(row.Site).OpenActivationAsync(row.UserId)).Done();
        }
        foreach (var member in accounts.Where(row => row.UserId.EndsWith($".{row.Site}", StringComparison.Ordinal)).Take(4))
            await host.Site(member.Site).ProveDefaultPasswordAsync(member.UserId, Password);
    }

    // No transport of a test loses a mail; what a worker would have written is written here.
    private static Task LoseSomeMailAsync(RunningHost host) => host.Database.InTransactionAsync(async (transaction, token) =>
    {
        var notices = await transaction.Db.Notices.OrderByDescending(notice => notice.CreatedAt).Take(40).ToListAsync(token);
        foreach (var (notice, at) in notices.Select((notice, at) => (notice, at)))
            if (at % 11 == 3)
                (notice.State, notice.Failure, notice.Attempts, notice.NextAttemptAt, notice.SentAt) = (NoticeState.Dead, "550 5.1.1", 6, null, null);
            else if (at % 11 == 7)
                (notice.State, notice.SentAt, notice.BouncedAt, notice.BounceReason, notice.NextAttemptAt) = (NoticeState.Bounced, notice.CreatedAt, notice.CreatedAt.AddHours(3), "5.2.2 mailbox full", null);
    }, Cancel);

    private static string Npwp(int company)
    {
        var digits = (1_234_567 + (company * 7_919)).ToString("D8", CultureInfo.InvariantCulture);
        var sum = digits.Select((digit, at) => at % 2 == 0 ? digit - '0' : (digit - '0') * 2 is var twice && twice > 9 ? twice - 9 : twice).Sum();
        return $"{digits}{(10 - (sum % 10)) % 10}331000";
    }

    /// <summary>One row of an accounts file.</summary>
    public sealed record Row(string Site, string UserId, string Company, string Npwp, string Address, string Regency, string Province, string Email, string Phone, int Packages)
    {
#pragma warning disable CA5351 // It is what the sites have.
        private static readonly string Hash = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(Password)));
#pragma warning restore CA5351

        public string Line => string.Create(CultureInfo.InvariantCulture,
            $"{Site},{UserId},md5:{Hash},{Company},{Npwp},,{Address},{Regency},{Province},36122,{Phone},{Email},{Packages},2019-04-01,true");
    }
}

using System.Text.Json;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Kills;
using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Upgrade;

/// <summary>Makes <see cref="FirstRelease"/> with a built Host of the first release (<c>FIRST_RELEASE_HOST</c> is its dll), through its command line and its HTTP alone. Run by <c>tests/Host/Upgrade/make</c>.</summary>
public sealed class MakeFirstRelease(PostgresCluster cluster)
{
    private const string Reason = "Dicocokkan dengan dokumen penyedia.";

    private static readonly string[] Evidence = ["letterOfRequest", "deedOfEstablishment", "taxCard", "directorIdentity", "callBack"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Explicit = true), OnBothDatabases]
    public async Task First_release_goes_to_where_every_kind_of_case_waits(DatabaseProvider database)
    {
        var dll = Environment.GetEnvironmentVariable("FIRST_RELEASE_HOST") ?? throw new InvalidOperationException("FIRST_RELEASE_HOST names no dll.");
        using var folder = new TemporaryFolder();
        var (people, data, stored) = (new People(), folder.File("data"), database == DatabaseProvider.PostgreSql ? await cluster.NewDatabaseAsync() : null);
        var settings = new Dictionary<string, string?>
        {
            ["Database__Provider"] = database.ToString(),
            ["Database__ConnectionString"] = stored,
            ["SignIn__RewrapShare"] = "0",
            ["Attempts__PerCase"] = "2",
            // Nothing listens there: what is to be mailed stays due.
            ["Mail__Transport"] = "Smtp",
            ["Mail__Host"] = "127.0.0.1",
            ["Mail__Port"] = "9",
            ["Mail__From"] = "agregasi@backoffice.example",
        };

        await FurnishAsync(dll, folder, people, settings);
        var (host, address) = await HostProcess.StartAsync(dll, data, settings, Cancel);
        await using (host)
        {
            using var door = new Door(address, people);
            await TravelAsync(door, people);
            await Eventually.TrueAsync(() => Directory.Exists(Path.Combine(data, "reports")) && Directory.GetFiles(Path.Combine(data, "reports"), "*.pdf").Length == 2, cancel: Cancel);
            Assert.Equal(0, await host.StopAsync(Cancel));
        }
        await FirstRelease.PackAsync(FirstRelease.ArchiveOf(database), data, stored is null ? null : await cluster.DumpAsync(stored), people, DateTimeOffset.UtcNow);
    }

    private static async Task FurnishAsync(string dll, TemporaryFolder folder, People people, Dictionary<string, string?> settings)
    {
        string[] sites = ["code,name,url,spse_version,stage,aggregated_on", .. Cast.Sites.Select(site => $"{site},LPSE {site},https://lpse-{site}.example,4.5,aggregated,2026-01-05")];
        string[] accounts =
        [
            "lpse_code,user_id,password_hash,company_name,npwp,nitku,address,regency,province,postal_code,phone,email,package_count,registered_on,verified",
            .. Cast.Accounts.Select(one => string.Join(',', new[]
            {
                one.Site, one.UserId, one.Account.PasswordHash, one.Account.CompanyName, one.Account.Npwp, one.Account.Nitku, one.Account.Address, one.Account.Regency, one.Account.Province,
                one.Account.PostalCode, one.Account.Phone, one.Account.Email, $"{one.Account.PackageCount}", $"{one.Account.RegisteredOn:yyyy-MM-dd}", one.Account.Verified ? "true" : "false",
            }.Select(field => $"\"{field}\""))),
        ];
        await File.WriteAllLinesAsync(folder.File("sites.csv"), sites, Cancel);
        await File.WriteAllLinesAsync(folder.File("accounts.csv"), accounts, Cancel);
        await RunAsync("import", "--sites", folder.File("sites.csv"), "--accounts", folder.File("accounts.csv"));
        foreach (var site in Cast.Sites)
        {
            var made = await RunAsync("site-secret", site, "--json");
            people.Sites[site] = (made.GetProperty("clientId").GetString()!, made.GetProperty("secret").GetString()!);
        }
        foreach (var (name, role) in new[] { ("sari", "helpdesk"), ("vera", "verifikator") })
            people.StaffPasswords[name] = (await RunAsync("staff", "add", name, "--role", role, "--json")).GetProperty("oneTimePassword").GetString()!;

        async Task<JsonElement> RunAsync(params string[] arguments)
        {
            var result = (await HostProcess.RunAsync(dll, [.. arguments, "--data", folder.File("data")], settings, Cancel)).Succeeded();
            return arguments.Contains("--json") ? JsonDocument.Parse(result.Output).RootElement : default;
        }
    }

    private static async Task TravelAsync(Door door, People people)
    {
        foreach (var (name, oneTime) in people.StaffPasswords.ToList())
            await door.ReplacePasswordAsync(name, oneTime, $"Panjang dan mudah diingat {oneTime[..3]}");
        await OpenAsync(Cast.Default, "active");
        await OpenAsync(Cast.Merged, "awaitDefaultPassword");
        (await ProveAsync(Cast.Merged, Cast.DefaultPassword)).Done();
        await OpenAsync(Cast.Postponed, "awaitDefaultPassword");
        (await door.SiteAsync(Cast.Postponed.Site, HttpMethod.Post, $"activations/{Cast.Postponed.UserId}/postpone")).Done();
        var stuck = (await OpenAsync(Cast.WithHelpdesk, "awaitDefaultPassword")).CaseId();
        await ProveAsync(Cast.WithHelpdesk, "tebakan pertama");
        await ProveAsync(Cast.WithHelpdesk, "tebakan kedua");
        await StandsAsync(Cast.WithHelpdesk, "withHelpdesk");
        (await door.StaffAsync("sari", HttpMethod.Post, $"cases/{stuck}/recovery", new { evidence = Evidence, reason = Reason })).Done();
        foreach (var party in Cast.Clash)
            await OpenAsync(party, "awaitUserId");
        await OpenAsync(Cast.Doubt, "underReview");
        await OpenAsync(Cast.Mends, "awaitIdentity");

        async Task<Reply> OpenAsync((string Site, string UserId) who, string state)
        {
            var opened = (await door.SiteAsync(who.Site, HttpMethod.Post, "activations", new { userId = who.UserId })).Done();
            await StandsAsync(who, state);
            return opened;
        }

        Task<Reply> ProveAsync((string Site, string UserId) who, string password) => door.SiteAsync(who.Site, HttpMethod.Post, $"activations/{who.UserId}/default-password", new { password });

        async Task StandsAsync((string Site, string UserId) who, string state)
        {
            var stands = "";
            await Eventually.TrueAsync(async () => (stands = (await door.SiteAsync(who.Site, HttpMethod.Get, $"activations/{who.UserId}")).State()) == state,
                otherwise: () => $"{who} stands at {stands}.", cancel: Cancel);
        }
    }
}

using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using BackOffice.Fixtures;

namespace BackOffice.Host.Tests.CommandLine;

/// <summary>A rehearsal beside a Host in production: what it takes from there, and what it leaves alone.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RehearseTests : IDisposable
{
    private const string Site = """{ "101": "aggregated" }""";
    private const string Account = """{ "site": "101", "userId": "maju", "password": "Rahasia-1" }""";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rehearsal_touches_nothing_that_the_settings_of_production_name()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var production = new Dictionary<string, string?>
        {
            ["Database__File"] = folder.File("production/registry.db"),
            ["SignIn__KeyFolder"] = folder.File("production/secrets"),
            ["Mail__Folder"] = folder.File("production/mails"),
            ["Mail__BounceFolder"] = folder.File("production/returned"),
            ["Reports__Folder"] = folder.File("production/documents"),
        };
        Directory.CreateDirectory(folder.File("production/returned"));
        (await RunAsync(production, "staff", "add", "sari", "--role", "helpdesk")).Succeeded();
        await File.WriteAllTextAsync(folder.File("production/returned/1.eml"), "Subject: Undelivered Mail Returned to Sender\r\n\r\n", Cancel);
        var before = Files();

        var played = await RunAsync(
            new(production) { ["DURABLE_POINTS"] = folder.File("production/points"), ["Kestrel__Endpoints__Door__Url"] = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}" },
            "rehearse", RepositoryRoot.File("docs", "scenarios"));

        Assert.Equal("3 of 3 scenarios ended as expected.\n", played.Succeeded().Output);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Rehearsal_plays_under_the_rules_of_production()
    {
        await File.WriteAllTextAsync(folder.File("rules.json"), "[", Cancel);

        var refused = await RunAsync(new() { ["Policies__File"] = folder.File("rules.json") }, "rehearse", RepositoryRoot.File("docs", "scenarios"));

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"The rule file {folder.File("rules.json")} cannot be used", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "jambi": "aggregated" }""", "", "", "$.sites: 'jambi' is no site code")]
    [InlineData("""{ "0101": "aggregated" }""", "", "", "$.sites: '0101' is no site code")]
    [InlineData("""{ "101": "joined" }""", "", "", "$.sites.101: there is no stage 'joined'")]
    [InlineData("""{ "101": null }""", "", "", "$.sites.101: there is no stage ''")]
    [InlineData(Site, "null", "", "$.accounts[0]: nothing is there.")]
    [InlineData(Site, """{ "site": "102", "userId": "maju", "password": "Rahasia-1" }""", "", "$.accounts[0].site: the site 102 is not among $.sites.")]
    [InlineData(Site, """{ "site": "101", "userId": null, "password": "Rahasia-1" }""", "", "$.accounts[0].userId")]
    [InlineData(Site, Account, "null", "$.steps[0]: nothing is there.")]
    [InlineData(Site, Account, """{ "do": "activate", "site": "102", "userId": "maju" }""", "$.steps[0].site: the site 102 is not among $.sites.")]
    [InlineData(Site, Account, """{ "do": "wait" }, { "do": "activate", "userId": "maju" }""", "$.steps[1].site: it is needed.")]
    [InlineData(Site, Account, """{ "do": "give-verdict", "site": "101", "userId": "maju", "answer": "maybe" }""", "$.steps[0].answer: it is one of same, branch, unrelated.")]
    [InlineData(Site, Account, """{ "do": "wait", "for": "-1.00:00:00" }""", "$.steps[0].for: it is above nothing and at most ten years.")]
    [InlineData(Site, Account, """{ "do": "mend-identity", "site": "101", "userId": "jaya", "identity": { "province": "Jambi" } }""", "$.steps[0].userId: 101/jaya is not among $.accounts.")]
    [InlineData(Site, Account, """{ "do": "mend-identity", "site": "101", "userId": "maju" }""", "$.steps[0].identity: it is needed.")]
    [InlineData(Site, Account, """{ "do": "mend-identity", "site": "101", "userId": "maju", "identity": { "provinsi": "Jambi" } }""", "$.steps[0].identity.provinsi: ")]
    public async Task Scenario_that_cannot_be_played_is_unusable_and_its_place_is_named(string sites, string accounts, string steps, string place)
    {
        await WriteAsync("1.json", $$"""{ "name": "Maju", "sites": {{sites}}, "accounts": [ {{accounts}} ], "steps": [ {{steps}} ] }""");

        var refused = await RunAsync([], "rehearse", folder.File("1.json"));

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith($"{folder.File("1.json")} is no scenario: ", refused.Errors, StringComparison.Ordinal);
        Assert.Contains(place, refused.Errors, StringComparison.Ordinal);
        Assert.Single(refused.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Folder_without_a_scenario_is_unusable_also_beside_one_that_has_some()
    {
        Directory.CreateDirectory(folder.File("empty"));

        var refused = await RunAsync([], "rehearse", RepositoryRoot.File("docs", "scenarios"), folder.File("empty"));

        Assert.Equal((2, "", $"There is no scenario in {folder.File("empty")}.\n"), (refused.ExitCode, refused.Output, refused.Errors));
    }

    [Fact]
    public async Task Telephone_is_mended_too_and_decides_where_names_agree_and_an_address_says_nothing()
    {
        const string Named = """ "password": "Rahasia-1", "companyName": "CV Maju Bersama" """;
        await WriteAsync("1.json", $$"""
            {
              "name": "Maju", "sites": { "101": "aggregated", "102": "aggregated" },
              "accounts": [
                { "site": "101", "userId": "maju", {{Named}}, "address": "Jl. Melati No. 1", "phone": "0741 47674" },
                { "site": "102", "userId": "bersama", {{Named}}, "address": "Jambi" }
              ],
              "steps": [
                { "do": "mend-identity", "site": "102", "userId": "bersama", "identity": { "phone": "0741 47674" } },
                { "do": "activate", "site": "102", "userId": "bersama", "expect": { "state": "underReview" } },
                { "do": "give-verdict", "site": "102", "userId": "bersama", "answer": "unrelated", "expect": { "state": "active" } }
              ]
            }
            """);

        Assert.Equal("1 of 1 scenarios ended as expected.\n", (await RunAsync([], "rehearse", folder.File("1.json"))).Succeeded().Output);
    }

    public void Dispose() => folder.Dispose();

    private Task<CommandResult> RunAsync(Dictionary<string, string?> settings, params string[] arguments) =>
        HostProcess.RunAsync(BackOfficeProcess.Dll, [.. arguments, "--data", folder.File("data")], settings, Cancel);

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(folder.File(name), text, Cancel);

    private List<string> Files() =>
    [
        .. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(folder.Path, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];
}

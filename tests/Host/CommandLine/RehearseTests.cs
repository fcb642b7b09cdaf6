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

    public void Dispose() => folder.Dispose();

    private Task<CommandResult> RunAsync(Dictionary<string, string?> settings, params string[] arguments) =>
        HostProcess.RunAsync(BackOfficeProcess.Dll, [.. arguments, "--data", folder.File("data")], settings, Cancel);

    private List<string> Files() =>
    [
        .. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(folder.Path, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];
}

using System.Text.RegularExpressions;
using BackOffice.Fixtures;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Conventions;

/// <summary>The files that an operator begins with say what the product understands, as far as that can be seen without running them.</summary>
public sealed partial class OperationFilesTests
{
    private static readonly string[] Files = ["backoffice.service", "Dockerfile", "compose.yaml", "haproxy.cfg"];

    [Fact]
    public void Every_setting_that_is_named_there_exists()
    {
        var known = File.ReadLines(RepositoryRoot.File("tests/Conventions/Approved/settings.txt")).Select(line => line.Split(' ')[0]).ToHashSet();
        var named = Files.SelectMany(file => Setting().Matches(File.ReadAllText(PathOf(file)))).Select(match => $"{match.Groups[1].Value}:{match.Groups[2].Value}").Distinct().ToList();

        Assert.Contains("Http:DrainFor", named);
        Assert.Empty(named.Except(known));
    }

    [Fact]
    public void Compose_file_has_a_database_and_two_Hosts_that_drain_before_they_are_killed_behind_a_proxy_that_is_believed()
    {
        var services = Map(Compose()["services"]);
        Assert.Equal(["database", "folders", "host-1", "host-2", "proxy"], services.Children.Keys.Select(key => key.ToString()).Order());

        var proxy = Map(Map(Map(services["proxy"])["networks"])["inside"])["ipv4_address"].ToString();
        foreach (var host in new[] { "host-1", "host-2" })
        {
            var settings = Map(Inherited(Map(services[host]), "environment"));
            Assert.Equal(proxy, settings["Http__TrustedProxies__0"].ToString());
            var stop = TimeSpan.Parse(settings["Http__DrainFor"].ToString(), null) + TimeSpan.Parse(settings["Http__StopWithin"].ToString(), null);
            Assert.True(stop < TimeSpan.FromSeconds(int.Parse(Inherited(Map(services[host]), "stop_grace_period").ToString().TrimEnd('s'), null)));
            Assert.Contains($"server {host} {host}:8080", File.ReadAllText(PathOf("haproxy.cfg")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Systemd_finds_nothing_wrong_with_the_unit()
    {
        var verified = await new Tool("systemd-analyze", "systemd").RunAsync("verify", "--man=no", PathOf("backoffice.service"));

        // The program is where a Host is installed, not where it is built.
        Assert.DoesNotContain(verified.Errors.Split('\n'), line => line.Contains("backoffice.service", StringComparison.Ordinal) && !line.Contains("is not executable", StringComparison.Ordinal));
    }

    [Theory, InlineData("README.md"), InlineData("docs/grow.md")]
    public void Every_file_that_is_linked_exists(string page)
    {
        var folder = Path.GetDirectoryName(RepositoryRoot.File(page))!;
        var linked = Link().Matches(File.ReadAllText(RepositoryRoot.File(page))).Select(match => match.Groups[1].Value).Where(link => !link.Contains("://", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(linked);
        Assert.All(linked, link => Assert.True(Path.Exists(Path.Combine(folder, link)), link));
    }

    private static string PathOf(string file) => RepositoryRoot.File("docs/operation", file);

    private static YamlMappingNode Compose()
    {
        using var text = File.OpenText(PathOf("compose.yaml"));
        var yaml = new YamlStream();
        yaml.Load(text);
        return Map(yaml.Documents.Single().RootNode);
    }

    private static YamlMappingNode Map(YamlNode node) => Assert.IsType<YamlMappingNode>(node);

    // Of its own, or of what it is merged with.
    private static YamlNode Inherited(YamlMappingNode service, string key) => service.Children.TryGetValue(key, out var own) ? own : Map(service["<<"])[key];

    [GeneratedRegex(@"\b([A-Z][A-Za-z]+)__([A-Z][A-Za-z]+)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\]\(([^)#\s]+)\)")]
    private static partial Regex Link();
}

using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies;

namespace BackOffice.Workflows.Tests.Policies;

public sealed class PolicyStartTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task On_a_fresh_database_the_file_is_version_1_and_a_restart_adds_none(DatabaseProvider database)
    {
        await using var home = await PolicyHome.NewAsync(database, PolicyHome.Rules());
        await home.StartAsync();
        await using var again = home.Beside();
        await again.Get<PolicyStart>().RunAsync(Cancel);

        var version = Assert.Single(await home.VersionsAsync());
        Assert.Equal((1, "file", home.InForce.Digest, home.InForce.Version, PolicyHome.Rules()), (version.Number, version.Author, version.Digest, version.Version, version.Json));
        Assert.Equal(home.Home.Clock.GetUtcNow(), version.PublishedAt);
        Assert.Equal(home.InForce.Digest, again.Get<LivePolicies>().Current.Digest);
        Assert.Equal(new RuleFileFinding.InForce(1, version.Version), home.Status);
        Assert.Contains(home.Home.Log.All, line => line.Contains(home.File, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_may_be_asked_before()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, PolicyHome.Rules());

        Assert.Throws<InvalidOperationException>(() => home.InForce);
    }

    [Theory]
    [InlineData("stale")]
    [InlineData("broken")]
    [InlineData("missing")]
    public async Task Highest_version_is_in_force_whatever_became_of_the_file(string file)
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, PolicyHome.Rules());
        await home.StartAsync();
        await home.WriteAsync(PolicyHome.Rules("Newer"));
        await home.LookAsync();
        if (file == "missing")
            File.Delete(home.File);
        else
            await home.WriteAsync(file == "stale" ? PolicyHome.Rules() : PolicyHome.Misspelt);

        await using var again = home.Beside();
        await again.Get<PolicyStart>().RunAsync(Cancel);

        Assert.Equal(home.InForce.Digest, again.Get<LivePolicies>().Current.Digest);
        Assert.Equal(2, (await home.VersionsAsync()).Count);
    }

    [Fact]
    public async Task Broken_file_on_a_fresh_database_stops_the_start_and_names_every_problem_with_its_position()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, PolicyHome.Misspelt.Replace("\"refuse\"", "\"refus\"", StringComparison.Ordinal));

        var stopped = await Assert.ThrowsAsync<NoPoliciesException>(home.StartAsync);

        Assert.Contains($"The rule file {home.File} cannot be used:", stopped.Message, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^\d+:\d+ ActivationPreCheck/AccountAtOwnSite: .*AcountSiteCode", stopped.Message);
        Assert.Matches(@"(?m)^\d+:\d+ ActivationPreCheck/SiteAggregated: .*refus", stopped.Message);
        Assert.Empty(await home.VersionsAsync());
    }

    [Fact]
    public async Task Missing_file_on_a_fresh_database_stops_the_start()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, null);

        Assert.Contains($"There is no file {home.File}.", (await Assert.ThrowsAsync<NoPoliciesException>(home.StartAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_that_this_release_cannot_run_gives_way_to_a_new_file_and_stops_the_start_without_one()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, PolicyHome.Rules());
        await home.AddUnusableVersionAsync(1);

        await home.StartAsync();

        Assert.Equal(new RuleFileFinding.InForce(2, home.InForce.Version), home.Status);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Two_Hosts_that_start_at_once_make_one_version(DatabaseProvider database)
    {
        await using var home = await PolicyHome.NewAsync(database, PolicyHome.Rules());
        await using var other = home.Beside();

        await Task.WhenAll(Task.Run(home.StartAsync, Cancel), Task.Run(() => other.Get<PolicyStart>().RunAsync(Cancel), Cancel));

        Assert.Single(await home.VersionsAsync());
        Assert.Equal(home.InForce.Digest, other.Get<LivePolicies>().Current.Digest);
    }
}

using BackOffice.Fixtures;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies;

namespace BackOffice.Workflows.Tests.Policies;

/// <summary>The file on disk is a proposal, taken while the Host runs.</summary>
public sealed class RuleFileTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_of_the_file_goes_live_without_a_restart()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, PolicyHome.Rules());
        await home.StartAsync();
        await home.Home.StartWorkersAsync();
        var before = home.InForce;

        // Nobody moves the clock: the change itself is noticed.
        await home.WriteAsync(PolicyHome.Rules("Newer"));
        await Eventually.TrueAsync(() => home.InForce.Digest != before.Digest, cancel: Cancel);

        Assert.Equal([1, 2], (await home.VersionsAsync()).Select(version => version.Number));
        Assert.Contains(home.InForce.Rules, rule => rule.Sentence.English.StartsWith("Newer", StringComparison.Ordinal));
        Assert.DoesNotContain(before.Rules, rule => rule.Sentence.English.StartsWith("Newer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task File_replaced_by_renaming_goes_live_too()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, PolicyHome.Rules());
        await home.StartAsync();
        await home.Home.StartWorkersAsync();

        await File.WriteAllTextAsync(home.File + ".new", PolicyHome.Rules("Newer"), Cancel);
        File.Move(home.File + ".new", home.File, overwrite: true);

        await Eventually.TrueAsync(() => home.Status is RuleFileFinding.InForce(2, _), cancel: Cancel);
    }

    [Fact]
    public async Task Stale_file_rolls_nothing_back_and_is_told_once()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, PolicyHome.Rules());
        await home.StartAsync();
        await home.WriteAsync(PolicyHome.Rules("Newer"));
        await home.LookAsync();
        var newer = home.InForce;

        await home.WriteAsync(PolicyHome.Rules());
        for (var look = 0; look < 3; look++)
            Assert.Equal(1, Assert.IsType<RuleFileFinding.Stale>(await home.LookAsync()).Number);

        Assert.Same(newer, home.InForce);
        Assert.Equal(2, (await home.VersionsAsync()).Count);
        Assert.Single(home.Home.Log.All, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("not taken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Broken_file_leaves_the_old_set_in_force_and_is_told_once_with_rule_and_position()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, PolicyHome.Rules());
        await home.StartAsync();
        var old = home.InForce;

        await home.WriteAsync(PolicyHome.Misspelt);
        for (var look = 0; look < 3; look++)
            await home.LookAsync();

        var problem = Assert.Single(Assert.IsType<RuleFileFinding.Broken>(home.Status).Problems);
        Assert.Equal(("ActivationPreCheck", "AccountAtOwnSite"), (problem.Policy, problem.Rule));
        Assert.Equal("check.SiteCode == ".Length + 1 + "check.".Length, problem.Position.InExpression);
        Assert.Same(old, home.InForce);
        Assert.Single(home.Home.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains($"{problem.Position.Line}:{problem.Position.Column} ActivationPreCheck/AccountAtOwnSite", StringComparison.Ordinal));

        await home.WriteAsync(PolicyHome.Rules("Mended"));
        Assert.IsType<RuleFileFinding.InForce>(await home.LookAsync());
        Assert.NotSame(old, home.InForce);
    }

    [Fact]
    public async Task Half_written_file_changes_nothing_until_it_is_whole()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, PolicyHome.Rules());
        await home.StartAsync();
        await home.Home.StartWorkersAsync();
        var (old, whole) = (home.InForce, PolicyHome.Rules("Newer"));

        await using (var file = new StreamWriter(home.File))
            for (var part = 0; part < 5; part++)
            {
                await file.WriteAsync(whole.AsMemory(whole.Length * part / 5, whole.Length * (part + 1) / 5 - whole.Length * part / 5), Cancel);
                await file.FlushAsync(Cancel);
                if (part < 4)
                {
                    // The look that a nudge or the clock may bring at this moment.
                    Assert.IsType<RuleFileFinding.Broken>(await home.LookAsync());
                    Assert.Same(old, home.InForce);
                }
            }

        await Eventually.TrueAsync(() => home.Status is RuleFileFinding.InForce(2, _), cancel: Cancel);
    }

    [Fact]
    public async Task File_that_vanishes_or_is_a_folder_changes_nothing()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, PolicyHome.Rules());
        await home.StartAsync();
        var old = home.InForce;

        File.Delete(home.File);
        Assert.Contains("There is no file", Assert.IsType<RuleFileFinding.Unreadable>(await home.LookAsync()).Reason, StringComparison.Ordinal);
        Directory.CreateDirectory(home.File);
        Assert.IsType<RuleFileFinding.Unreadable>(await home.LookAsync());
        Assert.Same(old, home.InForce);
    }

    [Fact]
    public async Task File_without_an_end_is_refused_and_not_read_to_it()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, PolicyHome.Rules());
        await home.StartAsync();
        await using (var file = File.OpenWrite(home.File))
            file.SetLength(20L << 30);

        Assert.Contains("larger than", Assert.Single(Assert.IsType<RuleFileFinding.Broken>(await home.LookAsync()).Problems).Sentence.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Version_that_another_Host_took_in_is_followed(DatabaseProvider database)
    {
        await using var home = await PolicyHome.NewAsync(database, PolicyHome.Rules());
        await home.StartAsync();
        await using var other = home.Beside();
        await other.Get<PolicyStart>().RunAsync(Cancel);

        // Its own file is the other's no more.
        await using var newer = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(PolicyHome.Rules("Newer")));
        await other.Get<TakeRuleFile>().HandleAsync(newer.ToArray(), tests: null, Cancel);
        await home.Home.StartWorkersAsync();

        await Eventually.TrueAsync(() =>
        {
            home.Home.Clock.Advance(TimeSpan.FromSeconds(5));
            return home.InForce.Digest == other.Get<LivePolicies>().Current.Digest;
        }, cancel: Cancel);
        await Eventually.TrueAsync(() => home.Status is RuleFileFinding.Stale(1, _), cancel: Cancel);
    }

    [Fact]
    public async Task Version_that_this_release_cannot_run_is_not_followed_and_told_once()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, PolicyHome.Rules());
        await home.StartAsync();
        var old = home.InForce;
        await home.AddUnusableVersionAsync(2);

        for (var look = 0; look < 3; look++)
            await home.LookAsync();

        Assert.Same(old, home.InForce);
        Assert.Single(home.Home.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("Version 2 of the policies cannot be used", StringComparison.Ordinal));
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using BackOffice.Fixtures;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies;

namespace BackOffice.Workflows.Tests.Policies;

/// <summary>The rule file changes on disk while questions are asked, through the watch, the database and the facade of a running Host.</summary>
public sealed class RuleSwapTests
{
    private const int Versions = 8;
    private const int Askers = 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_evaluation_is_lost_mixed_or_blocked_while_the_file_changes_and_the_first_of_a_version_run_its_rules()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, Version(0));
        await home.StartAsync();
        await home.Home.StartWorkersAsync();
        var live = home.Home.Get<LivePolicies>();
        // The race of the engine's own update left the old rules in force for good: here each version is known by what its rules answer.
        Dictionary<string, int> numbers = new() { [live.Current.Version] = 0 };
        var (asked, wrong) = (new int[Askers], new List<string>());
        using var stop = new CancellationTokenSource();
        var askers = Enumerable.Range(0, Askers).Select(i => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                // All rules of one version answer alike, and the fact names the version that it is true of.
                var asking = NumberOf(live.Current);
                var outcome = await live.EvaluateAsync("RoamingEligibility", Facts(asking), Cancel);
                // The set in force makes itself known first: nobody may have seen it before this outcome came from it.
                var now = NumberOf(live.Current);
                var answered = NumberOf(outcome.Version);
                if (outcome.Errors.Count > 0 || answered < asking || answered > now || outcome.Results.Any(result => result.Holds != (answered == asking)))
                    lock (wrong)
                        wrong.Add($"asked of {asking}, then {now} in force: {outcome}");
                Interlocked.Increment(ref asked[i]);
            }
        }, Cancel)).ToList();

        for (var version = 1; version < Versions; version++)
        {
            var before = live.Current;
            await home.WriteAsync(Version(version));
            await Eventually.TrueAsync(() => live.Current != before, cancel: Cancel);
            // Whoever asks goes on, on the new rules.
            var sofar = asked.ToArray();
            await Eventually.TrueAsync(() => asked.Zip(sofar).All(both => both.First > both.Second + 1), cancel: Cancel);
        }
        await stop.CancelAsync();
        await Task.WhenAll(askers);

        Assert.Empty(wrong);
        Assert.Equal(Versions, numbers.Count);
        Assert.Equal(Enumerable.Range(1, Versions), (await home.VersionsAsync()).Select(version => version.Number));

        int NumberOf(object setOrVersion)
        {
            lock (numbers)
            {
                if (setOrVersion is PolicySet set)
                    numbers.TryAdd(set.Version, int.Parse(set.Rules.First(rule => rule.Policy == "RoamingEligibility").Expression.Split(' ')[^1], CultureInfo.InvariantCulture));
                return numbers.GetValueOrDefault((setOrVersion as PolicySet)?.Version ?? (string)setOrVersion, -1);
            }
        }
    }

    [Fact]
    public async Task File_of_ten_megabytes_is_refused_by_the_watch_and_the_next_good_one_is_taken()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, Version(0));
        await home.StartAsync();
        await home.Home.StartWorkersAsync();
        var old = home.InForce;

        // Valid in all but its size.
        await home.WriteAsync(new string(' ', 10_000_000) + Version(1));
        await Eventually.TrueAsync(() => home.Status is RuleFileFinding.Broken([{ Sentence.English: var why }]) && why.Contains("larger than", StringComparison.Ordinal), cancel: Cancel);
        Assert.Same(old, home.InForce);
        Assert.Single(await home.VersionsAsync());

        await home.WriteAsync(Version(2));
        await Eventually.TrueAsync(() => home.Status is RuleFileFinding.InForce(2, _), cancel: Cancel);
        Assert.NotSame(old, home.InForce);
    }

    [Fact]
    public async Task Hostile_expression_on_disk_leaves_the_old_rules_in_force_and_runs_nowhere()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, Version(0));
        await home.StartAsync();
        var old = home.InForce;

        await home.WriteAsync(Version(1).Replace("roaming.VerifiedAccounts == 1", "\\u0022\\u0022.GetType().Assembly.Location != null", StringComparison.Ordinal));
        var broken = Assert.IsType<RuleFileFinding.Broken>(await home.LookAsync());

        Assert.All(broken.Problems, problem => Assert.Equal("RoamingEligibility", problem.Policy));
        Assert.Equal(old.Rules.Count(rule => rule.Policy == "RoamingEligibility"), broken.Problems.Count);
        Assert.Same(old, home.InForce);
    }

    private static RoamingFacts Facts(int number) => RoamingFacts.NotActivated("aggregated") with { VerifiedAccounts = number };

    /// <summary>The shipped rules, in which every rule on roaming says that the version has this number.</summary>
    private static string Version(int number)
    {
        var policies = JsonNode.Parse(PolicyHome.Rules())!.AsArray();
        foreach (var rule in policies.Single(policy => policy!["WorkflowName"]!.GetValue<string>() == "RoamingEligibility")!["Rules"]!.AsArray())
            rule!["Expression"] = $"roaming.VerifiedAccounts == {number}";
        return policies.ToJsonString();
    }
}

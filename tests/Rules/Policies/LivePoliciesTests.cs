using BackOffice.Rules.Policies;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>Rules change under traffic: no evaluation is lost, mixed or left on rules that are no longer in force.</summary>
public sealed class LivePoliciesTests
{
    [Fact]
    public async Task Every_evaluation_under_changing_rules_comes_from_one_version()
    {
        var ct = TestContext.Current.CancellationToken;
        // In each version all rules answer alike, so that an outcome put together from two versions shows.
        var yes = TrialFacts.Set(Enumerable.Repeat("trial.Count == 1", 20));
        var no = TrialFacts.Set(Enumerable.Repeat("trial.Count == 2", 20));
        var live = new LivePolicies(yes);
        using var stop = new CancellationTokenSource();
        var asking = Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                var asked = 0;
                for (; !stop.IsCancellationRequested || asked < 1_000; asked++)
                {
                    var outcome = await live.EvaluateAsync("Trial", new TrialFacts { Count = 1 }, ct);
                    Assert.Empty(outcome.Errors);
                    Assert.All(outcome.Results, result => Assert.Equal(outcome.Version == yes.Version, result.Holds));
                }
                return asked;
            },
            ct)).ToList();
        for (var swap = 0; swap < 2_000; swap++)
            Assert.True(live.TryReplace(swap % 2 == 0 ? no : yes));
        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(asking), asked => Assert.True(asked >= 1_000));
    }

    [Fact]
    public async Task First_evaluations_of_a_new_version_run_the_new_rules()
    {
        // The race of the engine's own hot update: the old rules stayed live for good when an update met a first evaluation.
        var ct = TestContext.Current.CancellationToken;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var live = new LivePolicies(TrialFacts.Set($"trial.Count == {attempt}"));
            var next = $"trial.Count != {attempt}";
            var asking = Task.Run(async () => await live.EvaluateAsync("Trial", new TrialFacts { Count = attempt }, ct), ct);
            Assert.True(live.TryReplace(TrialFacts.Set(next)));
            await asking;
            Assert.Equal(next, live.Current.Rules[0].Expression);
            Assert.False((await live.EvaluateAsync("Trial", new TrialFacts { Count = attempt }, ct)).Results[0].Holds);
        }
    }

    [Fact]
    public async Task Who_keeps_the_reference_finishes_on_the_version_it_began_with()
    {
        var first = TrialFacts.Set("trial.Known");
        var live = new LivePolicies(first);
        var begun = live.Current;
        live.TryReplace(TrialFacts.Set("trial.Known == false"));
        Assert.Equal(first.Version, (await begun.EvaluateAsync("Trial", new TrialFacts(), TestContext.Current.CancellationToken)).Version);
        Assert.NotEqual(first.Version, live.Current.Version);
    }

    [Fact]
    public void Same_file_changes_nothing()
    {
        var first = TrialFacts.Set("trial.Known");
        var live = new LivePolicies(first);
        Assert.False(live.TryReplace(TrialFacts.Set("trial.Known")));
        Assert.Same(first, live.Current);
    }

    [Fact]
    public void Nothing_is_asked_before_the_first_set()
    {
        var live = new LivePolicies();
        Assert.False(live.AnyInForce);
        Assert.Contains("No policies are in force yet", Assert.Throws<InvalidOperationException>(() => live.Current).Message, StringComparison.Ordinal);
        Assert.True(live.TryReplace(TrialFacts.Set("trial.Known")));
        Assert.Equal("trial.Known", live.Current.Rules[0].Expression);
    }

    [Fact]
    public void Broken_file_offers_nothing_that_could_go_live() =>
        Assert.IsType<PolicyLoad.Refused>(PolicySet.Load(TrialFacts.File("trial.Known", "trial.Knwon"), TrialFacts.Catalogue));

    [Fact]
    public async Task Two_owners_at_once_leave_one_of_the_two_in_force()
    {
        var (left, right) = (TrialFacts.Set("trial.Count == 1"), TrialFacts.Set("trial.Count == 2"));
        var live = new LivePolicies(TrialFacts.Set("trial.Known"));
        Assert.All(await Task.WhenAll(Task.Run(() => live.TryReplace(left)), Task.Run(() => live.TryReplace(right))), Assert.True);
        Assert.Contains(live.Current, new[] { left, right });
    }
}

using BackOffice.Rules.Policies;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>A rule that cannot be evaluated is doubt, never "no" (decision 11).</summary>
public sealed class EvaluationErrorTests
{
    private sealed record BrittleFacts(bool First)
    {
        public int Account { get; init; }

        // Breaks for one account in a million, as data does.
        public int Fragile => Account == 999_999 ? throw new FormatException("The record is damaged.") : Account;
    }

    private static readonly PolicyShape Shape = PolicyShape.Of("Trial", "trial", PolicyMode.FirstHolding, new BrittleFacts(false), ["yes", "no"]);

    private static readonly PolicySet Set = LoadedRules.Loaded(PolicySet.Load(
        TrialFacts.File("trial.First", "trial.Fragile < 0", "trial.Account >= 0"), new PolicyCatalogue([Shape])));

    [Fact]
    public async Task Rule_that_throws_is_an_error_and_the_rules_behind_it_do_not_decide()
    {
        var outcome = await Set.EvaluateAsync("Trial", new BrittleFacts(false) { Account = 999_999 }, TestContext.Current.CancellationToken);
        Assert.Equal("R1", Assert.Single(outcome.Errors).Name);
        Assert.Contains("The record is damaged.", outcome.Errors[0].Error, StringComparison.Ordinal);
        Assert.Null(outcome.FirstHolding);
        Assert.Equal(["R0"], outcome.Failed.Select(result => result.Name));
    }

    [Fact]
    public async Task Next_account_is_evaluated_as_ever()
    {
        await Set.EvaluateAsync("Trial", new BrittleFacts(false) { Account = 999_999 }, TestContext.Current.CancellationToken);
        var outcome = await Set.EvaluateAsync("Trial", new BrittleFacts(false) { Account = 7 }, TestContext.Current.CancellationToken);
        Assert.Empty(outcome.Errors);
        Assert.Equal("R2", outcome.FirstHolding?.Name);
    }

    [Fact]
    public async Task Rule_that_holds_before_the_broken_one_is_named_beside_the_error()
    {
        var outcome = await Set.EvaluateAsync("Trial", new BrittleFacts(true) { Account = 999_999 }, TestContext.Current.CancellationToken);
        Assert.Equal("R0", outcome.FirstHolding?.Name);
        Assert.Single(outcome.Errors);
    }

    [Theory]
    [InlineData(double.NaN, null)]
    [InlineData(0.5, double.NaN)]
    [InlineData(double.PositiveInfinity, 0.5)]
    public async Task Measure_that_is_no_number_makes_every_rule_an_error(double share, double? likeness)
    {
        var outcome = await TrialFacts.Set("trial.Known", "trial.Share < 5")
            .EvaluateAsync("Trial", new TrialFacts { Known = true, Share = share, Likeness = likeness }, TestContext.Current.CancellationToken);
        Assert.Equal(2, outcome.Errors.Count);
        Assert.Null(outcome.FirstHolding);
    }

    [Fact]
    public async Task Cancelled_evaluation_is_no_answer_at_all() => await Assert.ThrowsAsync<OperationCanceledException>(
        async () => await Set.EvaluateAsync("Trial", new BrittleFacts(true), new CancellationToken(canceled: true)));

    [Fact]
    public async Task Policy_takes_only_its_own_facts()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Set.EvaluateAsync("Trial", new TrialFacts(), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Set.EvaluateAsync("Tryal", new BrittleFacts(true), TestContext.Current.CancellationToken));
    }
}

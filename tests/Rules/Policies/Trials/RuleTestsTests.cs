using System.Text;
using BackOffice.Rules.Policies;
using BackOffice.Rules.Policies.Trials;

namespace BackOffice.Rules.Tests.Policies.Trials;

/// <summary>Tests beside the rules: nothing is published while one fails, and every rule is hit by one.</summary>
public sealed class RuleTestsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shipped_tests_pass_and_hit_every_rule()
    {
        var tests = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "rules.tests.json"), Cancel);

        var report = await RuleTests.RunAsync(LoadedRules.Shipped, Encoding.UTF8.GetBytes(LoadedRules.ShippedText), tests, PolicyCatalogue.Shipped, Cancel);

        Assert.DoesNotContain(report.Findings, finding => finding.Blocks);
        Assert.Equal(LoadedRules.Shipped.Rules.Select(rule => (rule.Policy, rule.Name)).ToHashSet(), report.Results.SelectMany(result => result.Fired.Select(rule => (result.Policy, rule))).ToHashSet());
    }

    [Fact]
    public async Task Failing_test_is_told_with_its_rule_and_position()
    {
        var report = await RunAsync(["trial.Count > 5"], """[{ "name": "Six is enough", "policy": "Trial", "facts": { "Count": 6 }, "outcome": "yes" },""" + "\n"
            + """ { "name": "Seven is not", "policy": "Trial", "facts": { "Count": 7 }, "outcome": "none" }]""");

        var failed = Assert.Single(report.Findings);
        Assert.Equal((RuleTestFindingKind.Failed, "R0", "Seven is not", 2), (failed.Kind, failed.Problem.Rule, failed.Test, failed.Problem.Position.Line));
        Assert.True(failed.Blocks);
        Assert.False(report.Clean);
        Assert.Equal([true, false], report.Results.Select(result => result.Passed));
    }

    [Fact]
    public async Task Rule_that_no_test_hits_stops_publishing()
    {
        var report = await RunAsync(["trial.Count > 5", "trial.Known"], """[{ "name": "Six", "policy": "Trial", "facts": { "Count": 6 }, "outcome": "yes", "rule": "R0" }]""");

        var finding = Assert.Single(report.Findings);
        Assert.Equal((RuleTestFindingKind.NotHit, "R1", true), (finding.Kind, finding.Problem.Rule, finding.Blocks));
        Assert.True(finding.Problem.Position.Column > 1);
    }

    [Fact]
    public async Task Rule_that_an_earlier_one_always_shadows_is_told_as_never_reached()
    {
        var report = await RunAsync(["trial.Count > 5", "trial.Count > 8"], """[{ "name": "Nine", "policy": "Trial", "facts": { "Count": 9 }, "outcome": "yes" }]""");

        var finding = Assert.Single(report.Findings);
        Assert.Equal((RuleTestFindingKind.NeverReached, "R1"), (finding.Kind, finding.Problem.Rule));
        Assert.Contains("R0", finding.Problem.Sentence.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_rules_that_contradict_on_a_test_are_told_and_stop_nothing()
    {
        var rules = TrialFacts.File("trial.Count > 5", "trial.Known");
        rules = rules[..rules.LastIndexOf("\"yes\"", StringComparison.Ordinal)] + "\"no\"" + rules[(rules.LastIndexOf("\"yes\"", StringComparison.Ordinal) + 5)..];
        var report = await RunAsync(rules, """
            [{ "name": "Both", "policy": "Trial", "facts": { "Count": 9, "Known": true }, "outcome": "yes" },
             { "name": "Known alone", "policy": "Trial", "facts": { "Known": true }, "outcome": "no" }]
            """);

        var finding = Assert.Single(report.Findings);
        Assert.Equal((RuleTestFindingKind.Contradiction, "R1", "Both", false), (finding.Kind, finding.Problem.Rule, finding.Test, finding.Blocks));
        Assert.True(report.Clean);
    }

    [Theory]
    [InlineData("""[{ "name": "A", "policy": "Trial", "facts": { "Cuont": 6 }, "outcome": "yes" }]""", "Cuont")]
    [InlineData("""[{ "name": "A", "policy": "Trial", "facts": { "Count": "6" }, "outcome": "yes" }]""", "whole number")]
    [InlineData("""[{ "name": "A", "policy": "Trial", "facts": { "Count": 6, "Count": 7 }, "outcome": "yes" }]""", "twice")]
    [InlineData("""[{ "name": "A", "policy": "Other", "facts": { }, "outcome": "yes" }]""", "unknown")]
    [InlineData("""[{ "name": "A", "policy": "Trial", "facts": { }, "expected": "yes" }]""", "expected")]
    [InlineData("""[{ "name": "A", "policy": "Trial", "facts": { "Known": true }, "outcome": "yes" }""", "JSON")]
    [InlineData("""{ }""", "list")]
    public async Task Misspelt_test_is_a_finding_and_never_skipped(string tests, string word)
    {
        var report = await RunAsync(["trial.Count > 5"], tests);

        Assert.Contains(report.Findings, finding => finding is { Kind: RuleTestFindingKind.Malformed, Blocks: true } && finding.Problem.Sentence.English.Contains(word, StringComparison.Ordinal));
        Assert.Empty(report.Results);
    }

    [Fact]
    public async Task Rules_without_tests_may_not_be_published() => Assert.Equal(
        RuleTestFindingKind.NoTests,
        Assert.Single((await RuleTests.RunAsync(TrialFacts.Set("trial.Known"), default, null, TrialFacts.Catalogue, Cancel)).Findings).Kind);

    [Fact]
    public async Task Left_out_facts_are_nothing()
    {
        var report = await RunAsync(["trial.Count == 0 && !trial.Known && trial.Name == null && trial.Age == null"], """[{ "name": "Nothing", "policy": "Trial", "facts": { }, "outcome": "yes" }]""");

        Assert.Empty(report.Findings);
    }

    private static Task<RuleTestReport> RunAsync(string[] expressions, string tests) => RunAsync(TrialFacts.File(expressions), tests);

    private static Task<RuleTestReport> RunAsync(string rules, string tests) => RuleTests.RunAsync(
        LoadedRules.Loaded(PolicySet.Load(rules, TrialFacts.Catalogue)), Encoding.UTF8.GetBytes(rules), Encoding.UTF8.GetBytes(tests), TrialFacts.Catalogue, Cancel);
}

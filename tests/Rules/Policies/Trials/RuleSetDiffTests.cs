using BackOffice.Rules.Policies.Trials;

namespace BackOffice.Rules.Tests.Policies.Trials;

public sealed class RuleSetDiffTests
{
    [Fact]
    public void Equal_sets_differ_in_nothing_whatever_their_blanks() =>
        Assert.Empty(RuleSetDiff.Between(LoadedRules.ShippedText, LoadedRules.ShippedText.Replace("\n", "\n  ", StringComparison.Ordinal)));

    [Fact]
    public void Changed_expression_is_shown_before_and_after()
    {
        var change = Assert.Single(RuleSetDiff.Between(LoadedRules.ShippedText, LoadedRules.ShippedText.Replace("pair.NameSimilarity >= 0.6", "pair.NameSimilarity >= 0.7", StringComparison.Ordinal)));

        Assert.Equal(("DuplicateCase", "SameCompany", RuleChangeKind.Changed), (change.Policy, change.Rule, change.Kind));
        var field = Assert.Single(change.Fields);
        Assert.Equal("Expression", field.Field);
        Assert.Contains(">= 0.6", field.Before, StringComparison.Ordinal);
        Assert.Contains(">= 0.7", field.After, StringComparison.Ordinal);
    }

    [Fact]
    public void Added_removed_and_moved_rules_are_told_apart()
    {
        var (three, other) = (TrialFacts.File("trial.Known", "trial.Count > 1", "trial.Count > 2"), TrialFacts.File("trial.Known", "trial.Count > 1", "trial.Count > 2", "trial.Count > 3"));
        Assert.Equal([("R3", RuleChangeKind.Added)], RuleSetDiff.Between(three, other).Select(change => (change.Rule, change.Kind)));
        Assert.Equal([("R3", RuleChangeKind.Removed)], RuleSetDiff.Between(other, three).Select(change => (change.Rule, change.Kind)));

        var moved = RuleSetDiff.Between(three, three.Replace("\"R0\"", "\"X\"", StringComparison.Ordinal).Replace("\"R1\"", "\"R0\"", StringComparison.Ordinal).Replace("\"X\"", "\"R1\"", StringComparison.Ordinal)
            .Replace("trial.Known", "Y", StringComparison.Ordinal).Replace("trial.Count \\u003E 1", "trial.Known", StringComparison.Ordinal).Replace("\"Y\"", "\"trial.Count \\u003E 1\"", StringComparison.Ordinal));
        Assert.Equal([("R1", RuleChangeKind.Moved), ("R0", RuleChangeKind.Moved)], moved.Select(change => (change.Rule, change.Kind)));
        Assert.All(moved, change => Assert.Equal("Order", Assert.Single(change.Fields).Field));
    }
}

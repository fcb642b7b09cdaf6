using BackOffice.Rules.Policies;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>What rules.json owes to the people who read its sentences.</summary>
public sealed class ShippedRulesTests
{
    [Fact]
    public void Every_policy_of_the_product_has_rules() =>
        Assert.Equal(PolicyCatalogue.Shipped.Shapes.Select(shape => shape.Policy).Order(), LoadedRules.Shipped.Rules.Select(rule => rule.Policy).Distinct().Order());

    [Fact]
    public void Every_rule_has_a_whole_sentence_in_both_languages() => Assert.All(LoadedRules.Shipped.Rules, rule =>
    {
        Assert.EndsWith(".", rule.Sentence.Indonesian, StringComparison.Ordinal);
        Assert.EndsWith(".", rule.Sentence.English, StringComparison.Ordinal);
        Assert.NotEqual(rule.Sentence.Indonesian, rule.Sentence.English);
    });

    [Fact]
    public void Every_rule_that_asks_for_mending_names_the_field() =>
        Assert.All(LoadedRules.Shipped.Rules.Where(rule => rule.Outcome == "mend"), rule => Assert.NotNull(rule.Field));
}

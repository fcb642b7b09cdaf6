using BackOffice.Rules.Policies.Expressions;
using CsCheck;
using RulesEngine.Models;
using Engine = RulesEngine.RulesEngine;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>
/// A rule answers the same whoever runs it: the facade over the engine, the delegates that a scan uses, the bare engine given the author's own text, and the C# that the
/// expression means. An expression without an answer is an error in all of them, and the same one in facade and delegates. A failure prints the seed.
/// </summary>
public sealed class ExpressionAgreementTests
{
    // A rule without an answer for the sample facts is refused at load.
    private static readonly Gen<Meant> Rules = Gen.OneOf(RandomExpressions.Condition(3), RandomNumbers.Conditions, RandomTexts.Conditions).Where(rule => rule.Text.Length <= ExpressionParser.MaxLength && Answer(rule, new()) is not null);

    [Fact]
    public async Task Facade_delegates_bare_engine_and_meaning_agree()
    {
        var ct = TestContext.Current.CancellationToken;
        var (answers, errors) = (0, 0);
        await Gen.Select(Rules.Array[20], RandomExpressions.Facts.Array[20]).SampleAsync(
            async (rules, cases) =>
            {
                var set = TrialFacts.Set(rules.Select(rule => rule.Text));
                var compiled = set.Compiled("Trial");
                var bare = new Engine([new Workflow
                {
                    WorkflowName = "Trial",
                    Rules = [.. rules.Select((rule, i) => new Rule { RuleName = $"R{i}", Expression = rule.Text })],
                }]);
                foreach (var facts in cases)
                {
                    var ours = await set.EvaluateAsync("Trial", facts, ct);
                    Assert.Equal(ours.Results, compiled.Evaluate(facts).Results);
                    var theirs = await bare.ExecuteAllRulesAsync("Trial", new RuleParameter("trial", facts));
                    for (var i = 0; i < rules.Length; i++)
                    {
                        var meant = Answer(rules[i], facts);
                        Assert.True((ours.Results[i].Error is null ? ours.Results[i].Holds : null) == meant, $"facade: {rules[i].Text} for {facts}: {ours.Results[i]}");
                        Assert.True(!rules[i].Bare || meant is null || (theirs[i].ExceptionMessage is "" && theirs[i].IsSuccess == meant), $"bare engine: {rules[i].Text} for {facts}: {theirs[i].ExceptionMessage}");
                        (answers, errors) = meant is null ? (answers, errors + 1) : (answers + 1, errors);
                    }
                }
            },
            iter: 25,
            threads: 1);
        // Otherwise one half of the statement would be tried on nothing.
        Assert.True(answers > 1_000 && errors > 10, $"{answers} answers, {errors} errors");
    }

    private static bool? Answer(Meant rule, TrialFacts facts)
    {
        try
        {
            return rule.Means(facts);
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }
}

using RulesEngine.Models;
using Engine = RulesEngine.RulesEngine;

namespace BackOffice.Rules.Policies;

/// <summary>One policy of one version: its shape, its rules' possible results and the engine that holds them compiled.</summary>
internal sealed class CompiledPolicy(PolicyShape shape, IReadOnlyList<PolicyRule> rules, Engine engine)
{
    // The two ordinary answers of a rule never change, so they are made once.
    private readonly RuleResult[] holding = [.. rules.Select(rule => Result(rule, true))];
    private readonly RuleResult[] failing = [.. rules.Select(rule => Result(rule, false))];

    internal PolicyShape Shape => shape;

    internal async ValueTask<PolicyOutcome> EvaluateAsync(object facts, string version, CancellationToken ct)
    {
        if (shape.Fault(facts) is { } fault)
            return new(shape.Policy, version, [.. failing.Select(result => result with { Error = fault })]);
        RuleParameter[] inputs = [new(shape.Input, facts)];
        var trees = await engine.ExecuteAllRulesAsync(shape.Policy, inputs, ct);
        var results = new RuleResult[holding.Length];
        for (var i = 0; i < results.Length; i++)
            results[i] = Read(trees[i], i);
        return new(shape.Policy, version, results);
    }

    private RuleResult Read(RuleResultTree tree, int i) => tree switch
    {
        _ when tree.Rule.RuleName != holding[i].Name => throw new InvalidOperationException($"The engine answered {tree.Rule.RuleName} in place of {holding[i].Name}."),
        { ExceptionMessage: { Length: > 0 } error } => failing[i] with { Error = error },
        { IsSuccess: true } => holding[i],
        _ => failing[i],
    };

    private static RuleResult Result(PolicyRule rule, bool holds) => new(rule.Name, holds, null, rule.Outcome, rule.Clause, rule.Sentence, rule.Field);
}

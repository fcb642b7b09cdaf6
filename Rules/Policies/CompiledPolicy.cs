using BackOffice.Rules.Policies.Expressions;
using RulesEngine.Models;
using Engine = RulesEngine.RulesEngine;

namespace BackOffice.Rules.Policies;

/// <summary>One policy of one version: its shape, its rules' possible results, the engine that holds them compiled, and the same conditions as delegates.</summary>
internal sealed class CompiledPolicy(PolicyShape shape, IReadOnlyList<RuleDraft> drafts, Engine engine)
{
    // The two ordinary answers of a rule never change, so they are made once.
    private readonly RuleResult[] holding = [.. drafts.Select(draft => Result(draft.Rule, true))];
    private readonly RuleResult[] failing = [.. drafts.Select(draft => Result(draft.Rule, false))];

    // Most sets are never asked this way.
    private readonly Lazy<Func<object, bool>[]> conditions = new(() => [.. drafts.Select(draft => ExpressionCompiler.Compile(draft.Condition, shape.FactsType))]);

    internal PolicyShape Shape => shape;

    internal ValueTask<PolicyOutcome> EvaluateAsync(object facts, string version, CancellationToken ct)
    {
        if (shape.Fault(facts) is { } fault)
            return new(Faulty(fault, version));
        var trees = engine.ExecuteAllRulesAsync(shape.Policy, [new(shape.Input, facts)], ct);
        // Without actions the engine never waits for anything.
        return trees.IsCompletedSuccessfully ? new(Read(trees.Result, version)) : ReadAsync(trees, version);
    }

    internal PolicyOutcome Evaluate(object facts, string version)
    {
        if (shape.Fault(facts) is { } fault)
            return Faulty(fault, version);
        var compiled = conditions.Value;
        var results = new RuleResult[holding.Length];
        for (var i = 0; i < results.Length; i++)
        {
            try
            {
                results[i] = compiled[i](facts) ? holding[i] : failing[i];
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                results[i] = failing[i] with { Error = e.Message };
            }
        }
        return new(shape.Policy, version, results);
    }

    private PolicyOutcome Faulty(string fault, string version) => new(shape.Policy, version, [.. failing.Select(result => result with { Error = fault })]);

    private async ValueTask<PolicyOutcome> ReadAsync(ValueTask<List<RuleResultTree>> trees, string version) => Read(await trees, version);

    private PolicyOutcome Read(List<RuleResultTree> trees, string version)
    {
        var results = new RuleResult[holding.Length];
        for (var i = 0; i < results.Length; i++)
            results[i] = Read(trees[i], i);
        return new(shape.Policy, version, results);
    }

    private RuleResult Read(RuleResultTree tree, int i) => tree switch
    {
        _ when tree.Rule.RuleName != holding[i].Name => throw new InvalidOperationException($"The engine answered {tree.Rule.RuleName} in place of {holding[i].Name}."),
        { ExceptionMessage: { Length: > 0 } error } => failing[i] with { Error = Plain(error, holding[i].Name) },
        { IsSuccess: true } => holding[i],
        _ => failing[i],
    };

    // The engine puts the rule's name before, which stands beside it already.
    private static string Plain(string error, string rule) => $"Error while executing rule : {rule} - " is var before && error.StartsWith(before, StringComparison.Ordinal) ? error[before.Length..] : error;

    private static RuleResult Result(PolicyRule rule, bool holds) => new(rule.Name, holds, null, rule.Outcome, rule.Clause, rule.Sentence, rule.Field);
}

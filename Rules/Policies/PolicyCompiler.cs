using BackOffice.Rules.Policies.Expressions;
using RulesEngine.Models;
using Engine = RulesEngine.RulesEngine;

namespace BackOffice.Rules.Policies;

/// <summary>Makes one warm engine of checked rules.</summary>
internal static class PolicyCompiler
{
    internal static IReadOnlyList<CompiledPolicy> Compile(IReadOnlyList<RuleDraft> drafts, List<RuleProblem> problems)
    {
        var policies = drafts.GroupBy(draft => draft.Shape).ToList();
        var engine = new Engine(
            [.. policies.Select(policy => new Workflow
            {
                WorkflowName = policy.Key.Policy,
                Rules = [.. policy.Select(draft => new Rule { RuleName = draft.Rule.Name, Expression = draft.Rule.Meaning })],
            })],
            Settings());
        var compiled = policies.Select(policy => new CompiledPolicy(policy.Key, [.. policy], engine)).ToList();
        foreach (var policy in compiled)
            Warm(policy, drafts, problems);
        return compiled;
    }

    /// <summary>The first run compiles; a rule that the engine cannot take shows itself here and not to a provider.</summary>
    private static void Warm(CompiledPolicy policy, IReadOnlyList<RuleDraft> drafts, List<RuleProblem> problems)
    {
        var outcome = policy.EvaluateAsync(policy.Shape.Sample, "", CancellationToken.None).AsTask().GetAwaiter().GetResult();
        foreach (var error in outcome.Errors)
        {
            var draft = drafts.Single(draft => draft.Shape == policy.Shape && draft.Rule.Name == error.Name);
            problems.Add(new(error.Name, policy.Shape.Policy, draft.Position, new(
                $"Aturan ini tidak dapat dijalankan pada fakta contoh: {error.Error}", $"This rule cannot run on the sample facts: {error.Error}")));
        }
    }

    private static ReSettings Settings() => new()
    {
        // Otherwise a rule could call any public method of its input.
        AutoRegisterInputType = false,
        // The author's text never reaches the engine, so these are called by nothing but what our parser allowed.
        CustomTypes = CanonicalText.Calculators,
        // Otherwise a failing rule's sentence would fill the field by which an error is recognised.
        EnableFormattedErrorMessage = false,
        EnableScopedParams = false,
        AutoExecuteActions = false,
        IsExpressionCaseSensitive = true,
        UseFastExpressionCompiler = true,
    };
}

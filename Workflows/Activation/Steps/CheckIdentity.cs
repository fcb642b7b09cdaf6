using BackOffice.Rules.Policies;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Policies;
using BackOffice.Workflows.Registry;

namespace BackOffice.Workflows.Activation.Steps;

/// <summary>Asks the policy <c>ActivationPreCheck</c> whether detection may start (decision 13).</summary>
public sealed class CheckIdentity(CaseDesk desk, LivePolicies policies, DecisionLog decisions) : IStep
{
    /// <summary>What a definition may say of this step.</summary>
    public static StepDescriptor Descriptor { get; } =
        new("BackOffice.CheckIdentity", "Check the identity", [new("Passed"), new("Mend"), new("Refused", MayEnd: true)], [], typeof(CheckIdentity));

    /// <inheritdoc />
    public async Task<StepResult> RunAsync(StepContext step, CancellationToken ct)
    {
        var @case = await desk.LoadToGoOnAsync(step.Case, ct);
        var facts = Facts(@case.Account);
        var outcome = await policies.EvaluateAsync(ActivationPreCheckFacts.Shape.Policy, facts, ct);
        var (result, rules) = Decide(outcome);
        decisions.Record(@case.Id, outcome, facts, rules, result);
        desk.Move(@case, result == "Refused" ? CaseState.Refused : CaseState.Running, result == "Passed" ? null : string.Join(",", rules.Select(rule => rule.Name)));
        return new StepResult.Done(result);
    }

    // A rule that cannot be evaluated is neither yes nor no (decision 11): the step is parked as an incident, where a person sees it, and tried again once the rules are mended.
    internal static (string Result, IReadOnlyList<RuleResult> Rules) Decide(PolicyOutcome outcome)
    {
        var refused = outcome.Failed.Where(rule => rule.Outcome == "refuse").ToList();
        if (refused.Count > 0)
            return ("Refused", refused);
        if (outcome.Errors is [var broken, ..])
            throw new InvalidOperationException($"The rule {broken.Name} could not be evaluated.");
        var mend = outcome.Failed.Where(rule => rule.Outcome == "mend").ToList();
        return mend.Count > 0 ? ("Mend", mend) : ("Passed", [.. outcome.Failed]);
    }

    internal static ActivationPreCheckFacts Facts(Account account) => PreCheckMeasures.Take(
        account.Provider.Npwp, account.Provider.Nitku, account.Provider.Regency, account.Provider.Province, account.Provider.Email,
        (account.SiteCode.Value, account.Site.Stage.WireName()), account.SiteCode.Value);
}

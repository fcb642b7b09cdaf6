using System.Text.Json;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Policies;

/// <summary>Writes what a policy decided in a case into the transaction that acts on it, with all that is needed to ask again.</summary>
public sealed class DecisionLog(BackOfficeDb db, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Compact = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>Records one answer.</summary>
    /// <param name="case">The case.</param>
    /// <param name="outcome">The policy's answer.</param>
    /// <param name="facts">The facts it was given.</param>
    /// <param name="fired">The rules that decided.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="subject">What it was about; empty for the case's own account.</param>
    public void Record<TFacts>(CaseId @case, PolicyOutcome outcome, TFacts facts, IEnumerable<RuleResult> fired, string result, string subject = "") =>
        db.Decisions.Add(new()
        {
            CaseId = @case,
            Policy = outcome.Policy,
            Subject = subject,
            RulesVersion = outcome.Version,
            Facts = JsonSerializer.Serialize(facts, Compact),
            Fired = string.Join(",", fired.Select(rule => rule.Name)),
            Outcome = result,
            Errored = outcome.Errors.Count > 0,
            At = clock.GetUtcNow(),
        });
}

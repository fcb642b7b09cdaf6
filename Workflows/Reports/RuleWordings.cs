using System.Text.Json;
using BackOffice.Rules;
using BackOffice.Rules.Matching;

namespace BackOffice.Workflows.Reports;

/// <summary>
/// What the rules of one version said about pairs. Read from the version as it was kept, since the report explains a decision by the rule that made it and not by the one
/// that has its name today.
/// </summary>
internal sealed class RuleWordings
{
    private static readonly Dictionary<string, (Sentence Meaning, string Clause)> Fixed = new(StringComparer.Ordinal)
    {
        [PairFinding.ByPerson] = (new("Diputuskan oleh petugas.", "A person decided."), "decision 10"),
        [PairFinding.ByError] = (new("Sebuah aturan tidak dapat dihitung, maka petugas memutuskan.", "A rule could not be evaluated, so a person decides."), "decision 11"),
    };

    private readonly Dictionary<string, (Sentence Meaning, string Clause)> rules;

    private RuleWordings(Dictionary<string, (Sentence, string)> rules) => this.rules = rules;

    /// <summary>Stands in for a version that is not kept: it knows none of its rules.</summary>
    public static RuleWordings None { get; } = new([]);

    /// <summary>Reads a rule set that was in force once.</summary>
    public static RuleWordings Of(string ruleSet)
    {
        using var document = JsonDocument.Parse(ruleSet.TrimStart('\uFEFF'));
        return new(document.RootElement.EnumerateArray()
            .Where(policy => policy.GetProperty("WorkflowName").GetString() == PairJudge.Policy)
            .SelectMany(policy => policy.GetProperty("Rules").EnumerateArray())
            .ToDictionary(rule => rule.GetProperty("RuleName").GetString()!, Wording, StringComparer.Ordinal));
    }

    /// <summary>What a rule says and the clause it carries out; its bare name where the version does not know it.</summary>
    public (Sentence Meaning, string Clause) this[string rule] =>
        rules.TryGetValue(rule, out var wording) || Fixed.TryGetValue(rule, out wording) ? wording : (new(rule, rule), "");

    private static (Sentence, string) Wording(JsonElement rule)
    {
        var told = rule.GetProperty("Properties");
        return (new(told.GetProperty("Indonesian").GetString()!, told.GetProperty("English").GetString()!), told.GetProperty("Clause").GetString()!);
    }
}

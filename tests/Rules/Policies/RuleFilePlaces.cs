using System.Text.Json;
using BackOffice.Rules.Policies;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>Every place in a rule file that carries an expression.</summary>
internal static class RuleFilePlaces
{
    private static readonly object Told = new { Clause = "2.e", Indonesian = "Ya.", English = "Yes." };

    private static readonly object Good = new { RuleName = "Good", Expression = "trial.Known" };

    /// <summary>A rule file of the policy <c>Trial</c> with the expression in that place and nothing wrong beside it.</summary>
    internal static IReadOnlyDictionary<string, Func<string, string>> All { get; } = new Dictionary<string, Func<string, string>>
    {
        ["Expression"] = expression => File(new { RuleName = "R", SuccessEvent = "yes", Expression = expression, Properties = Told }),
        ["Rules"] = expression => File(new
        {
            RuleName = "R",
            SuccessEvent = "yes",
            Operator = "And",
            Rules = new[] { Good, new { RuleName = "N", Operator = "Or", Rules = new[] { new { RuleName = "Hostile", Expression = expression }, Good } } },
            Properties = Told,
        }),
        ["LocalParams"] = expression => File(new { RuleName = "R", SuccessEvent = "yes", LocalParams = new[] { Named(expression) }, Expression = "trial.Known", Properties = Told }),
        ["LocalParams of a rule within a rule"] = expression => File(new
        {
            RuleName = "R",
            SuccessEvent = "yes",
            Operator = "And",
            Rules = new[] { Good, new { RuleName = "N", LocalParams = new[] { Named(expression) }, Expression = "trial.Known" } },
            Properties = Told,
        }),
        ["GlobalParams"] = expression => JsonSerializer.Serialize(new[]
        {
            new { WorkflowName = "Trial", GlobalParams = new[] { Named(expression) }, Rules = new[] { new { RuleName = "R", SuccessEvent = "yes", Expression = "trial.Known", Properties = Told } } },
        }),
        ["Actions"] = expression => File(new
        {
            RuleName = "R",
            SuccessEvent = "yes",
            Expression = "trial.Known",
            Actions = new { OnSuccess = new { Name = "OutputExpression", Context = new { expression } } },
            Properties = Told,
        }),
        ["Inputs of an action"] = expression => File(new
        {
            RuleName = "R",
            SuccessEvent = "yes",
            Expression = "trial.Known",
            Actions = new { OnFailure = new { Name = "EvaluateRule", Context = new { WorkflowName = "Trial", additionalInputs = new[] { Named(expression) } } } },
            Properties = Told,
        }),
    };

    /// <summary>What is wrong with the file; empty if it was loaded.</summary>
    internal static IReadOnlyList<RuleProblem> Problems(string place, string expression) => TrialFacts.Problems(All[place](expression));

    private static object Named(string expression) => new { Name = "hostile", Expression = expression };

    private static string File(object rule) => JsonSerializer.Serialize(new[] { new { WorkflowName = "Trial", Rules = new[] { rule } } });
}

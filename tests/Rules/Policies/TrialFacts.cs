using System.Text.Json;
using BackOffice.Rules.Policies;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>A fact of every type that facts may have.</summary>
internal sealed record TrialFacts
{
    public static PolicyShape Shape { get; } = PolicyShape.Of("Trial", "trial", PolicyMode.FirstHolding, new TrialFacts(), ["yes", "no"], ["name"]);

    public static PolicyCatalogue Catalogue { get; } = new([Shape]);

    public string? Name { get; init; }

    public string? Other { get; init; }

    public bool Known { get; init; }

    public bool? Sure { get; init; }

    public int Count { get; init; }

    public int? Age { get; init; }

    public long Total { get; init; }

    public double Share { get; init; }

    public double? Likeness { get; init; }

    /// <summary>A rule set of one policy with one rule per expression, named R0, R1 and so on.</summary>
    internal static string File(params IEnumerable<string> expressions) => JsonSerializer.Serialize(new[]
    {
        new
        {
            WorkflowName = "Trial",
            Rules = expressions.Select((expression, i) => new
            {
                RuleName = $"R{i}",
                SuccessEvent = "yes",
                Expression = expression,
                Properties = new { Clause = "2.e", Indonesian = "Ya.", English = "Yes." },
            }),
        },
    });

    internal static PolicySet Set(params IEnumerable<string> expressions) => LoadedRules.Loaded(PolicySet.Load(File(expressions), Catalogue));

    internal static IReadOnlyList<RuleProblem> Problems(string file) => PolicySet.Load(file, Catalogue) switch
    {
        PolicyLoad.Refused(var problems) => problems,
        PolicyLoad.Loaded => [],
        var other => throw new InvalidOperationException($"Unhandled load {other.GetType().Name}."),
    };
}

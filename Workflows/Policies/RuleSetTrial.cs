using System.Text;
using BackOffice.Rules.Policies;
using BackOffice.Rules.Policies.Trials;

namespace BackOffice.Workflows.Policies;

/// <summary>A rule set tried with the tests beside it: what <c>rules check</c>, a draft, the file and publishing all ask before anything goes live.</summary>
/// <param name="Set">The compiled set; null if it does not compile.</param>
/// <param name="Problems">Why it does not.</param>
/// <param name="Tests">What the tests say; null if it does not compile.</param>
public sealed record RuleSetTrial(PolicySet? Set, IReadOnlyList<RuleProblem> Problems, RuleTestReport? Tests)
{
    /// <summary>Whether it may be published.</summary>
    public bool Clean => Set is not null && Tests is { Clean: true };

    /// <summary>Whether nothing but tests is missing.</summary>
    public bool OnlyLacksTests => Tests is { Findings: [{ Kind: RuleTestFindingKind.NoTests }] };

    /// <summary>Everything that stops it, as problems with rule and position.</summary>
    public IReadOnlyList<RuleProblem> Stops => Set is null ? Problems : [.. Tests!.Findings.Where(finding => finding.Blocks).Select(finding => finding.Problem)];

    /// <summary>Tries a rule set. Compiles and evaluates, so it takes the processor for some 20 to 70 ms and longer with many tests.</summary>
    /// <param name="rules">The bytes of the rule file.</param>
    /// <param name="tests">The bytes of the file of tests; null when there is none.</param>
    /// <param name="ct">Cancels between two tests.</param>
    public static async Task<RuleSetTrial> OfAsync(ReadOnlyMemory<byte> rules, ReadOnlyMemory<byte>? tests, CancellationToken ct) => PolicySet.Load(rules, PolicyCatalogue.Shipped) switch
    {
        PolicyLoad.Refused(var problems) => new(null, problems, null),
        PolicyLoad.Loaded(var set) => new(set, [], await RuleTests.RunAsync(set, rules, tests, PolicyCatalogue.Shipped, ct)),
        var other => throw new InvalidOperationException($"Unhandled load {other.GetType().Name}."),
    };

    /// <summary>Tries texts; tests that are only blanks are none.</summary>
    public static Task<RuleSetTrial> OfAsync(string rules, string? tests, CancellationToken ct) =>
        OfAsync(Encoding.UTF8.GetBytes(rules), string.IsNullOrWhiteSpace(tests) ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(tests).AsMemory(), ct);
}

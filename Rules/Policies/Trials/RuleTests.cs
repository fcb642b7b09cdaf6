namespace BackOffice.Rules.Policies.Trials;

/// <summary>
/// Runs the tests beside a rule set: every test must come out as it says, every rule must be hit by one (it decides, or, where all must hold, it fails), and every policy in which all
/// must hold must pass in one. One home for <c>rules check</c>, drafts and publishing.
/// </summary>
public static class RuleTests
{
    private static readonly RulePosition Start = new(1, 1);

    /// <summary>Runs them.</summary>
    /// <param name="set">The rule set, compiled.</param>
    /// <param name="rules">Its file, for the positions.</param>
    /// <param name="tests">The file of tests; null when there is none, which is a finding.</param>
    /// <param name="catalogue">The policies that there are.</param>
    /// <param name="ct">Looked at between two tests.</param>
    public static async Task<RuleTestReport> RunAsync(PolicySet set, ReadOnlyMemory<byte> rules, ReadOnlyMemory<byte>? tests, PolicyCatalogue catalogue, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(catalogue);
        List<RuleTestFinding> findings = [];
        if (tests is not { } file)
            return new([], [new(RuleTestFindingKind.NoTests, new(null, null, Start, new("Aturan ini tidak disertai berkas uji.", "There are no tests beside these rules.")), null, InTests: true)]);
        var cases = new RuleTestFile(new RuleSource(file), catalogue, findings).Read();
        if (findings.Count > 0)
            return new([], findings);

        List<RuleTestResult> results = [];
        var tally = new RuleTally(set, catalogue, RulePlaces.Of(rules));
        foreach (var test in cases)
        {
            catalogue.TryFind(test.Policy, out var shape);
            var outcome = await set.EvaluateAsync(test.Policy, test.Facts, ct);
            var answer = PolicyAnswer.Of(outcome, shape!.Mode);
            var passed = answer.Outcome == test.Outcome && (test.Rule is null || answer.Fired.Contains(test.Rule));
            results.Add(new(test.Name, test.Policy, Shown(test.Outcome, test.Rule is null ? [] : [test.Rule]), Shown(answer.Outcome, answer.Fired), answer.Fired, passed));
            if (!passed)
                findings.Add(Failed(test, answer, outcome));
            tally.Count(test, outcome, answer, shape.Mode);
        }
        findings.AddRange(tally.Findings());
        return new(results, findings);
    }

    private static RuleTestFinding Failed(RuleTest test, PolicyAnswer answer, PolicyOutcome outcome)
    {
        var expected = Shown(test.Outcome, test.Rule is null ? [] : [test.Rule]);
        var actual = Shown(answer.Outcome, answer.Fired) + string.Concat(outcome.Errors.Select(rule => $": {rule.Error}"));
        return new(RuleTestFindingKind.Failed, new(answer.Fired is [var rule, ..] ? rule : test.Rule, test.Policy, test.Position, new(
            $"Uji \"{test.Name}\" menghasilkan {actual}, seharusnya {expected}.", $"The test \"{test.Name}\" comes out as {actual} and should as {expected}.")), test.Name, InTests: true);
    }

    private static string Shown(string outcome, IReadOnlyList<string> rules) => rules.Count == 0 ? outcome : $"{outcome} ({string.Join(", ", rules)})";
}

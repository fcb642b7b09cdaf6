namespace BackOffice.Rules.Policies.Trials;

/// <summary>Counts over all tests which rules were hit, which were only ever shadowed, and which two disagree.</summary>
internal sealed class RuleTally(PolicySet set, PolicyCatalogue catalogue, IReadOnlyDictionary<(string Policy, string Rule), RulePosition> places)
{
    private readonly HashSet<(string Policy, string Rule)> hit = [];
    private readonly Dictionary<(string Policy, string Rule), (string By, string Test)> shadowed = [];
    private readonly Dictionary<(string Policy, string First, string Second), string> disagreeing = [];
    private readonly HashSet<string> passing = new(StringComparer.Ordinal);

    public void Count(RuleTest test, PolicyOutcome outcome, PolicyAnswer answer, PolicyMode mode)
    {
        if (answer.IsError)
            return;
        foreach (var rule in answer.Fired)
            hit.Add((test.Policy, rule));
        if (mode == PolicyMode.AllMustHold)
        {
            if (answer.Outcome == PolicyAnswer.Passed)
                passing.Add(test.Policy);
            return;
        }
        if (outcome.FirstHolding is not { } first)
            return;
        foreach (var later in outcome.Results.Where(rule => rule.Holds && rule.Name != first.Name))
        {
            shadowed.TryAdd((test.Policy, later.Name), (first.Name, test.Name));
            if (later.Outcome != first.Outcome)
                disagreeing.TryAdd((test.Policy, first.Name, later.Name), test.Name);
        }
    }

    public IEnumerable<RuleTestFinding> Findings()
    {
        foreach (var rule in set.Rules.Where(rule => !hit.Contains((rule.Policy, rule.Name))))
            yield return shadowed.TryGetValue((rule.Policy, rule.Name), out var by)
                ? Finding(RuleTestFindingKind.NeverReached, rule.Policy, rule.Name, by.Test, new(
                    $"Aturan ini tidak pernah tercapai: dalam setiap uji aturan sebelumnya, seperti {by.By}, sudah memutuskan.",
                    $"This rule is never reached: in every test an earlier one, such as {by.By}, has decided."))
                : Finding(RuleTestFindingKind.NotHit, rule.Policy, rule.Name, null, new("Tidak ada uji yang mengenai aturan ini.", "No test hits this rule."));
        foreach (var shape in catalogue.Shapes.Where(shape => shape.Mode == PolicyMode.AllMustHold && !passing.Contains(shape.Policy)))
            yield return Finding(RuleTestFindingKind.NeverPasses, shape.Policy, null, null, new(
                "Tidak ada uji yang meloloskan kebijakan ini; aturannya mungkin saling bertentangan.", "No test passes this policy; its rules may contradict each other."));
        foreach (var ((policy, first, second), test) in disagreeing)
            yield return Finding(RuleTestFindingKind.Contradiction, policy, second, test, new(
                $"Pada uji \"{test}\" aturan ini dan {first} sama-sama berlaku dengan hasil berbeda; hanya urutan yang memutuskan.",
                $"On the test \"{test}\" this rule and {first} both hold with different outcomes; only their order decides."));
    }

    private RuleTestFinding Finding(RuleTestFindingKind kind, string policy, string? rule, string? test, Sentence sentence)
    {
        var place = rule is not null && places.TryGetValue((policy, rule), out var position)
            ? position
            : places.Where(one => one.Key.Policy == policy).Select(one => one.Value).FirstOrDefault() ?? new(1, 1);
        return new(kind, new(rule, policy, place, sentence), test, InTests: false);
    }
}

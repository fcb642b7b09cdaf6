namespace BackOffice.Rules.Policies.Trials;

/// <summary>One test beside a rule set: facts, and what the policy must make of them.</summary>
/// <param name="Name">Its name, unique within the file: a sentence about the business.</param>
/// <param name="Policy">The policy that is asked.</param>
/// <param name="Facts">The facts, of the policy's own type.</param>
/// <param name="Outcome">What must come out; see <see cref="PolicyAnswer.Outcome"/>.</param>
/// <param name="Rule">A rule that must be among those that decide; null where the test does not care which it is.</param>
/// <param name="Position">Where it stands in the file of tests.</param>
public sealed record RuleTest(string Name, string Policy, object Facts, string Outcome, string? Rule, RulePosition Position);

/// <summary>What one test made of a rule set.</summary>
/// <param name="Test">The test's name.</param>
/// <param name="Policy">The policy that was asked.</param>
/// <param name="Expected">What should come out.</param>
/// <param name="Actual">What came out.</param>
/// <param name="Fired">The rules that decided.</param>
/// <param name="Passed">Whether it is as it should be.</param>
public sealed record RuleTestResult(string Test, string Policy, string Expected, string Actual, IReadOnlyList<string> Fired, bool Passed);

/// <summary>What is said about rules and their tests.</summary>
public enum RuleTestFindingKind
{
    /// <summary>The file of tests cannot be read at this place.</summary>
    Malformed,

    /// <summary>There is no file of tests.</summary>
    NoTests,

    /// <summary>A test comes out otherwise than it should.</summary>
    Failed,

    /// <summary>No test hits the rule.</summary>
    NotHit,

    /// <summary>The rule holds in tests, but an earlier one decides in every one of them.</summary>
    NeverReached,

    /// <summary>There is no test in which all rules of the policy hold: they may contradict each other.</summary>
    NeverPasses,

    /// <summary>Two rules of different outcome hold on one test, so that their order alone decides.</summary>
    Contradiction,
}

/// <summary>One thing to be said about rules and their tests.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Problem">Policy, rule, position and sentence.</param>
/// <param name="Test">The test that shows it; null if it is about no single test.</param>
/// <param name="InTests">Whether the position is in the file of tests; otherwise it is in that of the rules.</param>
public sealed record RuleTestFinding(RuleTestFindingKind Kind, RuleProblem Problem, string? Test, bool InTests)
{
    /// <summary>Whether nothing may be published while this stands. Only a contradiction, which the order of the rules settles, does not stop anything.</summary>
    public bool Blocks => Kind is not RuleTestFindingKind.Contradiction;

    /// <summary>One line for a log or a terminal, in English.</summary>
    public override string ToString() => $"{(InTests ? "tests " : "")}{Problem}";
}

/// <summary>What the tests beside a rule set say about it.</summary>
/// <param name="Results">One result per test, in the order of the file; empty if the file cannot be read.</param>
/// <param name="Findings">What is to be said; empty if all is well.</param>
public sealed record RuleTestReport(IReadOnlyList<RuleTestResult> Results, IReadOnlyList<RuleTestFinding> Findings)
{
    /// <summary>Whether the rule set may be published as far as its tests are concerned.</summary>
    public bool Clean => !Findings.Any(finding => finding.Blocks);
}

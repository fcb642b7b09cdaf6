using BackOffice.Rules.Policies;

namespace BackOffice.Rules.Matching;

/// <summary>Decides about pairs: a person's verdict first, then the first rule of <c>DuplicateCase</c> that holds.</summary>
/// <param name="policies">The rule set; a scan or a detection keeps one from beginning to end.</param>
public sealed class PairJudge(PolicySet policies)
{
    /// <summary>The name of the policy.</summary>
    public const string Policy = "DuplicateCase";

    private readonly CompiledRules rules = policies.Compiled(Policy);

    /// <summary>The version of the rule set.</summary>
    public string RulesVersion => policies.Version;

    /// <summary>Compares two accounts and decides. The order of the accounts changes nothing.</summary>
    /// <param name="one">One account.</param>
    /// <param name="other">The other.</param>
    /// <param name="verdict">What a person decided about them; it stands above the rules (decision 10).</param>
    /// <param name="ct">Cancels before the pair.</param>
    public ValueTask<PairFinding> JudgeAsync(PreparedAccount one, PreparedAccount other, VerdictAnswer? verdict = null, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        var (a, b) = PreparedAccount.InOrder(one, other) <= 0 ? (one, other) : (other, one);
        var comparison = PairComparer.Compare(a, b);
        if (verdict is { } answer)
            return ValueTask.FromResult<PairFinding>(new(a, b, comparison, Decided(answer, comparison.Facts), PairFinding.ByPerson, null, RulesVersion, verdict));
        var outcome = rules.Evaluate(comparison.Facts);
        var rule = outcome.Errors is [var error, ..] ? error : outcome.FirstHolding;
        return ValueTask.FromResult<PairFinding>(new(a, b, comparison, Decide(outcome), rule switch { null => "", { Error: not null } => PairFinding.ByError, _ => rule.Name }, rule, RulesVersion, null));
    }

    /// <summary>The decision of the first rule that holds; a rule that could not be evaluated is doubt, never "no" (decision 11).</summary>
    internal static PairDecision Decide(PolicyOutcome outcome) =>
        outcome.Errors is [_, ..] ? PairDecision.Review
        : outcome.FirstHolding is { } rule ? PairDecisions.Parse(rule.Outcome)
        : PairDecision.Unrelated;

    // "Unrelated" settles that they are two parties; what they share remains.
    private static PairDecision Decided(VerdictAnswer answer, DuplicatePairFacts facts) => answer switch
    {
        VerdictAnswer.Same => PairDecision.SameCompany,
        VerdictAnswer.Branch => PairDecision.DifferentBranch,
        VerdictAnswer.Unrelated when facts.UserIdEqual => PairDecision.UserIdClash,
        VerdictAnswer.Unrelated when facts.EmailEqual || facts.PhoneEqual => PairDecision.SharedContact,
        VerdictAnswer.Unrelated => PairDecision.Unrelated,
        _ => throw new InvalidOperationException($"Unhandled verdict {answer}."),
    };
}

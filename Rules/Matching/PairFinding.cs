using BackOffice.Rules.Policies;

namespace BackOffice.Rules.Matching;

/// <summary>The decision about one pair, with all that is needed to explain and to repeat it.</summary>
/// <param name="A">The account with the lower site, then user ID.</param>
/// <param name="B">The other one.</param>
/// <param name="Comparison">Facts and evidence.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Rule">The rule that decided, <see cref="ByPerson"/>, or <see cref="ByError"/>; empty if no rule holds.</param>
/// <param name="Result">The rule's result with clause and sentence; null if a person decided or no rule holds.</param>
/// <param name="RulesVersion">The version of the rule set.</param>
/// <param name="Verdict">What a person decided; null if nobody did.</param>
public sealed record PairFinding(
    PreparedAccount A,
    PreparedAccount B,
    PairComparison Comparison,
    PairDecision Decision,
    string Rule,
    RuleResult? Result,
    string RulesVersion,
    VerdictAnswer? Verdict)
{
    /// <summary>Stands in place of a rule where a person decided.</summary>
    public const string ByPerson = "Verdict";

    /// <summary>Stands in place of a rule where one could not be evaluated: doubt, never "no" (decision 11).</summary>
    public const string ByError = "EvaluationError";

    /// <summary>
    /// Whether the two also end with user IDs of their own: a clash, or equal IDs at two branches of one taxpayer, whose decision stays
    /// <see cref="PairDecision.DifferentBranch"/> (decision 5; 2.f.1, 3.a). Equal IDs of one company are none.
    /// </summary>
    public bool IsUserIdClash => Comparison.Facts.UserIdEqual && (Decision is PairDecision.UserIdClash or PairDecision.DifferentBranch);

    /// <summary>All evidence in one line, as in the column <c>evidence</c> of <c>pairs.csv</c>. Made anew at each call.</summary>
    /// <param name="isWeakLink">Whether the pair holds its group together alone (<see cref="AccountComponent.WeakLinks"/>).</param>
    public string EvidenceLine(bool isWeakLink = false) => PairWords.Line(Comparison.Evidence, isWeakLink);
}

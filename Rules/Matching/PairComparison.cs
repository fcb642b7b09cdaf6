namespace BackOffice.Rules.Matching;

/// <summary>Two accounts compared: the facts for the rules, and the same as evidence for a person.</summary>
public sealed class PairComparison
{
    private readonly PreparedAccount a, b;

    internal PairComparison(PreparedAccount a, PreparedAccount b, DuplicatePairFacts facts)
    {
        this.a = a;
        this.b = b;
        Facts = facts;
    }

    /// <summary>The measures that the policy <c>DuplicateCase</c> decides on.</summary>
    public DuplicatePairFacts Facts { get; }

    /// <summary>
    /// One line per field that at least one side states. Made anew at each call and not kept: a scan has far more pairs than a person ever looks at.
    /// </summary>
    public IReadOnlyList<FieldEvidence> Evidence => Explanation.Of(a, b, Facts);
}

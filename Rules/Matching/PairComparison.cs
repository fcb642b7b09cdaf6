namespace BackOffice.Rules.Matching;

/// <summary>Two accounts compared: the facts for the rules, and the same as evidence for a person.</summary>
public sealed class PairComparison
{
    private readonly Func<IReadOnlyList<FieldEvidence>> explain;
    private IReadOnlyList<FieldEvidence>? evidence;

    internal PairComparison(DuplicatePairFacts facts, Func<IReadOnlyList<FieldEvidence>> explain)
    {
        Facts = facts;
        this.explain = explain;
    }

    /// <summary>The measures that the policy <c>DuplicateCase</c> decides on.</summary>
    public DuplicatePairFacts Facts { get; }

    /// <summary>One line per field that at least one side states; made at the first call, since most pairs of a scan are never shown.</summary>
    public IReadOnlyList<FieldEvidence> Evidence => evidence ??= explain();
}

namespace BackOffice.Rules.Policies;

/// <summary>What one rule says about one set of facts.</summary>
/// <param name="Name">The rule.</param>
/// <param name="Holds">Whether its expression is true. Always false beside an <paramref name="Error"/>, which is then no "no".</param>
/// <param name="Error">Why the rule could not be evaluated; null otherwise. A person decides such a case (decision 11).</param>
/// <param name="Outcome">The outcome that the rule stands for: where the first holding rule decides, when it holds; where all must hold, when it does not.</param>
/// <param name="Clause">The clause of the terms or the decision that it carries out.</param>
/// <param name="Sentence">What a person is told.</param>
/// <param name="Field">The field of the identity to mend; null if the rule names none.</param>
public sealed record RuleResult(string Name, bool Holds, string? Error, string Outcome, string Clause, Sentence Sentence, string? Field);

/// <summary>
/// What a policy says about one set of facts. Look at <see cref="Errors"/> first: as long as there is one, the answer is neither yes nor no,
/// and the case goes to a person (decision 11).
/// </summary>
/// <param name="Policy">The policy.</param>
/// <param name="Version">The version of the rule set that every result comes from.</param>
/// <param name="Results">One result per rule, in the order of the rule set.</param>
public sealed record PolicyOutcome(string Policy, string Version, IReadOnlyList<RuleResult> Results)
{
    /// <summary>The rules that could not be evaluated; empty in ordinary life.</summary>
    public IReadOnlyList<RuleResult> Errors => Those(result => result.Error is not null);

    /// <summary>The rules that were evaluated and do not hold.</summary>
    public IReadOnlyList<RuleResult> Failed => Those(result => result is { Error: null, Holds: false });

    /// <summary>The first rule that holds; null if none does, or if a rule before it could not be evaluated.</summary>
    public RuleResult? FirstHolding
    {
        get
        {
            for (var i = 0; i < Results.Count; i++)
                if (Results[i] is { Holds: true } or { Error: not null })
                    return Results[i].Holds ? Results[i] : null;
            return null;
        }
    }

    // Asked by the million in a scan, nearly always with nothing to find.
    private RuleResult[] Those(Func<RuleResult, bool> which)
    {
        List<RuleResult>? found = null;
        for (var i = 0; i < Results.Count; i++)
            if (which(Results[i]))
                (found ??= []).Add(Results[i]);
        return found is null ? [] : [.. found];
    }
}

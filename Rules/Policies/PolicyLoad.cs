namespace BackOffice.Rules.Policies;

/// <summary>What became of a proposed rule set.</summary>
public abstract record PolicyLoad
{
    private PolicyLoad()
    {
    }

    /// <summary>The set is compiled, every rule of it has run once, and it may go live.</summary>
    /// <param name="Set">The set.</param>
    public sealed record Loaded(PolicySet Set) : PolicyLoad;

    /// <summary>The set is not taken, and nothing of it runs.</summary>
    /// <param name="Problems">All findings, in the order of the file; at least one.</param>
    public sealed record Refused(IReadOnlyList<RuleProblem> Problems) : PolicyLoad;
}

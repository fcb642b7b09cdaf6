using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Policies;

/// <summary>One question to a policy in a case, with what is needed to ask it again: facts, version, rules fired, outcome.</summary>
public sealed class Decision
{
    /// <summary>Counts up.</summary>
    public long Id { get; init; }

    /// <summary>The case.</summary>
    public required CaseId CaseId { get; init; }

    /// <summary>The policy.</summary>
    public required string Policy { get; init; }

    /// <summary>What it was about: the two accounts of a pair, or empty for the case's own account.</summary>
    public required string Subject { get; init; }

    /// <summary>The rule set that answered.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>The facts, as JSON.</summary>
    public required string Facts { get; init; }

    /// <summary>Names of the rules that decided, parted by commas.</summary>
    public required string Fired { get; init; }

    /// <summary>The outcome.</summary>
    public required string Outcome { get; init; }

    /// <summary>Whether a rule failed to evaluate, which is doubt and never "no" (decision 11).</summary>
    public required bool Errored { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation;

/// <summary>What detection found about two accounts for a case, with all that a clerk needs to agree or disagree. A new detection replaces the case's findings.</summary>
public sealed class PairFinding
{
    /// <summary>The finding's id; a staff verdict names it as <c>pair</c>.</summary>
    public required Guid Id { get; init; }

    /// <summary>The case that looked.</summary>
    public required CaseId CaseId { get; init; }

    /// <summary>The account with the lower id.</summary>
    public required long AccountA { get; init; }

    /// <summary>The account with the higher id.</summary>
    public required long AccountB { get; init; }

    /// <summary>The decision's wire name: <c>same_company</c>, <c>different_branch</c>, <c>user_id_clash</c>, <c>shared_contact</c> or <c>review</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>The rule that decided; <c>Verdict</c> where a person did.</summary>
    public required string Rule { get; init; }

    /// <summary>The rule set it was decided under.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>The evidence per field as JSON: field, both raw, both normalised, verdict.</summary>
    public required string Evidence { get; init; }

    /// <summary>Whether this pair alone holds its group together.</summary>
    public required bool WeakLink { get; init; }

    /// <summary>Whether it contradicts the pairs that hold its component together: it says that two members are not one company (decision 3).</summary>
    public bool Contradicts { get; init; }

    /// <summary>When it was found.</summary>
    public required DateTimeOffset At { get; init; }
}

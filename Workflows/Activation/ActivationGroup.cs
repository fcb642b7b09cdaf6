using BackOffice.Rules.Matching;
using BackOffice.Workflows.Registry;

namespace BackOffice.Workflows.Activation;

/// <summary>Accounts at two or more sites that are one and the same company or branch (2.f.2.b). Only an activation makes one.</summary>
public sealed class ActivationGroup
{
    /// <summary>The group's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The account whose login and identity win.</summary>
    public required long DefaultAccountId { get; set; }

    /// <summary>Which criterion singled it out when the rule last chose; a person's choice since then stands in <see cref="DefaultChosenBy"/>.</summary>
    public required DefaultReason DefaultReason { get; set; }

    /// <summary>
    /// Whether a person must first confirm the Default (decision 2): it is unverified beside a verified member, or was registered after another member was activated.
    /// Until then nobody of the group is activated or merged.
    /// </summary>
    public required bool AwaitsConfirmation { get; set; }

    /// <summary>The member of staff who confirmed or chose the Default; null while the rule alone did.</summary>
    public string? DefaultChosenBy { get; set; }

    /// <summary>Why that person did, in their own words.</summary>
    public string? DefaultChoiceReason { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset FormedAt { get; init; }

    /// <summary>The case whose detection made it.</summary>
    public required Engine.CaseId FormedBy { get; init; }

    /// <summary>The rule set under which its pairs were judged.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>Counts up with each change of members or Default.</summary>
    public int Version { get; set; }

    /// <summary>Its members, the Default among them; those that left keep their row.</summary>
    public ICollection<GroupMember> Members { get; } = [];
}

/// <summary>One account in a group, with its counts as they were when the group was made.</summary>
public sealed class GroupMember
{
    /// <summary>The group.</summary>
    public required Guid GroupId { get; init; }

    /// <summary>The account; it is a present member of one group at most.</summary>
    public required long AccountId { get; init; }

    /// <summary>The account.</summary>
    public Account Account { get; set; } = null!;

    /// <summary>Its package count when the group was made: shown with the reason, never updated (decision 1).</summary>
    public required int FrozenPackageCount { get; init; }

    /// <summary>When it joined.</summary>
    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>When its login and identity were replaced by the Default's; null before, and for the Default itself.</summary>
    public DateTimeOffset? MergedAt { get; set; }

    /// <summary>When it left the group; null while it belongs to it.</summary>
    public DateTimeOffset? LeftAt { get; set; }
}

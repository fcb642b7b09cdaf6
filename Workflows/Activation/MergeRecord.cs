using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;

namespace BackOffice.Workflows.Activation;

/// <summary>How it was proved that the member belongs to the Default.</summary>
public enum MergeMethod
{
    /// <summary>The Default's password was typed at the member's own site (2.f.2.b).</summary>
    DefaultPassword,

    /// <summary>The same, with a password that its owner had set in a recovery which two members of staff opened.</summary>
    RecoveredPassword,
}

/// <summary>One merge of a member into the Default's login and identity: what it needs to be explained, and to be undone (decisions 14, 15).</summary>
public sealed class MergeRecord
{
    /// <summary>The record's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The member's case.</summary>
    public required CaseId CaseId { get; init; }

    /// <summary>The group.</summary>
    public required Guid GroupId { get; init; }

    /// <summary>The member's account.</summary>
    public required long AccountId { get; init; }

    /// <summary>The member's own provider, which it left.</summary>
    public required long FromProviderId { get; init; }

    /// <summary>The Default's provider, which it has now.</summary>
    public required long ToProviderId { get; init; }

    /// <summary>The member's login name and identity before, as JSON; no password in any form. After erasure its name and user ID alone.</summary>
    public required string Before { get; set; }

    /// <summary>The Default's login name and identity at the moment of merging, as JSON; no password in any form.</summary>
    public required string After { get; init; }

    /// <summary>How it was proved.</summary>
    public required MergeMethod Method { get; init; }

    /// <summary>Who did it.</summary>
    public required string Actor { get; init; }

    /// <summary>The rule set that was live.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>The evidence of the pairs that hold member and Default together, as JSON.</summary>
    public required string Evidence { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the member's account had been activated with its own login before the merge; null when it had not (decision 18).</summary>
    public DateTimeOffset? AccountActivatedBefore { get; init; }

    /// <summary>When the member's own provider had become a single user before the merge; null when it had not.</summary>
    public DateTimeOffset? ProviderActivatedBefore { get; init; }

    /// <summary>Why the member's own user ID was claimed by it before the merge; null when it was not.</summary>
    public ClaimReason? ClaimBefore { get; init; }

    /// <summary>When it was undone; null while it holds.</summary>
    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>The member of staff who undid it; null while it holds.</summary>
    public string? UndoneBy { get; set; }

    /// <summary>Why, in that person's words; null while it holds.</summary>
    public string? UndoReason { get; set; }

    /// <summary>When the old login was erased, and undo with it (decision 15); null before.</summary>
    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>How long the old login is kept sealed after a merge.</summary>
    public static TimeSpan UndoPeriod { get; } = TimeSpan.FromDays(90);
}

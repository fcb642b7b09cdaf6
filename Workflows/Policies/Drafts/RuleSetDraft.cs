namespace BackOffice.Workflows.Policies.Drafts;

/// <summary>How far a draft is.</summary>
public enum DraftState
{
    /// <summary>Its author works on it.</summary>
    Open,

    /// <summary>It waits for an approver.</summary>
    Submitted,

    /// <summary>It was approved and published.</summary>
    Published,

    /// <summary>An approver said no.</summary>
    Rejected,

    /// <summary>It was given up, or the file brought another proposal.</summary>
    Withdrawn,
}

/// <summary>A rule set on its way to be published: rules with their tests, written by one person and approved by another (ADR 23).</summary>
public sealed class RuleSetDraft
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required DraftState State { get; set; }

    /// <summary>Who wrote it, <c>file</c> for the rules file; nobody else edits it, and nobody approves what is their own.</summary>
    public required string Author { get; set; }

    /// <summary>Why, for whoever approves.</summary>
    public required string Reason { get; set; }

    /// <summary>The rule set, as it would be published. It may be broken while it is open.</summary>
    public required string Json { get; set; }

    /// <summary>The tests beside it.</summary>
    public required string Tests { get; set; }

    /// <summary>SHA-256 of <see cref="Json"/>, lower-case hex.</summary>
    public required string Digest { get; set; }

    /// <summary>The version it was written on: it is published only while that is still the newest.</summary>
    public required int BaseNumber { get; set; }

    /// <summary>From when it is to be in force; null for at once.</summary>
    public DateTimeOffset? EffectiveFrom { get; set; }

    /// <summary>The older version that it publishes again; null if it is none.</summary>
    public int? RollbackOf { get; set; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its content changed last.</summary>
    public required DateTimeOffset EditedAt { get; set; }

    /// <summary>When it was submitted last; null before.</summary>
    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>Who decided about it: approver, or whoever withdrew it.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>The reason of the decision.</summary>
    public string? DecisionReason { get; set; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>The version that it became; null while it has not.</summary>
    public int? PublishedAs { get; set; }

    /// <summary>Counts up with each change; it is the draft's ETag.</summary>
    public int Version { get; set; }

    /// <summary>Whether it may still change.</summary>
    public bool IsUndecided => State is DraftState.Open or DraftState.Submitted;
}

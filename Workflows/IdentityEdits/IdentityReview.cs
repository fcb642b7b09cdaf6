namespace BackOffice.Workflows.IdentityEdits;

/// <summary>Why an active provider is compared with everyone again.</summary>
public enum IdentityReviewCause
{
    /// <summary>Its name or address was edited (decision 16).</summary>
    Edited,

    /// <summary>A verifikator accepted another NPWP or NITKU.</summary>
    NumberAccepted,

    /// <summary>A verdict about it was taken back (decision 10).</summary>
    VerdictReopened,
}

/// <summary>Where it stands.</summary>
public enum IdentityReviewState
{
    /// <summary>The comparison is still to be made, outside of whatever asked for it.</summary>
    Due,

    /// <summary>It found something: a verifikator looks at it.</summary>
    Open,

    /// <summary>It found nothing, or nothing any more: the end.</summary>
    Clear,

    /// <summary>A verifikator gave a verdict on everything that was found: the end.</summary>
    Judged,

    /// <summary>A verifikator looked and left it as it is: the end.</summary>
    Dismissed,
}

/// <summary>
/// An active provider compared with everyone again (decision 16). The result is at most this review: what is active stays active, no group is made or left by it. One a provider is
/// unfinished at most; another edit meanwhile makes it due again.
/// </summary>
public sealed class IdentityReview
{
    /// <summary>The review's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The provider; its id is that of the account it was registered with.</summary>
    public required long ProviderId { get; init; }

    /// <summary>What asked for it, the first time.</summary>
    public required IdentityReviewCause Cause { get; init; }

    /// <summary>Where it stands.</summary>
    public required IdentityReviewState State { get; set; }

    /// <summary>When it was last asked for.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>When it was last compared; null before.</summary>
    public DateTimeOffset? LookedAt { get; set; }

    /// <summary>The rule set that judged; null before.</summary>
    public string? RulesVersion { get; set; }

    /// <summary>The verifikator who ended it; null where nobody had to.</summary>
    public string? ClosedBy { get; set; }

    /// <summary>Why, in the verifikator's words.</summary>
    public string? CloseReason { get; set; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>What was found.</summary>
    public ICollection<IdentityReviewFinding> Findings { get; } = [];
}

/// <summary>One pair that the comparison found.</summary>
public sealed class IdentityReviewFinding
{
    /// <summary>The finding's id; a verdict names it as <c>pair</c>.</summary>
    public required Guid Id { get; init; }

    /// <summary>The review.</summary>
    public required Guid ReviewId { get; init; }

    /// <summary>The account with the lower id.</summary>
    public required long AccountA { get; init; }

    /// <summary>The account with the higher id.</summary>
    public required long AccountB { get; init; }

    /// <summary>The decision's wire name.</summary>
    public required string Decision { get; init; }

    /// <summary>The rule that decided.</summary>
    public required string Rule { get; init; }

    /// <summary>The evidence per field as JSON: field, both raw, both normalised, verdict.</summary>
    public required string Evidence { get; init; }

    /// <summary>When a verdict was given on it; null before.</summary>
    public DateTimeOffset? JudgedAt { get; set; }
}

namespace BackOffice.Workflows.Changes;

/// <summary>What a site must know.</summary>
public enum ChangeKind
{
    /// <summary>Aggregation was switched on for an account.</summary>
    Activated,

    /// <summary>An account's login and identity were replaced by its Default's.</summary>
    Merged,

    /// <summary>A provider's identity changed (4.a).</summary>
    IdentityChanged,

    /// <summary>A provider's user ID changed (3.b).</summary>
    UserIdChanged,

    /// <summary>A provider's password changed (3.b).</summary>
    PasswordChanged,

    /// <summary>An account was closed, by its site or because a person judged it to be the double of another one there (decision 6).</summary>
    AccountClosed,

    /// <summary>An account that had been closed as a double is open again.</summary>
    AccountReopened,

    /// <summary>A site's stage changed.</summary>
    SiteChanged,

    /// <summary>A merge was undone: the account has its own login and identity again, and sessions of the joint login have ended (decision 15).</summary>
    MergeUndone,

    /// <summary>Staff locked an account or a provider: its sessions have ended.</summary>
    Locked,

    /// <summary>Staff lifted a lock.</summary>
    Unlocked,
}

/// <summary>One line of the change feed: that something changed, never a hash or a password.</summary>
public sealed class ChangeEvent
{
    /// <summary>The event's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its place in the feed, given after commit by the sequencer so that no reader can miss a late committer; null until then.</summary>
    public long? Number { get; set; }

    /// <summary>What happened.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>The account; null when it is about a provider or a site alone.</summary>
    public long? AccountId { get; init; }

    /// <summary>The provider whose data a site should read anew; null when none.</summary>
    public long? ProviderId { get; init; }

    /// <summary>The site; null when none.</summary>
    public string? SiteCode { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

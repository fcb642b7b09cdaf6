namespace BackOffice.Workflows.Registry;

/// <summary>Why a user ID is taken.</summary>
public enum ClaimReason
{
    /// <summary>Its provider was activated with it.</summary>
    Activated,

    /// <summary>Its provider changed to it.</summary>
    Renamed,

    /// <summary>Its provider gave it up for another; it is never issued again.</summary>
    GivenUp,

    /// <summary>Its account was merged into the Default's login.</summary>
    MergedAway,

    /// <summary>Its account was closed as an alias of another at its site (decision 6).</summary>
    Alias,

    /// <summary>It was merged away, never activated before, and came back to its provider when that merge was undone (decision 15).</summary>
    Restored,

    /// <summary>It was lost in a clash (2.f.1): nobody keeps it.</summary>
    LostInClash,
}

/// <summary>The one home of "this user ID is taken, nationally and for ever" (decision 7). Rows are never deleted.</summary>
public sealed class UserIdClaim
{
    /// <summary>The user ID's key.</summary>
    public required string Key { get; init; }

    /// <summary>Who has it or had it; null when it was lost in a clash, since then nobody has.</summary>
    public long? ProviderId { get; set; }

    /// <summary>Why it is taken.</summary>
    public required ClaimReason Reason { get; set; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset At { get; set; }
}

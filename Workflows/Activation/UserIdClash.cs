namespace BackOffice.Workflows.Activation;

/// <summary>One user ID that different providers use: all of them must change it, nobody keeps it (2.f.1; decision 8).</summary>
public sealed class UserIdClash
{
    /// <summary>The clash's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The user ID's key.</summary>
    public required string Key { get; init; }

    /// <summary>When it was found.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When the last obligation ended; null while one is open. One clash a key is open at most.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>One obligation for each party.</summary>
    public ICollection<ClashObligation> Obligations { get; } = [];
}

/// <summary>One party's duty to change its user ID. It ends only by renaming, also for the last one left.</summary>
public sealed class ClashObligation
{
    /// <summary>The clash.</summary>
    public required Guid ClashId { get; init; }

    /// <summary>The provider that must rename; for a group, the Default's.</summary>
    public required long ProviderId { get; init; }

    /// <summary>When it became known.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When the provider renamed; null while it has not.</summary>
    public DateTimeOffset? FulfilledAt { get; set; }
}

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

/// <summary>How an obligation ended.</summary>
public enum ObligationEnd
{
    /// <summary>The provider changed its user ID.</summary>
    Renamed,

    /// <summary>Its account was merged into a Default, which gives the ID up.</summary>
    Merged,

    /// <summary>Its last account was closed: nobody is left who could rename, or use the ID.</summary>
    Closed,
}

/// <summary>
/// One party's duty to change its user ID. It ends by giving the ID up: renaming, also for the last one left, merging away, or closing the account.
/// </summary>
public sealed class ClashObligation
{
    /// <summary>The clash.</summary>
    public required Guid ClashId { get; init; }

    /// <summary>The provider that must rename; for a group, the Default's.</summary>
    public required long ProviderId { get; init; }

    /// <summary>When it became known, or could be met again, or an undone merge brought the party back: from when reminders and the deadline count. While no account of the party takes part it moves on.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>When the provider gave the ID up; null while it has not.</summary>
    public DateTimeOffset? FulfilledAt { get; set; }

    /// <summary>How it gave the ID up; null while it has not.</summary>
    public ObligationEnd? End { get; set; }

    /// <summary>Reminders passed; they go to a party without an open case only, since a case reminds by itself.</summary>
    public int Reminders { get; set; }

    /// <summary>When the deadline passed and the helpdesk was asked to look after it (decision 20); null before. It ends by renaming all the same.</summary>
    public DateTimeOffset? HandedOverAt { get; set; }

    /// <summary>When to look at it again; null once it has ended.</summary>
    public DateTimeOffset? NextLookAt { get; set; }
}

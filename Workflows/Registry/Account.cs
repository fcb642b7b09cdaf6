using BackOffice.Rules.Identity;

namespace BackOffice.Workflows.Registry;

/// <summary>
/// One registration of a provider at one site: the site's own record. What a merge replaces (login and identity) is in <see cref="Provider"/>;
/// what it never touches (package count, registration, the record itself) is here (decision 14).
/// </summary>
public sealed class Account
{
    /// <summary>Counts up, never reused. Also the id of the provider that the account was registered with.</summary>
    public required long Id { get; init; }

    /// <summary>The site of registration.</summary>
    public required SiteCode SiteCode { get; init; }

    /// <summary>The user ID it was registered with at its site; it stays so when the login changes, so that the site still finds its record.</summary>
    public required UserId UserId { get; init; }

    /// <summary><see cref="UserId.Key"/> of <see cref="UserId"/>: unique within the site.</summary>
    public required string UserIdKey { get; init; }

    /// <summary>Whose login and identity hold for it now: at first its own provider, after a merge the Default's.</summary>
    public required long ProviderId { get; set; }

    /// <summary>The same provider.</summary>
    public Provider Provider { get; set; } = null!;

    /// <summary>The site of registration.</summary>
    public Site Site { get; set; } = null!;

    /// <summary>Tender packages at its site, as last reported.</summary>
    public required int PackageCount { get; set; }

    /// <summary>The day of registration at its site.</summary>
    public required DateOnly RegisteredOn { get; init; }

    /// <summary>Whether its site has verified the provider.</summary>
    public required bool Verified { get; set; }

    /// <summary>When aggregation was switched on for it (2.a); null before.</summary>
    public DateTimeOffset? ActivatedAt { get; set; }

    /// <summary>When its site closed it; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>
    /// The account of the same site that goes on for it, since a person judged both to be one company (decision 6); null for every other account. It is closed then, and its user ID
    /// still finds the activation of the one that goes on.
    /// </summary>
    public long? AliasOfId { get; set; }

    /// <summary>When staff locked it; null while it is not locked.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>Why staff locked it, in their words; null while it is not locked.</summary>
    public string? LockReason { get; set; }

    /// <summary>Keyed digest of the source row it was last loaded from, so that a repeated import changes nothing.</summary>
    public required byte[] RowDigest { get; set; }

    /// <summary>Whether its login and identity are still those it was registered with.</summary>
    public bool IsOwnProvider => ProviderId == Id;
}

using BackOffice.Rules.Identity;

namespace BackOffice.Workflows.Registry;

/// <summary>
/// The single user: user ID, password and identity of one company or branch office (1.c, 3.a). Every account starts with one of its own;
/// merging points an account at the Default's, undo points it back, and nothing is copied.
/// </summary>
public sealed class Provider
{
    private UserId userId = null!;

    /// <summary>The id of the account it was registered with.</summary>
    public required long Id { get; init; }

    /// <summary>The user ID it signs in with.</summary>
    public required UserId UserId
    {
        get => userId;
        set
        {
            userId = value;
            RenewSkeleton();
        }
    }

    /// <summary><see cref="UserId.Key"/> of <see cref="UserId"/>.</summary>
    public required string UserIdKey { get; set; }

    /// <summary>Follows <see cref="UserId"/>: under it look-alikes are found (decision 9).</summary>
    public string UserIdSkeleton { get; private set; } = "";

    /// <summary>The sealed password, in one of the forms of <c>SignIn</c>; never a password, nor a hash that a site stored.</summary>
    public required string SealedPassword { get; set; }

    /// <summary>Counts up with each change of user ID or password: what was checked against an older one does not count.</summary>
    public int CredentialVersion { get; set; }

    /// <summary>Counts up when all sessions of this login must end.</summary>
    public int SessionEpoch { get; set; }

    /// <summary>Company name as written.</summary>
    public required string CompanyName { get; set; }

    /// <summary>NPWP as written; empty when there is none.</summary>
    public required string Npwp { get; set; }

    /// <summary>NITKU as written; empty when there is none.</summary>
    public required string Nitku { get; set; }

    /// <summary>Street address as written.</summary>
    public required string Address { get; set; }

    /// <summary>Kabupaten or Kota as written.</summary>
    public required string Regency { get; set; }

    /// <summary>Province as written.</summary>
    public required string Province { get; set; }

    /// <summary>Postal code as written.</summary>
    public required string PostalCode { get; set; }

    /// <summary>Phone number or numbers as written.</summary>
    public required string Phone { get; set; }

    /// <summary>E-mail address as written; where notices go.</summary>
    public required string Email { get; set; }

    /// <summary>Counts up with each change of the identity; the <c>ETag</c> of an edit.</summary>
    public int IdentityVersion { get; set; }

    /// <summary>When the account it was registered with was activated: from then it is a single user that may roam (2.g); null before.</summary>
    public DateTimeOffset? ActivatedAt { get; set; }

    /// <summary>When staff locked it; null while it is not locked.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>Why staff locked it, in their words; null while it is not locked.</summary>
    public string? LockReason { get; set; }

    /// <summary>The accounts whose login and identity it is now.</summary>
    public ICollection<Account> Accounts { get; } = [];

    /// <summary>Makes the skeleton anew: the letters that look alike may be others than when it was made.</summary>
    public void RenewSkeleton() => UserIdSkeleton = Rules.Identity.UserIdSkeleton.Of(userId);
}

using Microsoft.AspNetCore.Identity;

namespace BackOffice.Workflows.Staff;

/// <summary>A member of staff who signs in to the back office. Roles say what the person may do.</summary>
public sealed class StaffMember : IdentityUser<Guid>
{
    /// <summary>Whether the password is the one-time password of creation: the first sign-in must replace it before anything else is allowed.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>When the account was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the person last signed in; null never. Wrong attempts since then are counted in <see cref="IdentityUser{TKey}.AccessFailedCount"/>.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>Since when an administrator keeps the person out; null not at all. Attempts at the password never set it.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>Why; null when not locked.</summary>
    public string? LockReason { get; set; }

    /// <summary>The secret that the person's device makes codes from, sealed; null when none was begun.</summary>
    public string? SealedTotpSecret { get; set; }

    /// <summary>Since when a sign-in takes a code: the device showed that it has the secret. Null: the password alone will do.</summary>
    public DateTimeOffset? TotpSince { get; set; }

    /// <summary>The 30-second step of the last code of this secret that was used: a code opens once.</summary>
    public long TotpLastStep { get; set; }
}

/// <summary>The roles of staff, as they stand in tokens and settings.</summary>
public static class StaffRoles
{
    /// <summary>Takes requests, checks completeness, answers providers.</summary>
    public const string Helpdesk = "helpdesk";

    /// <summary>Decides doubt about who is who.</summary>
    public const string Verifikator = "verifikator";

    /// <summary>Writes the rules.</summary>
    public const string PolicyOwner = "policy-owner";

    /// <summary>Approves what another person wrote.</summary>
    public const string Approver = "approver";

    /// <summary>Owns workflow definitions, and looks after incidents.</summary>
    public const string ProcessOwner = "process-owner";

    /// <summary>Reads everything, changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>Looks after staff accounts and site secrets.</summary>
    public const string Administrator = "administrator";

    /// <summary>Every role there is.</summary>
    public static IReadOnlyList<string> All { get; } = [Helpdesk, Verifikator, PolicyOwner, Approver, ProcessOwner, Auditor, Administrator];
}

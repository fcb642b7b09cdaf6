namespace BackOffice.Workflows.Staff.Sessions;

/// <summary>What a session is held by.</summary>
public enum StaffSessionKind
{
    /// <summary>The cookie of a browser that shows the console.</summary>
    Console,

    /// <summary>The bearer token of a program.</summary>
    Api,
}

/// <summary>Why a session ended.</summary>
public enum SessionEnd
{
    /// <summary>The person signed out.</summary>
    SignedOut,

    /// <summary>The person ended it from another one.</summary>
    EndedByOwner,

    /// <summary>An administrator ended it.</summary>
    EndedByAdministrator,

    /// <summary>The person signed in once more than is allowed at the same time, and it was the oldest.</summary>
    TooMany,

    /// <summary>Nothing was heard of the person for too long.</summary>
    Idle,

    /// <summary>It was as old as a session may become.</summary>
    TooOld,

    /// <summary>The person replaced the password in another one.</summary>
    PasswordReplaced,

    /// <summary>The person set up a code in another one.</summary>
    CodeSetUp,

    /// <summary>An administrator changed the person's roles.</summary>
    RolesChanged,

    /// <summary>An administrator gave the person a new one-time password, or took the code away.</summary>
    Reset,

    /// <summary>An administrator locked the person out.</summary>
    Locked,
}

/// <summary>One sign-in of a member of staff, until it ends and for a while after.</summary>
public sealed class SessionRecord
{
    /// <summary>The session's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public required Guid MemberId { get; init; }

    /// <summary>What it is held by.</summary>
    public required StaffSessionKind Kind { get; init; }

    /// <summary>When the person signed in.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>When the person was last heard of, to the minute.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>Where the person signed in from, as <see cref="SignInOrigin.Source"/> has it; null when that is not known.</summary>
    public string? Address { get; init; }

    /// <summary>The beginning of what the browser or program called itself; null when it did not.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The person's sign-in before this one; null when there was none.</summary>
    public DateTimeOffset? PreviousSignInAt { get; init; }

    /// <summary>Wrong passwords and codes between that sign-in and this one.</summary>
    public int FailedBefore { get; init; }

    /// <summary>When it was ended; null while nobody did. It may be idle or too old all the same: see <see cref="EndOf"/>.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it was ended; null while nobody did.</summary>
    public SessionEnd? EndedBecause { get; private set; }

    /// <summary>Why it is over at this moment; null when it still stands.</summary>
    public SessionEnd? EndOf(DateTimeOffset now, StaffOptions limits) => this switch
    {
        { EndedBecause: { } because } => because,
        _ when now - BegunAt >= limits.SessionLifetime => SessionEnd.TooOld,
        { Kind: StaffSessionKind.Console } when now - SeenAt >= limits.SessionIdle => SessionEnd.Idle,
        _ => null,
    };

    internal void End(SessionEnd because, DateTimeOffset now) => (EndedBecause, EndedAt) = (because, now);
}

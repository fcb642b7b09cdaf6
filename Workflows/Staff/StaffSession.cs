using BackOffice.Workflows.Staff.Sessions;

namespace BackOffice.Workflows.Staff;

/// <summary>Who is signed in, as the database knows the person now: a token, a cookie or a screen only remembers <see cref="Id"/> and <see cref="Stamp"/>.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="Member">The member's id.</param>
/// <param name="Kind">What it is held by.</param>
/// <param name="Stamp">Changes with password and roles; a session that remembers another one is over.</param>
/// <param name="MustChangePassword">Whether nothing is allowed before the one-time password is replaced.</param>
/// <param name="MustSetUpCode">Whether nothing is allowed before the code is set up that a role of the person asks for.</param>
/// <param name="HasCode">Whether the person's sign-in takes a code.</param>
/// <param name="EndsAt">When it ends at the latest.</param>
/// <param name="Before">What happened between the sign-in before and this one; to be shown once.</param>
/// <param name="Actor">What use cases are given.</param>
public sealed record StaffSession(
    Guid Id, Guid Member, StaffSessionKind Kind, string Stamp, bool MustChangePassword, bool MustSetUpCode, bool HasCode, DateTimeOffset EndsAt, SinceLastSignIn Before, StaffActor Actor);

/// <summary>What a person should know who signs in.</summary>
/// <param name="At">The sign-in before; null when there was none.</param>
/// <param name="FailedAttempts">Wrong passwords and codes under the person's name since then.</param>
public sealed record SinceLastSignIn(DateTimeOffset? At, int FailedAttempts);

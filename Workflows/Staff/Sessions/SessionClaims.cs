using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;

namespace BackOffice.Workflows.Staff.Sessions;

/// <summary>
/// What a cookie or a token says: which session it is of, and the stamp it was given under. Nothing more, for who that is and what the person may do is read anew each time
/// (<see cref="StaffSessions.FindAsync(ClaimsPrincipal, CancellationToken)"/>).
/// </summary>
public static class SessionClaims
{
    private const string Stamp = "stamp";

    /// <summary>The identity to keep in a cookie or a token of this scheme.</summary>
    public static ClaimsIdentity Of(StaffSession session, string scheme)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new([new(ClaimTypes.NameIdentifier, session.Id.ToString()), new(Stamp, session.Stamp)], scheme);
    }

    internal static bool TryRead(ClaimsPrincipal person, out Guid id, [NotNullWhen(true)] out string? stamp)
    {
        stamp = person.FindFirstValue(Stamp);
        return Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out id) && stamp is not null;
    }
}

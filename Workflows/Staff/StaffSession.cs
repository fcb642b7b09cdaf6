using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff;

/// <summary>Who is signed in, as the database knows the person now: a token or a screen only remembers <see cref="Id"/> and <see cref="Stamp"/>.</summary>
/// <param name="Id">The member's id.</param>
/// <param name="Stamp">Changes with password and roles; a session that remembers another one is over.</param>
/// <param name="MustChangePassword">Whether nothing is allowed before the one-time password is replaced.</param>
/// <param name="Actor">What use cases are given.</param>
public sealed record StaffSession(Guid Id, string Stamp, bool MustChangePassword, StaffActor Actor);

/// <summary>Looks a session up at each request, so that a role taken away stops working at once.</summary>
public sealed class StaffSessions(Database database)
{
    /// <summary>The session as it is now; null when it is over, since password or roles changed or the member is gone.</summary>
    public Task<StaffSession?> FindAsync(Guid id, string stamp, CancellationToken ct) => database.ReadAsync(async (db, token) =>
    {
        var member = await db.Users.SingleOrDefaultAsync(user => user.Id == id, token);
        return member is not null && member.SecurityStamp == stamp ? await OfAsync(db, member, token) : null;
    }, ct);

    internal static async Task<StaffSession> OfAsync(BackOfficeDb db, StaffMember member, CancellationToken ct) =>
        new(member.Id, member.SecurityStamp!, member.MustChangePassword, new(member.UserName!, await StaffRoleRows.OfAsync(db, member.Id, ct)));
}

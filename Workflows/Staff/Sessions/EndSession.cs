using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff.Sessions;

/// <summary>Ends one session: everybody the own ones, an administrator anybody's. Ending it again changes nothing.</summary>
public sealed class EndSession(Database database, ILookupNormalizer normalizer)
{
    /// <summary>Who ends which session.</summary>
    public sealed record Request(StaffActor By, Guid Session);

    /// <summary>Ends it; null when it is over.</summary>
    public Task<Refusal?> HandleAsync(Request request, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var db = transaction.Db;
        var found = await db.StaffSessions.Where(session => session.Id == request.Session)
            .Join(db.Users, session => session.MemberId, user => user.Id, (session, user) => new { Session = session, Member = user }).SingleOrDefaultAsync(token);
        var own = found?.Member.NormalizedUserName == normalizer.NormalizeName(request.By.Name);
        // Somebody else's session is to others as if it were not there.
        if (found is null || !own && request.By.Requires(StaffRoles.Administrator) is not null)
            return StaffRefusals.SessionUnknown;
        if (!own && await StaffSiteRows.RefuseBeyondAsync(db, request.By, found.Member, token) is { } beyond)
            return beyond;
        if (found.Session.EndedAt is not null)
            return null;
        found.Session.End(own ? SessionEnd.EndedByOwner : SessionEnd.EndedByAdministrator, database.Now);
        transaction.Service<AuditTrail>().Record(request.By.Actor, "staff-session-ended", values: [("name", found.Member.UserName!)]);
        return null;
    }, ct);
}

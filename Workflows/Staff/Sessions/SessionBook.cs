using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Staff.Sessions;

/// <summary>The rows of sessions, within somebody's transaction.</summary>
internal static class SessionBook
{
    // Long enough to look into a theft; a browser that was used within it is known.
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(90);

    /// <summary>Begins a session of a member whose password and code were right. Of too many the oldest end.</summary>
    public static async Task<StaffSession> BeginAsync(Transaction transaction, StaffMember member, SignInOrigin from, CancellationToken ct)
    {
        var (db, limits) = (transaction.Db, transaction.Service<IOptions<StaffOptions>>().Value);
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("staff-sessions", member.Id.ToString())], ct);
        var now = transaction.Service<TimeProvider>().GetUtcNow();
        await MakeRoomAsync(db, member.Id, now, limits, ct);
        var session = new SessionRecord
        {
            Id = Guid.CreateVersion7(now),
            MemberId = member.Id,
            Kind = from.Kind,
            BegunAt = now,
            SeenAt = now,
            Address = from.Source,
            UserAgent = from.ShortUserAgent,
            PreviousSignInAt = member.LastSignInAt,
            FailedBefore = member.AccessFailedCount,
        };
        db.StaffSessions.Add(session);
        (member.LastSignInAt, member.AccessFailedCount) = (now, 0);
        transaction.Service<AuditTrail>().Record(new(ActorKind.Staff, member.UserName!), "staff-signed-in");
        return await DescribeAsync(db, session, member, limits, ct);
    }

    /// <summary>Ends all sessions of a member, but for the one that the act is done in.</summary>
    public static async Task EndAllAsync(Transaction transaction, Guid member, SessionEnd because, CancellationToken ct, Guid? except = null)
    {
        var now = transaction.Service<TimeProvider>().GetUtcNow();
        foreach (var session in await transaction.Db.StaffSessions.Where(session => session.MemberId == member && session.EndedAt == null && session.Id != except).ToListAsync(ct))
            session.End(because, now);
    }

    /// <summary>A session with its person as the rows have them now.</summary>
    public static async Task<StaffSession> DescribeAsync(BackOfficeDb db, SessionRecord session, StaffMember member, StaffOptions limits, CancellationToken ct)
    {
        var actor = await StaffActors.OfAsync(db, member, ct);
        var hasCode = member.TotpSince is not null;
        return new(
            session.Id, member.Id, session.Kind, member.SecurityStamp!, member.MustChangePassword, !hasCode && limits.NeedsCode(actor.Roles), hasCode, session.BegunAt + limits.SessionLifetime,
            new(session.PreviousSignInAt, session.FailedBefore), actor);
    }

    private static async Task MakeRoomAsync(BackOfficeDb db, Guid member, DateTimeOffset now, StaffOptions limits, CancellationToken ct)
    {
        var open = await db.StaffSessions.Where(session => session.MemberId == member && session.EndedAt == null).OrderBy(session => session.BegunAt).ThenBy(session => session.Id).ToListAsync(ct);
        foreach (var session in open)
            if (session.EndOf(now, limits) is { } because)
                session.End(because, now);
        var standing = open.FindAll(session => session.EndedAt is null);
        foreach (var oldest in standing.Take(standing.Count - limits.SessionsPerPerson + 1))
            oldest.End(SessionEnd.TooMany, now);
        var forgotten = now - KeptAfterEnd;
        await db.StaffSessions.Where(session => session.MemberId == member && session.EndedAt < forgotten).ExecuteDeleteAsync(ct);
    }
}

using System.Security.Claims;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Staff;

/// <summary>
/// Looks a session up at each request, so that a lock, a role taken away or another limit of sites holds at once. Sessions begin in <see cref="SignInStaff"/> and
/// <see cref="Codes.CompleteSignIn"/> alone.
/// </summary>
public sealed class StaffSessions(Database database, IOptions<StaffOptions> options)
{
    // One write a minute and person is cheap; one at each request is not.
    private static readonly TimeSpan SeenAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>The session of a person who just did something; null when it is over. That it was seen is written at most once a minute.</summary>
    public async Task<StaffSession?> FindAsync(Guid id, string stamp, CancellationToken ct)
    {
        var (session, seenAt) = await ReadAsync(id, stamp, ct);
        var now = database.Now;
        if (session is not null && now - seenAt >= SeenAgainAfter)
            await database.InTransactionAsync((transaction, token) => transaction.Db.StaffSessions
                .Where(record => record.Id == id && record.SeenAt < now).ExecuteUpdateAsync(set => set.SetProperty(record => record.SeenAt, now), token), ct);
        return session;
    }

    /// <summary>The session as it is now; null when it is over. For whatever only watches, such as a screen that stays open: it keeps no idle session alive.</summary>
    public async Task<StaffSession?> LookAsync(Guid id, string stamp, CancellationToken ct) => (await ReadAsync(id, stamp, ct)).Session;

    /// <summary>The session that a cookie or token of a person names, who just did something; null when it is over.</summary>
    public Task<StaffSession?> FindAsync(ClaimsPrincipal person, CancellationToken ct) =>
        SessionClaims.TryRead(person, out var id, out var stamp) ? FindAsync(id, stamp, ct) : Task.FromResult<StaffSession?>(null);

    /// <summary>The session that a cookie or token names, for whatever only watches; null when it is over.</summary>
    public Task<StaffSession?> LookAsync(ClaimsPrincipal person, CancellationToken ct) =>
        SessionClaims.TryRead(person, out var id, out var stamp) ? LookAsync(id, stamp, ct) : Task.FromResult<StaffSession?>(null);

    /// <summary>Ends a session because the person signs out. Ending it again changes nothing.</summary>
    public Task EndAsync(StaffSession session, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        if (await transaction.Db.StaffSessions.SingleOrDefaultAsync(record => record.Id == session.Id && record.EndedAt == null, token) is not { } record)
            return;
        record.End(SessionEnd.SignedOut, database.Now);
        transaction.Service<AuditTrail>().Record(session.Actor.Actor, "staff-signed-out");
    }, ct);

    private Task<(StaffSession? Session, DateTimeOffset SeenAt)> ReadAsync(Guid id, string stamp, CancellationToken ct) => database.ReadAsync<(StaffSession?, DateTimeOffset)>(async (db, token) =>
    {
        var found = await db.StaffSessions.Where(record => record.Id == id)
            .Join(db.Users, record => record.MemberId, user => user.Id, (record, user) => new { Record = record, Member = user }).SingleOrDefaultAsync(token);
        if (found is null || found.Record.EndOf(database.Now, options.Value) is not null || found.Member.LockedAt is not null || found.Member.SecurityStamp != stamp)
            return (null, default);
        return (await SessionBook.DescribeAsync(db, found.Record, found.Member, options.Value, token), found.Record.SeenAt);
    }, ct);
}

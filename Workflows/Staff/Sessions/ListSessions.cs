using BackOffice.Workflows.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Staff.Sessions;

/// <summary>The sessions of a person: everybody sees the own ones, administrators and auditors anybody's. Those that stand come first, then the last ones that ended.</summary>
public sealed class ListSessions(Database database, ILookupNormalizer normalizer, IOptions<StaffOptions> options)
{
    private const int EndedShown = 20;

    /// <summary>Who asks for whose sessions; a null name means the own ones.</summary>
    public sealed record Request(StaffActor By, string? Name = null);

    /// <summary>One session.</summary>
    /// <param name="Id">Its id, by which it can be ended.</param>
    /// <param name="Kind">What it is held by.</param>
    /// <param name="BegunAt">When the person signed in.</param>
    /// <param name="SeenAt">When the person was last heard of, to the minute.</param>
    /// <param name="Address">From where; null when that is not known.</param>
    /// <param name="UserAgent">With what; null when it did not say.</param>
    /// <param name="EndedAt">When it was ended; null while it stands, and when it ran out by itself.</param>
    /// <param name="EndedBecause">Why it is over; null while it stands.</param>
    public sealed record SessionView(
        Guid Id, StaffSessionKind Kind, DateTimeOffset BegunAt, DateTimeOffset SeenAt, string? Address, string? UserAgent, DateTimeOffset? EndedAt, SessionEnd? EndedBecause);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The sessions.</summary>
        public sealed record Listed(IReadOnlyList<SessionView> Sessions) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Lists them.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        var (own, name) = (normalizer.NormalizeName(request.By.Name), normalizer.NormalizeName(request.Name ?? request.By.Name));
        if (name != own && request.By.Requires(StaffRoles.Administrator, StaffRoles.Auditor) is { } refusal)
            return new Answer.Refused(refusal);
        return await database.ReadAsync<Answer>(async (db, token) =>
        {
            if (await db.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == name, token) is not { } member)
                return new Answer.Refused(StaffRefusals.Unknown);
            var open = await db.StaffSessions.Where(session => session.MemberId == member.Id && session.EndedAt == null).ToListAsync(token);
            var ended = await db.StaffSessions.Where(session => session.MemberId == member.Id && session.EndedAt != null)
                .OrderByDescending(session => session.EndedAt).Take(EndedShown).ToListAsync(token);
            return new Answer.Listed([.. open.Concat(ended).Select(View).OrderBy(session => session.EndedBecause is not null).ThenByDescending(session => session.BegunAt)]);
        }, ct);
    }

    private SessionView View(SessionRecord session) => new(
        session.Id, session.Kind, session.BegunAt, session.SeenAt, session.Address, session.UserAgent, session.EndedAt, session.EndOf(database.Now, options.Value));
}

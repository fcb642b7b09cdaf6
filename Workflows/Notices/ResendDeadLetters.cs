using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Notices;

/// <summary>
/// The helpdesk lets all matching dead letters be sent once more to the addresses that they have, such as after the mail server was away for a day. Each is a new notice and an act of its
/// own in the audit trail, as if it had been sent alone; what is queued again is a dead letter no more, so that asking again goes on with the rest.
/// </summary>
public sealed class ResendDeadLetters(Database database)
{
    /// <summary>How many are sent again at most by one call.</summary>
    public const int Most = 500;

    // Few, so that others who write do not wait long.
    private const int AtOnce = 50;

    /// <summary>Which dead letters, and why.</summary>
    /// <param name="By">Who asks: helpdesk.</param>
    /// <param name="Filter">Which; of those that match, the dead letters alone are meant.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    /// <param name="Expected">How many the person was shown; where there are more by now, nothing is sent. Null, the default, sends however many there are.</param>
    public sealed record Request(StaffActor By, ListNotices.Filter Filter, string Reason, int? Expected = null);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>They wait to be sent.</summary>
        /// <param name="Count">How many.</param>
        /// <param name="Left">Dead letters that still match, beyond <see cref="Most"/>.</param>
        public sealed record Queued(int Count, int Left) : Answer;

        /// <summary>None is sent.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Queues them.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if ((request.By.Requires(StaffRoles.Helpdesk) ?? StaffReason.Check(request.Reason)) is { } refusal)
            return new Answer.Refused(refusal);
        var ids = await database.ReadAsync((db, token) => Meant(db, request).OrderBy(notice => notice.CreatedAt).ThenBy(notice => notice.Id).Take(Most).Select(notice => notice.Id).ToListAsync(token), ct);
        if (request.Expected is { } expected && await CountAsync(request, ct) is var found && found > expected)
            return new Answer.Refused(MoreThanShown(found));
        var queued = 0;
        foreach (var portion in ids.Chunk(AtOnce))
            queued += await database.InTransactionAsync((transaction, token) => QueueAsync(portion, request, transaction, token), ct);
        return new Answer.Queued(queued, await CountAsync(request, ct));
    }

    private static async Task<int> QueueAsync(Guid[] portion, Request request, Transaction transaction, CancellationToken ct)
    {
        await transaction.Service<RowLocks>().TakeAsync(portion.Select(NoticeLock.Of), ct);
        // Under the locks: somebody may have sent one again meanwhile.
        var still = await NoticeRows.DeadLetters(transaction.Db, transaction.Db.Notices).Where(notice => portion.Contains(notice.Id)).OrderBy(notice => notice.CreatedAt).ToListAsync(ct);
        foreach (var notice in still)
            await ResendNotice.AgainAsync(transaction, notice, notice.ToAddress, request.By, request.Reason, ct);
        return still.Count;
    }

    private Task<int> CountAsync(Request request, CancellationToken ct) => database.ReadAsync((db, token) => Meant(db, request).CountAsync(token), ct);

    private static IQueryable<Notice> Meant(BackOfficeDb db, Request request) => ListNotices.Matching(db, request.By, request.Filter with { DeadLetters = true });

    private static Refusal MoreThanShown(int found) => new("more-than-shown", new(
        $"Sekarang ada {found} pemberitahuan yang cocok, lebih banyak daripada yang ditampilkan. Muat ulang daftarnya.",
        $"By now {found} notices match, more than were shown. Load the list again."));
}

using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Notices.Bounces;

/// <summary>
/// Reads the delivery reports in the bounce folder, by one Host at a time, and writes down what came back. A file is put aside after its commit: after a crash in between it is
/// read once more, which changes nothing.
/// </summary>
internal sealed class TakeBounces(Database database, Leadership leadership, BounceFolder folder, ILogger<TakeBounces> logger)
{
    // How long after sending a report without a Message-Id is still believed to be about the one mail to that address: servers give up after five days.
    private static readonly TimeSpan Memory = TimeSpan.FromDays(6);

    /// <summary>What became of one round.</summary>
    /// <param name="Bounced">Notices that came back for good.</param>
    /// <param name="Late">Notices whose delivery is late.</param>
    /// <param name="Unread">Files that could not be made out: a person looks at them.</param>
    public sealed record Answer(int Bounced, int Late, int Unread);

    /// <summary>Reads what lies there; nothing while another Host is at it.</summary>
    public async Task<Answer> HandleAsync(CancellationToken ct)
    {
        var answer = new Answer(0, 0, 0);
        await leadership.TryAsync("take-bounces", async token =>
        {
            foreach (var file in folder.Files())
                answer = await TakeAsync(file, answer, token);
        }, ct);
        return answer;
    }

    private async Task<Answer> TakeAsync(string file, Answer answer, CancellationToken ct)
    {
        try
        {
            var report = await BounceFolder.ReadAsync(file, ct);
            var found = report is null ? null : await FindAsync(report, ct);
            if (found is { } notice)
                await MarkAsync(notice, report!, ct);
            else
                // Without its name, which whoever sent it may have chosen.
                logger.LogWarning("A mail in the bounce folder {Problem}; it lies in the folder unread.", report is null ? "is no delivery report" : "is about no notice of ours");
            folder.PutAside(file, understood: found is not null);
            return (found, report?.Fate) switch
            {
                (null, _) => answer with { Unread = answer.Unread + 1 },
                (_, DeliveryFate.Failed) => answer with { Bounced = answer.Bounced + 1 },
                (_, DeliveryFate.Late) => answer with { Late = answer.Late + 1 },
                _ => answer,
            };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("A mail in the bounce folder could not be read or put aside: {Failure}", problem.GetType().Name);
            return answer;
        }
    }

    // By its Message-Id, which nobody can guess; otherwise by the address, but only where it can be about one notice alone.
    private Task<Guid?> FindAsync(DeliveryReport report, CancellationToken ct) => database.ReadAsync(async (db, token) =>
    {
        if (report.MessageId is { } messageId)
            return await db.Notices.Where(notice => notice.MessageId == messageId).Select(notice => (Guid?)notice.Id).FirstOrDefaultAsync(token);
        if (report.Recipient is not { } address)
            return null;
        var since = database.Now - Memory;
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL.
        var candidates = await db.Notices.Where(notice => notice.LastAttemptAt > since && notice.State == NoticeState.Sent && notice.ToAddress.ToLower() == address)
            .Select(notice => notice.Id).Take(2).ToListAsync(token);
#pragma warning restore CA1304, CA1311, CA1862
        return candidates is [var only] ? only : null;
    }, ct);

    private Task MarkAsync(Guid id, DeliveryReport report, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        await transaction.Service<RowLocks>().TakeAsync([NoticeLock.Of(id)], token);
        var notice = await transaction.Db.Notices.SingleAsync(one => one.Id == id, token);
        // One that is given up, or came back before, stays what it is.
        if (notice.State is not (NoticeState.Sent or NoticeState.Queued))
            return;
        if (report.Fate == DeliveryFate.Late)
            notice.Failure = report.Reason;
        if (report.Fate != DeliveryFate.Failed)
            return;
        notice.Bounce(report.Reason, database.Now);
        transaction.Service<AuditTrail>().Record(Actor.System("mail"), "notice-bounced", account: notice.AccountId, @case: notice.CaseId,
            values: [("notice", notice.Id.ToString()), ("reason", report.Reason)]);
    }, ct);
}

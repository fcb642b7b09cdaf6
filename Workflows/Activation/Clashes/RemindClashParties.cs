using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Activation.Clashes;

/// <summary>
/// Reminds the parties of user-ID clashes that have no open case of their duty to rename, and hands those that let the deadline pass to the helpdesk (2.f.1; decisions 8, 20). A party
/// with an open case is reminded by that alone. A party none of whose accounts takes part any more, since its site left, cannot rename and hears nothing (4.c): its duty rests, for the
/// site may come back and only renaming ends it, and its time begins anew then. Each obligation is a transaction of its own; a second time at the same moment changes nothing.
/// </summary>
public sealed class RemindClashParties(Database database, IOptions<ClashOptions> options)
{
    private const int PerRound = 500;

    /// <summary>Looks at every obligation that is due.</summary>
    /// <returns>How many were looked at.</returns>
    public async Task<int> HandleAsync(CancellationToken ct)
    {
        var now = database.Now;
        var due = await database.ReadAsync((db, token) => db.ClashObligations.Where(obligation => obligation.NextLookAt <= now).OrderBy(obligation => obligation.NextLookAt)
            .Select(obligation => new { obligation.ClashId, obligation.ProviderId }).Take(PerRound).ToListAsync(token), ct);
        foreach (var one in due)
            await database.InTransactionAsync((transaction, token) => LookAsync(transaction, one.ClashId, one.ProviderId, token), ct);
        return due.Count;
    }

    private async Task LookAsync(Transaction transaction, Guid clash, long provider, CancellationToken ct)
    {
        var (db, now) = (transaction.Db, database.Now);
        var key = await db.Clashes.Where(c => c.Id == clash).Select(c => c.Key).SingleAsync(ct);
        // Whoever renames at this moment holds the same lock, and gets no reminder of what is done.
        await transaction.Service<RowLocks>().TakeAsync([LockKey.UserId(key)], ct);
        var mine = await db.ClashObligations.SingleAsync(obligation => obligation.ClashId == clash && obligation.ProviderId == provider, ct);
        if (mine.NextLookAt is not { } due || due > now)
            return;
        if (await db.Cases.AnyAsync(@case => @case.ClosedAt == null && @case.Account.ProviderId == provider, ct))
        {
            mine.NextLookAt = now + options.Value.RemindAfter;
            return;
        }
        if (!await db.Accounts.AnyAsync(a => a.ProviderId == provider && a.ClosedAt == null && a.Site.Stage == SiteStage.Aggregated, ct))
        {
            (mine.Since, mine.Reminders, mine.HandedOverAt, mine.NextLookAt) = (now, 0, null, now + options.Value.RemindAfter);
            return;
        }
        var answer = ReminderPlan.Decide(options.Value.Spans, mine.Since, mine.Reminders, mine.HandedOverAt is not null, postponedUntil: null, now);
        mine.NextLookAt = answer.LookAgain;
        if (answer.Act == ReminderPlan.Act.Wait)
            return;
        var account = await db.Accounts.Include(a => a.Provider).Include(a => a.Site).SingleAsync(a => a.Id == provider, ct);
        if (answer.Act == ReminderPlan.Act.HandOver)
            mine.HandedOverAt = now;
        else
            mine.Reminders = ReminderPlan.Passed(options.Value.Spans, mine.Since, now);
        await TellAsync(transaction.Service<NoticeOutbox>(), mine, account, ct);
    }

    private Task TellAsync(NoticeOutbox outbox, ClashObligation mine, Account account, CancellationToken ct) => outbox.QueueAsync(
        $"{NoticeCatalogue.UserIdClashReminder}:{mine.ClashId:N}:{mine.ProviderId}:{mine.Since.UtcTicks}:{(mine.HandedOverAt is null ? mine.Reminders : "handed-over")}",
        NoticeCatalogue.UserIdClashReminder, new(account.Provider.Email, account.Provider.CompanyName),
        new Dictionary<string, Rules.Sentence>
        {
            [NoticeCatalogue.CompanyName] = NoticeValue.Same(account.Provider.CompanyName),
            ["UserId"] = NoticeValue.Same(account.Provider.UserId.Value),
            ["SiteName"] = NoticeValue.Same(account.Site.Name),
            ["Since"] = NoticeValue.Day(mine.Since),
            ["Next"] = mine.HandedOverAt is null
                ? new($"Jika belum diganti sampai dengan {NoticeValue.Day(mine.Since + options.Value.HandOverAfter).Indonesian}, helpdesk akan menghubungi Anda.",
                    $"If it is not changed by {NoticeValue.Day(mine.Since + options.Value.HandOverAfter).English}, the helpdesk will contact you.")
                : new("Batas waktunya sudah lewat, dan helpdesk akan membantu Anda menggantinya.", "The time set for it has passed, and the helpdesk will help you to change it."),
        }, account.Id, null, ct);
}

using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Consistency.Checks;

/// <summary>Notices against what is to happen with them: each reaches its recipient, or a person knows that it did not.</summary>
internal static class NoticeChecks
{
    private static readonly string[] Templates = [.. NoticeCatalogue.Variables.Keys];

    public static IReadOnlyList<Check> All { get; } =
    [
        Check.Of("notice-dead", db => Unanswered(db, NoticeState.Dead), Name, notice => new(
            $"Pemberitahuan tidak dapat dikirim: {notice.Failure}. Perbaiki alamatnya dan kirim ulang.",
            $"The notice could not be sent: {notice.Failure}. Mend the address and send it again.")),
        Check.Of("notice-bounced", db => Unanswered(db, NoticeState.Bounced), Name, notice => new(
            $"Pemberitahuan kembali: {notice.BounceReason} Tanyakan alamat yang benar dan kirim ulang.",
            $"The notice came back: {notice.BounceReason} Ask for the right address and send it again.")),
        Check.Of("notice-without-date", db => db.Notices.Where(notice => notice.State == NoticeState.Queued && notice.NextAttemptAt == null).OrderBy(notice => notice.Id), Name, _ => new(
            "Pemberitahuan menunggu tanpa tanggal kirim, sehingga tidak pernah dikirim; perbaikan mengirimnya.",
            "The notice waits without a date, so it is never sent; repairing sends it."),
            (repairing, ct) => SetAsync(repairing, notice => notice.State == NoticeState.Queued && notice.NextAttemptAt == null, repairing.Database.Now, ct)),
        Check.Of("notice-dated-after-its-end", db => db.Notices.Where(notice => notice.State != NoticeState.Queued && notice.NextAttemptAt != null).OrderBy(notice => notice.Id), Name, _ => new(
            "Pemberitahuan sudah selesai, tetapi masih bertanggal kirim; perbaikan menghapus tanggal itu, agar tidak dikirim dua kali.",
            "The notice is done, but has a date to be sent; repairing removes the date, so that it is not sent twice."),
            (repairing, ct) => SetAsync(repairing, notice => notice.State != NoticeState.Queued && notice.NextAttemptAt != null, null, ct)),
        Check.Of("notice-of-unknown-template", db => db.Notices.Where(notice => notice.State == NoticeState.Queued && !Templates.Contains(notice.Template)).OrderBy(notice => notice.Id), Name, _ => new(
            "Rilis ini tidak mengenal templat pemberitahuan tersebut. Jalankan rilis yang mengenalnya.", "This release does not know the template of the notice. Run the one that does.")),
        Check.Of("notice-of-unknown-case", db => db.Notices.Where(notice => notice.CaseId != null && !db.Cases.Any(@case => @case.Id == notice.CaseId)).OrderBy(notice => notice.Id), Name, _ => new(
            "Pemberitahuan menyebut kasus yang tidak ada. Pulihkan kasus itu dari cadangan.", "The notice names a case that is not there. Restore the case from a backup.")),
    ];

    private static string Name(Notice notice) => $"notice {notice.Id} ({notice.Template})";

    private static IOrderedQueryable<Notice> Unanswered(BackOfficeDb db, NoticeState state) =>
        NoticeRows.DeadLetters(db, db.Notices.Where(notice => notice.State == state)).OrderBy(notice => notice.Id);

    private static Task<int> SetAsync(Repairing repairing, System.Linq.Expressions.Expression<Func<Notice, bool>> wrong, DateTimeOffset? next, CancellationToken ct) =>
        repairing.Database.InTransactionAsync((transaction, token) =>
        {
            transaction.AfterCommit(transaction.Service<OutboxNudge>().Now);
            return transaction.Db.Notices.Where(wrong).ExecuteUpdateAsync(set => set.SetProperty(notice => notice.NextAttemptAt, next), token);
        }, ct);
}

using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Notices;

/// <summary>Notices as several use cases ask for them.</summary>
internal static class NoticeRows
{
    /// <summary>All notices, or those about accounts of some sites. As a join, so that a database may begin at the accounts as well as at the notices.</summary>
    public static IQueryable<Notice> Of(BackOfficeDb db, IReadOnlyCollection<SiteCode>? sites) => sites is null
        ? db.Notices
        : db.Notices.Join(db.Accounts.Where(account => sites.Contains(account.SiteCode)), notice => notice.AccountId, account => account.Id, (notice, _) => notice);

    /// <summary>Those that reached nobody and were not sent again since: what was said again is answered.</summary>
    public static IQueryable<Notice> DeadLetters(BackOfficeDb db, IQueryable<Notice> notices) => notices.Where(notice => (notice.State == NoticeState.Dead || notice.State == NoticeState.Bounced)
        && !db.Notices.Any(again => again.ResendOf == notice.Id && (again.State == NoticeState.Queued || again.State == NoticeState.Sent)));
}

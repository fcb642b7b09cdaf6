using BackOffice.Workflows.Activation.Review;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>What a list says of each case. The cases are chosen and sorted first, by their own rows alone; what stands elsewhere is then read for one page.</summary>
internal static class CaseLines
{
    /// <summary>The lines of these cases, in their order.</summary>
    public static async Task<IReadOnlyList<SearchCases.Line>> ReadAsync(BackOfficeDb db, StaffActor by, IReadOnlyList<CaseId> cases, DateTimeOffset now, CancellationToken ct)
    {
        if (cases.Count == 0)
            return [];
        var rows = await db.Cases.Where(@case => cases.Contains(@case.Id)).Select(@case => new
        {
            Case = @case,
            SiteName = @case.Account.Site.Name,
            RegisteredUserId = @case.Account.UserId,
            @case.Account.Provider.UserId,
            @case.Account.Provider.CompanyName,
            @case.Account.Provider.Npwp,
            UndeliveredMail = db.Notices.Any(notice => notice.CaseId == @case.Id && (notice.State == NoticeState.Bounced || notice.State == NoticeState.Dead)
                && !db.Notices.Any(again => again.ResendOf == notice.Id && (again.State == NoticeState.Queued || again.State == NoticeState.Sent))),
            ClaimedBy = db.CaseClaims.Where(claim => claim.CaseId == @case.Id && claim.ExpiresAt > now).Select(claim => claim.Holder).FirstOrDefault(),
        }).ToDictionaryAsync(row => row.Case.Id, ct);
        var waits = await ReviewDesk.WaitOnAsync(db, by, cases, ct);
        var defaults = await DefaultsOf.ReadAsync(db, [.. rows.Values.Select(row => row.Case.AccountId)], ct);
        return [.. cases.Where(rows.ContainsKey).Select(id => rows[id]).Select(row => new SearchCases.Line(
            row.Case.Id, row.Case.Number, row.Case.SiteCode.Value, row.UserId.Value, row.CompanyName, row.Case.State, row.Case.OpenedAt, row.Case.StateSince, row.Case.HandedOverAt is not null,
            row.UndeliveredMail, row.Case.AwaitsProvider, waits.TryGetValue(row.Case.Id, out var review) ? review.Number : null,
            row.SiteName, row.RegisteredUserId.Value, row.Npwp, row.Case.Owner, row.Case.Deadline, row.Case.ClosedAt, defaults.GetValueOrDefault(row.Case.AccountId), row.ClaimedBy, row.Case.Version))];
    }
}

using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Reports;

/// <summary>Whether everything in a requested report is of the sites that a person is limited to: such a file has no half that could be shown.</summary>
internal static class ReportReach
{
    /// <summary>Whether the person may have it. A report of the nation or of a period is only for those who are not limited.</summary>
    public static async Task<bool> CoversAsync(BackOfficeDb db, StaffActor by, ReportKind kind, string? subject, CancellationToken ct)
    {
        if (by.Sites is null)
            return true;
        switch (kind)
        {
            case ReportKind.Case:
                var @case = new CaseId(Guid.Parse(subject!));
                return await db.CasesOf(by).AnyAsync(one => one.Id == @case, ct);
            case ReportKind.Site:
                return by.Sees(SiteCode.Parse(subject!));
            case ReportKind.Group:
                var group = Guid.Parse(subject!);
                return !await db.GroupMembers.AnyAsync(member => member.GroupId == group && !db.AccountsOf(by).Any(account => account.Id == member.AccountId), ct);
            case ReportKind.Clash:
                var clash = Guid.Parse(subject!);
                var parties = db.ClashObligations.Where(party => party.ClashId == clash).Select(party => party.ProviderId);
                var accounts = db.Accounts.Where(account => parties.Contains(account.Id) || parties.Contains(account.ProviderId));
                return !await accounts.AnyAsync(account => !db.AccountsOf(by).Any(own => own.Id == account.Id), ct);
            case ReportKind.Nation or ReportKind.Period:
                return false;
            default:
                throw new InvalidOperationException($"Unhandled report kind {kind}.");
        }
    }
}

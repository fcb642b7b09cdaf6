using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Reports;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Dashboard;

/// <summary>The rows that a dashboard counts: all, or those of some sites.</summary>
internal sealed class DashboardRows(BackOfficeDb db, IReadOnlyCollection<SiteCode>? only)
{
    public BackOfficeDb Db => db;

    public IReadOnlyCollection<SiteCode>? Only => only;

    public IQueryable<ActivationCase> Cases => only is null ? db.Cases : db.Cases.Where(@case => only.Contains(@case.Account.SiteCode));

    public IQueryable<MergeRecord> Merges =>
        only is null ? db.MergeRecords : db.MergeRecords.Where(merge => db.Accounts.Any(account => account.Id == merge.AccountId && only.Contains(account.SiteCode)));

    public IQueryable<Notice> Notices => NoticeRows.Of(db, only);

    public IQueryable<Notice> DeadLetters => NoticeRows.DeadLetters(db, Notices);

    public IQueryable<WorkflowInstance> Incidents
    {
        get
        {
            var incidents = db.Instances.Where(instance => instance.Status == InstanceStatus.Parked && instance.Due == null);
            return only is null ? incidents : incidents.Where(instance => db.Cases.Any(@case => @case.Id == instance.CaseId && only.Contains(@case.Account.SiteCode)));
        }
    }

    /// <summary>Reports of cases, and those that staff asked for, which are counted for nobody who sees some sites alone.</summary>
    public async Task<int> FailedReportsAsync(CancellationToken ct)
    {
        var ofCases = db.Reports.Where(report => report.State == ReportState.Failed);
        return only is null
            ? await ofCases.CountAsync(ct) + await db.RequestedReports.CountAsync(report => report.State == ReportState.Failed, ct)
            : await ofCases.CountAsync(report => db.Cases.Any(@case => @case.Id == report.CaseId && only.Contains(@case.Account.SiteCode)), ct);
    }
}

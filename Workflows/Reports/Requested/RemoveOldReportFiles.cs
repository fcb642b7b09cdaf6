using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Reports;

/// <summary>
/// Removes the files of requested reports that were kept long enough (<see cref="ReportOptions.KeepRequested"/>), and what a report that could not be drawn has left. The row stays: its code goes
/// on proving a report on paper, and a download says why there is none.
/// </summary>
public sealed class RemoveOldReportFiles(Database database, IOptions<ReportOptions> options)
{
    private const int PerTransaction = 100;

    /// <summary>Removes all that are due.</summary>
    /// <returns>Of how many reports.</returns>
    public async Task<int> HandleAsync(CancellationToken ct)
    {
        for (var total = 0; ;)
        {
            var due = await DueAsync(ct);
            if (due.Count == 0)
                return total;
            // Files first: should the process die before the rows say so, they are found again.
            foreach (var report in due)
                RequestedReportFiles.Remove(options.Value.Folder, report);
            await MarkAsync(due, ct);
            total += due.Count;
        }
    }

    private Task<List<Guid>> DueAsync(CancellationToken ct) => database.ReadAsync((db, token) =>
    {
        var before = database.Now - options.Value.KeepRequested;
        // None is drawn before it was asked for, which has an index; one that was never drawn is kept from then.
        return db.RequestedReports
            .Where(report => report.FilesRemovedAt == null && report.DueAt <= before && report.State != ReportState.Due && (report.ReadyAt == null || report.ReadyAt <= before))
            .OrderBy(report => report.DueAt).Select(report => report.Id).Take(PerTransaction).ToListAsync(token);
    }, ct);

    private Task MarkAsync(List<Guid> removed, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        foreach (var report in await transaction.Db.RequestedReports.Where(report => removed.Contains(report.Id) && report.FilesRemovedAt == null).ToListAsync(token))
        {
            report.FilesRemovedAt = database.Now;
            transaction.Service<AuditTrail>().Record(Actor.System("reports"), "report-files-removed", values: [("report", report.Id.ToString())]);
        }
    }, ct);
}

using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Reports;

/// <summary>
/// Draws the reports that staff asked for, by one Host at a time. Its files lie in a folder of their own before the row names it; after a crash in between they are drawn anew and what
/// was left behind is removed.
/// </summary>
internal sealed class DrawRequestedReports(Database database, Leadership leadership, ReportPress press, IOptions<ReportOptions> options, ILogger<DrawRequestedReports> logger,
    IDurablePoints? points = null)
{
    /// <summary>Draws all that is due now; nothing while another Host is at it.</summary>
    /// <returns>How many were drawn.</returns>
    public async Task<int> HandleAsync(CancellationToken ct)
    {
        var drawn = 0;
        await leadership.TryAsync("draw-requested-reports", async token =>
        {
            while (await NextAsync(token) is { } report)
            {
                var folder = RequestedReportFiles.FolderOf(report.Id, report.Attempts);
                var printed = await TryPrintAsync(report, folder, token);
                await MarkAsync(report, folder, printed, token);
                drawn += printed is null ? 0 : 1;
            }
        }, ct);
        return drawn;
    }

    private Task<RequestedReport?> NextAsync(CancellationToken ct) => database.ReadAsync((db, token) =>
    {
        var now = database.Now;
        return db.RequestedReports.Where(report => report.NextAttemptAt <= now && report.State == ReportState.Due)
            .OrderBy(report => report.NextAttemptAt).ThenBy(report => report.Id).FirstOrDefaultAsync(token);
    }, ct);

    private async Task<ReportPress.Printed?> TryPrintAsync(RequestedReport report, string folder, CancellationToken ct)
    {
        var reports = options.Value.Folder;
        try
        {
            RequestedReportFiles.Remove(reports, report.Id);
            var pdf = RequestedReportFiles.Pdf(reports, folder);
            Directory.CreateDirectory(Path.GetDirectoryName(pdf)!);
            points?.Before("DrawRequestedReports:file");
            var printed = await press.PrintAsync(
                new(report.Kind, report.Subject, report.From, report.To), options.Value.Issuer, pdf, table => RequestedReportFiles.Table(reports, folder, table), ct);
            points?.After("DrawRequestedReports:file");
            return printed;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Without its message, which may repeat what a person typed.
            logger.LogError("The requested report {Report} could not be drawn: {Failure}\n{Trace}", report.Id, e.GetType().Name, e.StackTrace);
            return null;
        }
    }

    private Task MarkAsync(RequestedReport tried, string folder, ReportPress.Printed? printed, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var report = await transaction.Db.RequestedReports.SingleOrDefaultAsync(one => one.Id == tried.Id && one.State == ReportState.Due && one.Attempts == tried.Attempts, token);
        if (report is null)
            return;
        report.Attempts++;
        if (printed is not null)
        {
            (report.State, report.NextAttemptAt, report.ReadyAt, report.Folder) = (ReportState.Ready, null, database.Now, folder);
            (report.Digest, report.Number, report.Tables) = (printed.Digest.Code, printed.Number, string.Join('|', printed.Tables));
            report.About = $"{printed.Title.Indonesian} / {printed.Title.InEnglish()}: {printed.About}";
        }
        else if (options.Value.RetryAfter(report.Attempts) is { } wait)
            report.NextAttemptAt = database.Now + wait;
        else
            (report.State, report.NextAttemptAt) = (ReportState.Failed, null);
    }, ct);
}

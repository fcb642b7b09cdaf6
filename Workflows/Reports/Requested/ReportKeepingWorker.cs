using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Reports;

/// <summary>Wakes the removal of old files before its time; nobody does, since nothing hangs on it.</summary>
internal sealed class ReportKeepingNudge : Nudge;

/// <summary>Removes files of requested reports that were kept long enough, at start and once an hour; one Host at a time.</summary>
internal sealed class ReportKeepingWorker(RemoveOldReportFiles remove, Leadership leadership, ReportKeepingNudge nudge, TimeProvider clock, ILogger<ReportKeepingWorker> logger)
    : DutyWorker(nudge, TimeSpan.FromHours(1), clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => leadership.TryAsync("requested-report-files", async token =>
    {
        var removed = await remove.HandleAsync(token);
        if (removed > 0)
            logger.LogInformation("The files of {Count} requested reports were removed.", removed);
    }, ct);
}

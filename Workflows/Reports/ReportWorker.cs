using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Reports;

/// <summary>Draws reports as soon as they are asked for and again when they are due.</summary>
internal sealed class ReportWorker(
    DrawDueReports drawing, DrawRequestedReports requested, ReportNudge nudge, IOptions<ReportOptions> options, TimeProvider clock, ILogger<ReportWorker> logger)
    : DutyWorker(nudge, options.Value.LookEvery, clock, logger)
{
    /// <inheritdoc />
    protected override async Task RoundAsync(CancellationToken ct)
    {
        await drawing.HandleAsync(ct);
        await requested.HandleAsync(ct);
    }
}

using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Activation.Desk.Bulk;

/// <summary>Wakes the worker of acts on many cases.</summary>
public sealed class BulkNudge : Nudge;

/// <summary>Works them off, one Host at a time: right after somebody started one, and every so often for what a Host that died has left.</summary>
internal sealed class BulkWorker(WorkOffBulkRuns runs, Leadership leadership, BulkNudge nudge, IOptions<DeskOptions> options, TimeProvider clock, ILogger<BulkWorker> logger)
    : DutyWorker(nudge, options.Value.LookEvery, clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => leadership.TryAsync("bulk-runs", token => runs.HandleAsync(token), ct);
}

using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Policies.Impact;

/// <summary>Works out previews, one Host at a time: right after somebody asked, and once a minute for what a Host that died has left.</summary>
internal sealed class PreviewWorker(WorkOutPreviews previews, Leadership leadership, PreviewNudge nudge, TimeProvider clock, ILogger<PreviewWorker> logger)
    : DutyWorker(nudge, TimeSpan.FromMinutes(1), clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => leadership.TryAsync("impact-previews", token => previews.HandleAsync(token), ct);
}

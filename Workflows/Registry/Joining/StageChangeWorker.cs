using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>Runs <see cref="FollowStageChanges"/> at start, when a site joined or left, and once a minute, since an import in another process gives no nudge; one Host at a time.</summary>
internal sealed class StageChangeWorker(FollowStageChanges follow, Leadership leadership, StageChangeNudge nudge, TimeProvider clock, ILogger<StageChangeWorker> logger)
    : DutyWorker(nudge, TimeSpan.FromMinutes(1), clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => leadership.TryAsync("stage-changes", token => follow.HandleAsync(int.MaxValue, token), ct);
}

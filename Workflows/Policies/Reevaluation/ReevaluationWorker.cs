using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Policies.Reevaluation;

/// <summary>Runs <see cref="ReevaluateCases"/> right after publishing and twice a minute, since a version may be scheduled or published by another Host; one Host at a time.</summary>
internal sealed class ReevaluationWorker(ReevaluateCases cases, Leadership leadership, ReevaluationNudge nudge, TimeProvider clock, ILogger<ReevaluationWorker> logger)
    : DutyWorker(nudge, TimeSpan.FromSeconds(30), clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => leadership.TryAsync("reevaluation", token => cases.HandleAsync(int.MaxValue, token), ct);
}

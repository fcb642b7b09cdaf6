using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Audit;

/// <summary>Wakes the sealer before its time; nobody does, since acts need not wait for it.</summary>
internal sealed class SealNudge : Nudge;

/// <summary>Runs <see cref="SealAudit"/> at start and every five seconds; one Host at a time.</summary>
internal sealed class SealWorker(SealAudit seal, Leadership leadership, SealNudge nudge, TimeProvider clock, ILogger<SealWorker> logger)
    : DutyWorker(nudge, TimeSpan.FromSeconds(5), clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => leadership.TryAsync("audit-sealer", token => seal.HandleAsync(token), ct);
}

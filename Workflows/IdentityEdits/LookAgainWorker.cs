using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.IdentityEdits;

/// <summary>Makes the comparisons that are due, one Host at a time: right after the edit, and once a minute in case that was missed.</summary>
internal sealed class LookAgainWorker(LookAgain looking, Leadership leadership, RecheckNudge nudge, TimeProvider clock, ILogger<LookAgainWorker> logger)
    : DutyWorker(nudge, TimeSpan.FromMinutes(1), clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => leadership.TryAsync("identity-reviews", token => looking.HandleAsync(token), ct);
}

using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Policies;

/// <summary>Wakes the worker that follows the versions before its time.</summary>
public sealed class VersionNudge : Nudge;

/// <summary>Follows the version in force, in every Host: what another one published, and what was scheduled for this moment.</summary>
internal sealed class VersionWorker(RuleSetShelf shelf, VersionNudge nudge, IOptions<PolicyOptions> options, TimeProvider clock, ILogger<VersionWorker> logger)
    : DutyWorker(nudge, options.Value.LookEvery, clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => shelf.FollowAsync(ct);
}

using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Notices.Bounces;

/// <summary>Wakes the bounce worker of this process before its time; nobody does yet, since files come without a word.</summary>
internal sealed class BounceNudge : Nudge;

/// <summary>Looks into the bounce folder over and over.</summary>
internal sealed class BounceWorker(TakeBounces taking, BounceNudge nudge, IOptions<MailOptions> options, TimeProvider clock, ILogger<BounceWorker> logger)
    : DutyWorker(nudge, options.Value.LookEvery, clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => taking.HandleAsync(ct);
}

using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Notices;

/// <summary>Sends notices as soon as they are written and again when they are due.</summary>
internal sealed class MailWorker(SendDueNotices sending, OutboxNudge nudge, IOptions<MailOptions> options, TimeProvider clock, ILogger<MailWorker> logger)
    : DutyWorker(nudge, options.Value.LookEvery, clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => sending.HandleAsync(ct);
}

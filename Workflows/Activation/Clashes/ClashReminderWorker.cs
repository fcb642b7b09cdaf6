using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Activation.Clashes;

/// <summary>Wakes <see cref="ClashReminderWorker"/> before its time.</summary>
public sealed class ClashNudge : Nudge;

/// <summary>Looks for reminders of clashes that are due, one Host at a time.</summary>
internal sealed class ClashReminderWorker(
    RemindClashParties reminding, Leadership leadership, ClashNudge nudge, IOptions<ClashOptions> options, TimeProvider clock, ILogger<ClashReminderWorker> logger)
    : DutyWorker(nudge, options.Value.LookEvery, clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => leadership.TryAsync("clash-reminders", token => reminding.HandleAsync(token), ct);
}

using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Changes;

/// <summary>Wakes the sequencer before its time; nobody does, since a reader of the feed waits for longer than a second.</summary>
internal sealed class SequencerNudge : Nudge;

/// <summary>Runs the <see cref="Sequencer"/> at start and every second; one Host at a time.</summary>
internal sealed class SequencerWorker(Sequencer sequencer, Leadership leadership, SequencerNudge nudge, TimeProvider clock, ILogger<SequencerWorker> logger)
    : DutyWorker(nudge, TimeSpan.FromSeconds(1), clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => leadership.TryAsync("change-sequencer", token => sequencer.NumberAsync(token), ct);
}

using System.Threading.Channels;

namespace BackOffice.Workflows.Data;

/// <summary>
/// Wakes one worker of this process before its time, usually after a commit (<see cref="AfterCommit"/>). What the worker then does stands in the database, so a lost
/// or a needless nudge does no harm.
/// </summary>
public abstract class Nudge
{
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Wakes it now, or lets it look once more after the look that it is at.</summary>
    public void Now() => bell.Writer.TryWrite(true);

    internal async Task WaitAsync(CancellationToken ct) => await bell.Reader.ReadAsync(ct);
}

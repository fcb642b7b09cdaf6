using System.Threading.Channels;

namespace BackOffice.Workflows.Engine;

/// <summary>Wakes the sweeper of this process before its time. What it then does stands in the database, so a lost or a needless wake-up does no harm.</summary>
public sealed class WakeUp
{
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Wakes it now, or lets it look once more after the look that it is at.</summary>
    public void Now() => bell.Writer.TryWrite(true);

    internal async Task WaitAsync(CancellationToken ct) => await bell.Reader.ReadAsync(ct);
}

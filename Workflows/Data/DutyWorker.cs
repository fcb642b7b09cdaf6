using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Data;

/// <summary>
/// Does one duty over and over: at start, when it is nudged, and at least once every so often, since a nudge is only speed. A failed round is logged and the next one
/// tries again.
/// </summary>
internal abstract class DutyWorker(Nudge nudge, TimeSpan every, TimeProvider clock, ILogger logger) : BackgroundService
{
    private long rounds;
    private long failures;

    /// <summary>How many rounds there were since the start.</summary>
    public long Rounds => Interlocked.Read(ref rounds);

    /// <summary>How many of them failed.</summary>
    public long Failures => Interlocked.Read(ref failures);

    /// <summary>One round at a time of somebody else's choosing; a failure is thrown. The worker itself need not run.</summary>
    internal Task RunOnceAsync(CancellationToken ct) => RoundAsync(ct);

    /// <summary>One round: whatever is due at this moment.</summary>
    protected abstract Task RoundAsync(CancellationToken ct);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            using var awake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            // Both begin before the round: what falls due or is nudged while it runs ends the rest at once.
            var rest = Task.Delay(every, clock, awake.Token);
            var nudged = nudge.WaitAsync(awake.Token);
            await TryRoundAsync(stoppingToken);
            await Task.WhenAny(rest, nudged);
            await awake.CancelAsync();
        }
    }

    private async Task TryRoundAsync(CancellationToken ct)
    {
        Interlocked.Increment(ref rounds);
        try
        {
            await RoundAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            Interlocked.Increment(ref failures);
            // Without its message, which may repeat what a person typed.
            logger.LogError("A round of {Worker} failed: {Failure}\n{Trace}", GetType().Name, e.GetType().Name, e.StackTrace);
        }
    }
}

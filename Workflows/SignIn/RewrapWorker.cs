using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.SignIn;

/// <summary>Runs <see cref="Rewrap"/> in the background: one hash at a time, and no more of a processor than <see cref="SignInOptions.RewrapShare"/>.</summary>
internal sealed class RewrapWorker(Rewrap rewrap, IOptions<SignInOptions> options, TimeProvider clock, ILogger<RewrapWorker> log) : BackgroundService
{
    // Finding the next ones reads the whole table, so it is done for many; storing is done for few, so that little work is lost and no lock is held long.
    private const int Listed = 5_000;
    private const int Stored = 20;
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.RewrapShare <= 0)
            return;
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var resting = Rest;
            try
            {
                var next = await rewrap.NextAsync(Listed, stoppingToken);
                foreach (var few in next.Chunk(Stored))
                    await WrapAsync(few, stoppingToken);
                if (next.Count > 0)
                {
                    log.LogInformation("{Count} imported password hashes were upgraded.", next.Count);
                    resting = TimeSpan.Zero;
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Upgrading imported password hashes failed; it is tried again in {Rest}.", Rest);
            }
            await Task.Delay(resting, clock, stoppingToken);
        }
    }

    private async Task WrapAsync(long[] providers, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        await rewrap.WrapAsync(providers, async () =>
        {
            await Task.Delay(watch.Elapsed * (1 / options.Value.RewrapShare - 1), clock, ct);
            watch.Restart();
        }, ct);
    }
}

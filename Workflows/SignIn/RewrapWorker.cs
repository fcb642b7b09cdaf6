using System.Diagnostics;
using BackOffice.Workflows.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.SignIn;

/// <summary>Runs <see cref="Rewrap"/> in the background, one Host at a time: one hash after the other, and no more of a processor than <see cref="SignInOptions.RewrapShare"/>.</summary>
internal sealed class RewrapWorker(Rewrap rewrap, Leadership leadership, IOptions<SignInOptions> options, TimeProvider clock, ILogger<RewrapWorker> log) : BackgroundService
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
            try
            {
                await leadership.TryAsync("rewrap", async token =>
                {
                    for (var next = await rewrap.NextAsync(Listed, token); next.Count > 0; next = await rewrap.NextAsync(Listed, token))
                    {
                        foreach (var few in next.Chunk(Stored))
                            await WrapAsync(few, token);
                        log.LogInformation("{Count} imported password hashes were upgraded.", next.Count);
                    }
                }, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Upgrading imported password hashes failed; it is tried again in {Rest}.", Rest);
            }
            await Task.Delay(Rest, clock, stoppingToken);
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

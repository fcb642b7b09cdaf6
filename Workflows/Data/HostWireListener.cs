using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Data;

/// <summary>Keeps an ear on the <see cref="HostWire"/> while the Host runs; a lost connection is made again.</summary>
internal sealed class HostWireListener(HostWire wire, ILogger<HostWireListener> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (wire.IsThere && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await wire.ListenAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning("Other Hosts cannot be heard at the moment ({Failure}); until then workers find by looking what those did.", e.GetType().Name);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
            }
        }
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.Http;

/// <summary>
/// The first thing that a Host does when it is told to stop: it says that it is not ready, and takes calls for <see cref="HttpOptions.DrainFor"/> more, until nobody sends any. Then the server
/// closes, calls in hand end, and after them the workers.
/// </summary>
internal sealed class Drain(IOptions<HttpOptions> options) : IHostedLifecycleService, IHealthCheck
{
    private volatile bool begun;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        begun = true;
        await Task.Delay(options.Value.DrainFor, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(begun ? HealthCheckResult.Unhealthy("The Host is stopping.") : HealthCheckResult.Healthy());

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Engine;

/// <summary>
/// Publishes the definitions, takes up what an earlier process left, and then sweeps whenever something is due or somebody rings; at least every
/// <see cref="WorkflowOptions.SweepEvery"/>, since what rings is only speed.
/// </summary>
internal sealed class Sweeper(
    DefinitionPublisher publisher, IWorkflowEngine engine, Sweep sweep, WakeUp wakeUp, IOptions<WorkflowOptions> options, TimeProvider clock, ILogger<Sweeper> logger)
    : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // A definition that is refused is told before the first request is served.
        await publisher.PublishAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var looked = clock.GetUtcNow();
        await TryAsync(() => engine.RepairAsync(stoppingToken), stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await RestAsync(looked, stoppingToken);
            looked = clock.GetUtcNow();
            await TryAsync(() => sweep.RunAsync(everything: false, stoppingToken), stoppingToken);
        }
    }

    private async Task RestAsync(DateTimeOffset looked, CancellationToken ct)
    {
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // The timer starts before the look at the next due date, so that a clock which jumps in between still ends the rest.
        var rest = Task.Delay(options.Value.SweepEvery, clock, awake.Token);
        var rung = wakeUp.WaitAsync(awake.Token);
        var next = DateTimeOffset.MaxValue;
        await TryAsync(async () => next = await sweep.NextDueAsync(looked, ct) ?? next, ct);
        var left = next - clock.GetUtcNow();
        var due = left < options.Value.SweepEvery ? Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, awake.Token) : rest;
        await Task.WhenAny(rest, rung, due);
        await awake.CancelAsync();
    }

    // Without a database there is nothing to sweep; the next look may find one.
    private async Task TryAsync(Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            logger.LogError("The sweep failed: {Failure}\n{Trace}", e.GetType().Name, e.StackTrace);
        }
    }
}

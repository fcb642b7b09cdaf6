using System.Diagnostics.Metrics;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Operations;

/// <summary>How often <see cref="Gauges"/> reads.</summary>
/// <param name="Every">The figures that an index answers.</param>
/// <param name="HashesEvery">The hashes left to wrap, for which the providers are read through.</param>
public sealed record GaugeRhythm(TimeSpan Every, TimeSpan HashesEvery);

/// <summary>
/// Shows to whoever exports what stands in the database and in this process: read once every so often, whoever asks how often, so that it costs the same beside a million cases. A Host that exports
/// nothing does not run it.
/// </summary>
public sealed class Gauges : BackgroundService
{
    private readonly Database database;
    private readonly Rewrap rewrap;
    private readonly GaugeRhythm rhythm;
    private readonly TimeProvider clock;
    private readonly ILogger<Gauges> logger;
    private OperationFigures? figures;
    private int? hashesLeft;
    private DateTimeOffset hashesReadAt;

    /// <summary>Shows them on the meter of <paramref name="instruments"/>.</summary>
    public Gauges(
        Instruments instruments, Database database, HashLimiter hashes, Rewrap rewrap, IServiceProvider services, GaugeRhythm rhythm, TimeProvider clock, ILogger<Gauges> logger)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(hashes);
        (this.database, this.rewrap, this.rhythm, this.clock, this.logger) = (database, rewrap, rhythm, clock, logger);
        var meter = instruments.Meter;
        meter.CreateObservableGauge("backoffice.cases.open", () => Cases(standing => (long)standing.Cases), "{case}", "Open cases by state.");
        meter.CreateObservableGauge("backoffice.cases.oldest_wait", () => Cases(standing => standing.OldestWait.TotalSeconds), "s", "How long the oldest open case of each state has stood there.");
        meter.CreateObservableGauge("backoffice.workflow.parked", Parked, "{instance}", "Failed steps, by whom they wait for.");
        meter.CreateObservableGauge("backoffice.outbox.depth", () => Of(one => (long)one.Outbox), "{notice}", "Notices to be sent.");
        meter.CreateObservableGauge("backoffice.outbox.age", () => Of(one => one.OutboxAge.TotalSeconds), "s", "How long the notice that is due longest has been due.");
        meter.CreateObservableGauge("backoffice.hashes.unwrapped", () => hashesLeft is { } left ? [new Measurement<long>(left)] : Array.Empty<Measurement<long>>(), "{hash}", "Imported password hashes that wait for Argon2id.");
        meter.CreateObservableUpDownCounter("backoffice.hash.queue.length", () => (long)hashes.Depth, "{hash}", "Password checks that run or wait.");
        meter.CreateObservableCounter("backoffice.database.commits", () => database.Commits, "{commit}", "Transactions that were committed.");
        meter.CreateObservableCounter("backoffice.database.retries", () => database.Retries, "{retry}", "Transactions that were tried again because another one was in the way.");
        meter.CreateObservableCounter("backoffice.duty.rounds", () => Duties(services, worker => worker.Rounds), "{round}", "Rounds of the workers in the background.");
        meter.CreateObservableCounter("backoffice.duty.failures", () => Duties(services, worker => worker.Failures), "{failure}", "Rounds that failed.");
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var rest = Task.Delay(rhythm.Every, clock, stoppingToken);
            try
            {
                figures = await database.ReadAsync((db, token) => OperationFigures.ReadAsync(db, database.Now, token), stoppingToken);
                if (hashesLeft is null || database.Now - hashesReadAt >= rhythm.HashesEvery)
                    (hashesLeft, hashesReadAt) = (await rewrap.CountLeftAsync(stoppingToken), database.Now);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Figures that are old are worse than none: the gap shows that the database is away.
                (figures, hashesLeft) = (null, null);
                logger.LogWarning("The figures could not be read: {Failure}", e.GetType().Name);
            }
            await rest.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private IEnumerable<Measurement<T>> Cases<T>(Func<OperationFigures.Standing, T> value) where T : struct =>
        figures?.Cases.Select(standing => new Measurement<T>(value(standing), new KeyValuePair<string, object?>("backoffice.case.state", NamedState.Of(standing.State)))) ?? [];

    private IEnumerable<Measurement<long>> Parked() => figures is { } now
        ? [new(now.WaitForRetry, new KeyValuePair<string, object?>("backoffice.parked.for", "retry")), new(now.WaitForPerson, new KeyValuePair<string, object?>("backoffice.parked.for", "person"))]
        : [];

    private IEnumerable<Measurement<T>> Of<T>(Func<OperationFigures, T> value) where T : struct => figures is { } now ? [new(value(now))] : [];

    // Asked when it is exported: the workers are made after this one.
    private static IEnumerable<Measurement<long>> Duties(IServiceProvider services, Func<DutyWorker, long> count) => services.GetServices<IHostedService>().OfType<DutyWorker>()
        .Select(worker => new Measurement<long>(count(worker), new KeyValuePair<string, object?>("backoffice.duty.name", worker.GetType().Name)));
}

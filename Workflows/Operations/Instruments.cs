using System.Diagnostics;
using System.Diagnostics.Metrics;
using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Operations;

/// <summary>
/// What the back office measures of itself, under one name for metrics and traces. Nobody listens unless whoever serves exports it, and then it costs next to nothing. No tag holds what identifies a
/// person or a company: steps, outcomes, states, names of workers, numbers of cases.
/// </summary>
public sealed class Instruments : IDisposable
{
    /// <summary>The name of the meter and of the source of activities.</summary>
    public const string Name = "BackOffice";

    private readonly Histogram<double> stepDuration;
    private readonly Counter<long> turns;
    private readonly Counter<long> failures;
    private readonly Histogram<double> hashWait;

    /// <summary>Makes the instruments that are written to where something happens.</summary>
    public Instruments(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        Meter = meters.Create(Name);
        stepDuration = Meter.CreateHistogram<double>("backoffice.workflow.step.duration", "s", "How long a step took with its transaction, by step and outcome.");
        turns = Meter.CreateCounter<long>("backoffice.workflow.turns", "{turn}", "Turns in which a step was run, by why it was.");
        failures = Meter.CreateCounter<long>("backoffice.workflow.failures", "{failure}", "Steps that failed, by step and whether they are tried again by themselves.");
        hashWait = Meter.CreateHistogram<double>("backoffice.hash.queue.wait", "s", "How long a password check waited for its turn.");
    }

    /// <summary>Where activities begin.</summary>
    public ActivitySource Activities { get; } = new(Name);

    /// <summary>The meter, for what is observed instead of written.</summary>
    public Meter Meter { get; }

    /// <summary>Begins to measure one turn of an instance.</summary>
    internal MeasuredTurn BeginTurn() => new(this, Activities.StartActivity("workflow turn"));

    /// <summary>A step failed.</summary>
    internal void StepFailed(string step, bool triedAgain) =>
        failures.Add(1, new("backoffice.step.type", step), new KeyValuePair<string, object?>("backoffice.step.tried_again", triedAgain));

    /// <summary>A password check got its turn.</summary>
    internal void HashWaited(TimeSpan span) => hashWait.Record(span.TotalSeconds);

    internal void Passed(string step, string outcome, Entry entry, TimeSpan span)
    {
        stepDuration.Record(span.TotalSeconds, new("backoffice.step.type", step), new KeyValuePair<string, object?>("backoffice.step.outcome", outcome));
        turns.Add(1, new KeyValuePair<string, object?>("backoffice.step.entry", NamedState.Of(entry)));
    }

    /// <inheritdoc />
    public void Dispose() => Activities.Dispose();
}

using System.Diagnostics;
using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Operations;

/// <summary>One turn of an instance as it is measured: a span, linked to the turn after which the instance waited, and a step time. A turn that finds nothing to do leaves neither.</summary>
internal sealed class MeasuredTurn(Instruments instruments, Activity? activity) : IDisposable
{
    private readonly long began = Stopwatch.GetTimestamp();
    private (string Step, Entry Entry)? run;
    private string outcome = "(failed)";

    /// <summary>Whether somebody looks at the span, so that it is worth a look-up.</summary>
    public bool IsTraced => activity is { IsAllDataRequested: true };

    /// <summary>The span by which a later turn finds this one; null when nobody looks.</summary>
    public string? Trace => IsTraced ? activity!.Id : null;

    /// <summary>This step is run.</summary>
    public void Runs(WorkflowInstance instance, WorkflowNode node, Entry entry)
    {
        run = (node.Step.Type, entry);
        if (!IsTraced)
            return;
        activity!.DisplayName = $"{node.Step.Type} {NamedState.Of(entry)}";
        activity.SetTag("backoffice.step.type", node.Step.Type);
        activity.SetTag("backoffice.workflow.version", instance.DefinitionVersionId);
        activity.SetTag("backoffice.workflow.activity", node.Id);
        if (instance.Trace is { } earlier && ActivityContext.TryParse(earlier, null, isRemote: true, out var waited))
            activity.AddLink(new(waited));
    }

    /// <summary>The case that it is about.</summary>
    public void IsAbout(string? number) => activity?.SetTag("backoffice.case.number", number);

    /// <summary>The step answered.</summary>
    public void Ended(string with)
    {
        outcome = with;
        activity?.SetTag("backoffice.step.outcome", with);
    }

    /// <summary>The step, or its commit, failed; the message may hold personal data, so the type alone is told.</summary>
    public void Failed(Exception failure)
    {
        outcome = "(failed)";
        activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", failure.GetType().Name);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (run is var (step, entry))
            instruments.Passed(step, outcome, entry, Stopwatch.GetElapsedTime(began));
        else if (activity is not null)
            activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        activity?.Dispose();
    }
}

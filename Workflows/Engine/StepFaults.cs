namespace BackOffice.Workflows.Engine;

/// <summary>A step broke its contract: it answered an outcome that it never declared, or waits for nothing. A mistake in the program, and an incident.</summary>
public sealed class StepFaultException(string message) : Exception(message);

/// <summary>Holds the answers of steps against what they declared.</summary>
internal static class StepFaults
{
    /// <exception cref="StepFaultException">The step answered what it may not.</exception>
    public static StepResult Check(WorkflowNode node, StepResult? result) => result switch
    {
        StepResult.Done done when node.Step.Outcomes.Any(outcome => outcome.Name == done.Outcome) => done,
        StepResult.Done done => throw new StepFaultException($"{node.Step.Type} answered '{done.Outcome}', which is no outcome of it."),
        StepResult.Wait when !node.Step.Waits => throw new StepFaultException($"{node.Step.Type} waits, and its descriptor says that it never does."),
        StepResult.Wait { Signals: [], Due: null } => throw new StepFaultException($"{node.Step.Type} waits for nothing."),
        StepResult.Wait wait when wait.Signals.Any(signal => signal.Length == 0 || signal.Contains('|')) =>
            throw new StepFaultException($"{node.Step.Type} waits for a signal whose name is empty or holds a '|'."),
        StepResult.Wait wait => wait,
        _ => throw new StepFaultException($"{node.Step.Type} answered nothing."),
    };
}

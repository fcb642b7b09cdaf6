using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation.Steps;

/// <summary>Waits for the helpdesk, after the attempts at the Default's password are used up.</summary>
public sealed class AwaitHelpdesk(WaitingCase waiting) : IStep
{
    /// <summary>What a definition may say of this step.</summary>
    public static StepDescriptor Descriptor { get; } =
        new("BackOffice.AwaitHelpdesk", "Await the helpdesk", [new("Resumed")], WaitingCase.Settings, typeof(AwaitHelpdesk), Waits: true);

    /// <inheritdoc />
    public Task<StepResult> RunAsync(StepContext step, CancellationToken ct) =>
        waiting.RunAsync(step, CaseState.WithHelpdesk, new Dictionary<string, string> { [CaseSignals.HelpdeskResumed] = "Resumed" }, ct);
}

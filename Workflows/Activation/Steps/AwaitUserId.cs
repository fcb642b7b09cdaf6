using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation.Steps;

/// <summary>Waits until the party of this case has changed its user ID; it waits for no other party of the clash (2.f.1; decision 8).</summary>
public sealed class AwaitUserId(WaitingCase waiting) : IStep
{
    /// <summary>What a definition may say of this step.</summary>
    public static StepDescriptor Descriptor { get; } =
        new("BackOffice.AwaitUserId", "Await the new user ID", [new("Changed")], WaitingCase.Settings, typeof(AwaitUserId), Waits: true);

    /// <inheritdoc />
    public Task<StepResult> RunAsync(StepContext step, CancellationToken ct) =>
        waiting.RunAsync(step, CaseState.AwaitUserId, new Dictionary<string, string> { [CaseSignals.UserIdChanged] = "Changed" }, ct);
}

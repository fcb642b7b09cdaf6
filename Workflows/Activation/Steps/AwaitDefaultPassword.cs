using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation.Steps;

/// <summary>Waits until the Default's password is typed at the member's own site (2.f.2.b).</summary>
public sealed class AwaitDefaultPassword(WaitingCase waiting) : IStep
{
    /// <summary>What a definition may say of this step.</summary>
    public static StepDescriptor Descriptor { get; } =
        new("BackOffice.AwaitDefaultPassword", "Await the Default's password", [new("Proven"), new("Exhausted"), new("Changed")],
            WaitingCase.Settings, typeof(AwaitDefaultPassword), Waits: true);

    /// <inheritdoc />
    public Task<StepResult> RunAsync(StepContext step, CancellationToken ct) =>
        waiting.RunAsync(step, CaseState.AwaitDefaultPassword, new Dictionary<string, string>
        {
            [CaseSignals.DefaultPasswordProven] = "Proven",
            [CaseSignals.AttemptsExhausted] = "Exhausted",
            [CaseSignals.VerdictGiven] = "Changed",
            [CaseSignals.IdentityChanged] = "Changed",
        }, ct);
}

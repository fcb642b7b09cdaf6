using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation.Steps;

/// <summary>Waits for a person to say whether accounts are one company, or for an edit that makes the question answer itself (decision 10).</summary>
public sealed class AwaitVerdict(WaitingCase waiting) : IStep
{
    /// <summary>What a definition may say of this step.</summary>
    public static StepDescriptor Descriptor { get; } =
        new("BackOffice.AwaitVerdict", "Await the verifikator's verdict", [new("Decided")], WaitingCase.Settings, typeof(AwaitVerdict), Waits: true);

    /// <inheritdoc />
    public Task<StepResult> RunAsync(StepContext step, CancellationToken ct) =>
        waiting.RunAsync(step, CaseState.UnderReview,
            new Dictionary<string, string> { [CaseSignals.VerdictGiven] = "Decided", [CaseSignals.IdentityChanged] = "Decided" }, ct, CaseSignals.ProviderAsked);
}

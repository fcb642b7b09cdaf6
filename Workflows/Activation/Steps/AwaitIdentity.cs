using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation.Steps;

/// <summary>Waits until the named fields of the identity are mended at the account's own site; the case then goes on by itself (decision 13).</summary>
public sealed class AwaitIdentity(WaitingCase waiting) : IStep
{
    /// <summary>What a definition may say of this step.</summary>
    public static StepDescriptor Descriptor { get; } =
        new("BackOffice.AwaitIdentity", "Await the mended identity", [new("Changed")], WaitingCase.Settings, typeof(AwaitIdentity), Waits: true);

    /// <inheritdoc />
    public Task<StepResult> RunAsync(StepContext step, CancellationToken ct) =>
        waiting.RunAsync(step, CaseState.AwaitIdentity, new Dictionary<string, string> { [CaseSignals.IdentityChanged] = "Changed" }, ct);
}

using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation.Steps;

/// <summary>Tells those concerned by e-mail: writes outbox rows, once for each occasion and address.</summary>
public sealed class Notify(CaseDesk desk, CaseNotices notices) : IStep
{
    /// <summary>What a definition may say of this step.</summary>
    public static StepDescriptor Descriptor { get; } = new("BackOffice.Notify", "Tell by e-mail", [new("Done", MayEnd: true)],
        [new("template", StepSettingKind.Text, Default: null, Allowed: CaseNotices.Templates)], typeof(Notify));

    /// <inheritdoc />
    public async Task<StepResult> RunAsync(StepContext step, CancellationToken ct)
    {
        await notices.TellAsync(await desk.LoadToGoOnAsync(step.Case, ct), step.Settings["template"], ct);
        return new StepResult.Done("Done");
    }
}

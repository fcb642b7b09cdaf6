namespace BackOffice.Workflows.Engine;

/// <summary>
/// One step of a workflow. It is thin: load, ask the policy, save, name the outcome. It runs inside the engine's transaction and writes through the
/// scoped <see cref="Data.BackOfficeDb"/>; no mail, file, hash or network in it. It runs at least once and may run again after a crash.
/// </summary>
public interface IStep
{
    /// <summary>Runs the step, or looks again after a signal or a due date.</summary>
    Task<StepResult> RunAsync(StepContext step, CancellationToken ct);
}

/// <summary>What a step answers.</summary>
public abstract record StepResult
{
    private StepResult()
    {
    }

    /// <summary>The step is over; the connection from <paramref name="Outcome"/> is followed, or the instance ends where there is none.</summary>
    public sealed record Done(string Outcome) : StepResult;

    /// <summary>The step waits for one of <paramref name="Signals"/> or for <paramref name="Due"/>, whichever comes first, and is then run again.</summary>
    public sealed record Wait(IReadOnlyList<string> Signals, DateTimeOffset? Due) : StepResult;
}

/// <summary>Why a step runs.</summary>
public enum Entry
{
    /// <summary>The instance has just come to it. A step that waits looks into the inbox first, since its signal may be early.</summary>
    First,

    /// <summary>A signal that it waits for came.</summary>
    Signal,

    /// <summary>Its due date passed.</summary>
    Due,
}

/// <summary>What a step is told.</summary>
/// <param name="Case">The case.</param>
/// <param name="Instance">The instance that runs.</param>
/// <param name="Node">The id of the activity in the definition.</param>
/// <param name="Entry">Why it runs.</param>
/// <param name="Signal">The signal's name, if <paramref name="Entry"/> is <see cref="Entry.Signal"/>.</param>
/// <param name="SignalReference">What the signaller attached: an id, never a value or secret.</param>
/// <param name="Settings">The literal settings of the activity, defaults filled in.</param>
public sealed record StepContext(
    CaseId Case, InstanceId Instance, string Node, Entry Entry, string? Signal, string? SignalReference, IReadOnlyDictionary<string, string> Settings);

/// <summary>What a definition may say of a step, and what class runs it.</summary>
/// <param name="Type">The type name in the definition, <c>BackOffice.&lt;Step&gt;</c>.</param>
/// <param name="DisplayName">What a person reads in the picture.</param>
/// <param name="Outcomes">Every outcome the step may answer, with whether the case may end there.</param>
/// <param name="Settings">The settings it understands; any other is refused.</param>
/// <param name="Implementation">The class, an <see cref="IStep"/> from the scope of the transaction.</param>
/// <param name="Waits">Whether the step can wait; a loop must pass one that can.</param>
public sealed record StepDescriptor(
    string Type, string DisplayName, IReadOnlyList<StepOutcome> Outcomes, IReadOnlyList<StepSetting> Settings, Type Implementation, bool Waits = false);

/// <summary>One outcome of a step.</summary>
/// <param name="Name">The port's name in the definition.</param>
/// <param name="MayEnd">Whether a definition may leave it without a target, which ends the case there.</param>
public sealed record StepOutcome(string Name, bool MayEnd = false);

/// <summary>The kinds of literal a setting may hold.</summary>
public enum StepSettingKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A time span, <c>d.hh:mm:ss</c>, above zero.</summary>
    Duration,

    /// <summary>A whole number, zero or more.</summary>
    Count,
}

/// <summary>One setting that a step understands.</summary>
/// <param name="Name">Its name in camelCase.</param>
/// <param name="Kind">What its literal is read as; another text is refused when the definition is loaded.</param>
/// <param name="Default">What holds where the definition is silent; null makes the setting required.</param>
/// <param name="Allowed">The only values there are; null allows every value of the kind.</param>
public sealed record StepSetting(string Name, StepSettingKind Kind, string? Default, IReadOnlyList<string>? Allowed = null);

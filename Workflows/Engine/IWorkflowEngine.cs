namespace BackOffice.Workflows.Engine;

/// <summary>Names one activation case.</summary>
public readonly record struct CaseId(Guid Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>Names one run of a workflow definition for a case. The caller owns it, before the engine knows of it.</summary>
public readonly record struct InstanceId(Guid Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>
/// Drives cases through a workflow definition. The engine holds ids, literal settings and opaque references only; every truth about a case
/// is in our own tables. Every call may come twice: the second changes nothing.
/// </summary>
public interface IWorkflowEngine
{
    /// <summary>
    /// Starts <paramref name="instance"/> on the newest published version of <paramref name="definitionId"/> and runs it to its first wait or its end before returning.
    /// An instance that was started before is left as it is. A step that fails parks the instance; the call itself returns.
    /// </summary>
    /// <exception cref="UnknownDefinitionException">No version of the definition is published.</exception>
    Task StartAsync(string definitionId, CaseId @case, InstanceId instance, CancellationToken ct);

    /// <summary>
    /// Tells the case that something happened. The signal is kept in our inbox whether or not somebody waits for it now.
    /// </summary>
    /// <returns>How many instances went on because of it; 0 when nobody waits yet.</returns>
    Task<int> SignalAsync(CaseId @case, string signal, string? reference, CancellationToken ct);

    /// <summary>
    /// Takes up whatever the case can do now: unread signals, a passed due date, a step that is to run. For a caller that has just committed a signal
    /// of its own (<see cref="SignalInbox"/>) and wants the case to have gone on when it answers.
    /// </summary>
    /// <returns>How many instances went on because of a signal.</returns>
    Task<int> AdvanceAsync(CaseId @case, CancellationToken ct);

    /// <summary>Ends an instance without running anything further. False when it had ended already or is not known.</summary>
    Task<bool> CancelAsync(InstanceId instance, CancellationToken ct);

    /// <summary>Where an instance stands; null when it is not known.</summary>
    Task<InstanceState?> FindAsync(InstanceId instance, CancellationToken ct);

    /// <summary>Runs a parked step again now; nothing happens when the instance is not parked.</summary>
    Task RetryAsync(InstanceId instance, CancellationToken ct);

    /// <summary>Takes up whatever is due, stuck or unread in the inbox: once at start, and by the sweeper ever after.</summary>
    Task RepairAsync(CancellationToken ct);
}

/// <summary>What a member of staff may do with an instance that stands still, beside cancelling it.</summary>
public interface IIncidentDesk
{
    /// <summary>
    /// Takes an instance up again, whatever it stands still at: a failed step is run again, one whose driver died goes on, one that waits for no signal and no date looks again. Nothing happens to one that
    /// waits for something or has ended.
    /// </summary>
    Task TakeUpAsync(InstanceId instance, CancellationToken ct);

    /// <summary>Leaves the present step of a parked instance by <paramref name="outcome"/> without running it, and goes on from there.</summary>
    /// <returns>Null when it went on; why not otherwise: <c>instance-not-parked</c> or <c>unknown-outcome</c>.</returns>
    Task<Refusal?> SkipAsync(InstanceId instance, string outcome, CancellationToken ct);
}

/// <summary>What an instance is doing.</summary>
public enum InstanceStatus
{
    /// <summary>Its present step should run now.</summary>
    Running,

    /// <summary>Its present step waits for a signal or a due date.</summary>
    Waiting,

    /// <summary>Its present step failed; it is tried again at a due date, or by a person once the tries are used up.</summary>
    Parked,

    /// <summary>It came to an end.</summary>
    Done,

    /// <summary>It was ended from outside.</summary>
    Cancelled,
}

/// <summary>Where an instance stands.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Case">Its case.</param>
/// <param name="DefinitionVersion">The <c>id</c> of the definition version that it runs on until its end.</param>
/// <param name="Node">The id of the present activity; of the last one after the end.</param>
/// <param name="Status">What it is doing.</param>
/// <param name="Due">When it goes on by itself; null when only a signal or a person moves it.</param>
/// <param name="Attempts">Failed tries of the present step.</param>
/// <param name="Failure">Why the present step failed: the exception's type and place, never its message, which may hold personal data.</param>
public sealed record InstanceState(
    InstanceId Instance, CaseId Case, string DefinitionVersion, string Node, InstanceStatus Status, DateTimeOffset? Due, int Attempts, string? Failure);

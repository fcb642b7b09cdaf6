namespace BackOffice.Workflows.Engine;

/// <summary>One published version of a workflow definition. Immutable: an edited file under the same id is refused.</summary>
public sealed class WorkflowDefinitionVersion
{
    /// <summary>The <c>id</c> in the file; what instances point to.</summary>
    public required string Id { get; init; }

    /// <summary>The stable name over all versions.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Counts up from 1.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 of the file's bytes, lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>The file as it was published.</summary>
    public required string Json { get; init; }

    /// <summary>When it was first taken.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Who wrote it: <see cref="FileAuthor"/> for a file that was taken at start.</summary>
    public string Author { get; init; } = FileAuthor;

    /// <summary>Who published it; null for a file.</summary>
    public string? PublishedBy { get; init; }

    /// <summary>Why, in the author's words; null for a file.</summary>
    public string? Reason { get; init; }

    /// <summary>The draft that it came from; null for a file.</summary>
    public Guid? DraftId { get; init; }

    /// <summary>The author of what came from a file.</summary>
    public const string FileAuthor = "file";
}

/// <summary>One run of a definition: where it stands, and what moves it on.</summary>
public sealed class WorkflowInstance
{
    /// <summary>The id the caller chose.</summary>
    public required InstanceId Id { get; init; }

    /// <summary>The case it drives.</summary>
    public required CaseId CaseId { get; init; }

    /// <summary>The definition version it runs on until its end, unless a process owner moves it to another one.</summary>
    public required string DefinitionVersionId { get; set; }

    /// <summary>The present activity.</summary>
    public required string Node { get; set; }

    /// <summary>What it is doing.</summary>
    public required InstanceStatus Status { get; set; }

    /// <summary>Why the present step is to be run (again).</summary>
    public Entry Entry { get; set; }

    /// <summary>The signals that it waits for, parted by <c>|</c> with one at both ends; empty when it waits for none.</summary>
    public string Signals { get; set; } = "";

    /// <summary>
    /// When the engine should look at it without being told: a due date, a retry, or, while it runs, the moment from which whoever drives it counts as dead.
    /// Null when only a signal or a person moves it.
    /// </summary>
    public DateTimeOffset? Due { get; set; }

    /// <summary>Failed tries of the present step.</summary>
    public int Attempts { get; set; }

    /// <summary>Type and place of the last failure of the present step; never its message.</summary>
    public string? Failure { get; set; }

    /// <summary>The trace of the last turn (a W3C <c>traceparent</c>), to which the next one is linked across a wait; null while nobody traces.</summary>
    public string? Trace { get; set; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Counts up with each commit that touched it: a failure is only written down where nothing has happened since.</summary>
    public int Version { get; set; }
}

/// <summary>A signal as it came in. The row is the truth; a nudge in memory is only speed.</summary>
public sealed class InboxSignal
{
    /// <summary>Counts up in the order of arrival.</summary>
    public long Id { get; init; }

    /// <summary>The case that is told.</summary>
    public required CaseId CaseId { get; init; }

    /// <summary>The signal's name.</summary>
    public required string Name { get; init; }

    /// <summary>An id the signaller attached; null when there is nothing to look up.</summary>
    public string? Reference { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>
    /// When the engine first looked at it with the instance locked; null while the sweeper still has to. What was seen and not consumed is early:
    /// the next step that waits for it finds it.
    /// </summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>When a step took it; null while nobody has.</summary>
    public DateTimeOffset? ConsumedAt { get; set; }
}

/// <summary>One passage of one step, written in the step's own transaction.</summary>
public sealed class JournalEntry
{
    /// <summary>Counts up.</summary>
    public long Id { get; init; }

    /// <summary>The instance.</summary>
    public required InstanceId InstanceId { get; init; }

    /// <summary>Its case.</summary>
    public required CaseId CaseId { get; init; }

    /// <summary>The activity in the definition.</summary>
    public required string Node { get; init; }

    /// <summary>The step's type.</summary>
    public required string Step { get; init; }

    /// <summary>Why it ran.</summary>
    public required Entry Entry { get; init; }

    /// <summary>The outcome; <c>(wait)</c>, <c>(failed)</c> or <c>(cancelled)</c> where there is none, <c>(skipped)</c> before one that a person chose, <c>(moved)</c> before the definition version that the instance was moved to.</summary>
    public required string Outcome { get; init; }

    /// <summary>When it was committed.</summary>
    public required DateTimeOffset At { get; init; }
}

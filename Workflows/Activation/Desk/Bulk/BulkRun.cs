using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation.Desk.Bulk;

/// <summary>How far a run is.</summary>
public enum BulkRunState
{
    /// <summary>Its items are being written.</summary>
    Preparing,

    /// <summary>It waits for a worker.</summary>
    Due,

    /// <summary>A worker is at it.</summary>
    Running,

    /// <summary>Every item has its result.</summary>
    Done,

    /// <summary>Somebody stopped it: items without a result were left as they are.</summary>
    Cancelled,

    /// <summary>Its Host died before all cases were noted down: nothing was done.</summary>
    Failed,
}

/// <summary>What became of one item.</summary>
public enum BulkItemState
{
    /// <summary>Nothing yet.</summary>
    Waiting,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>The act was refused on this case, with a sentence.</summary>
    Refused,

    /// <summary>The system failed at it; nothing was changed.</summary>
    Failed,
}

/// <summary>One act on many cases, worked off in the background, an item a transaction.</summary>
public sealed class BulkRun
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What is done: a <see cref="BulkAct"/> as JSON.</summary>
    public required string Act { get; init; }

    /// <summary>The digest of act and selection that its starter confirmed.</summary>
    public required string Digest { get; init; }

    /// <summary>How many cases it is about.</summary>
    public required int Total { get; init; }

    /// <summary>The sign-in name of its starter, whose roles count at each item.</summary>
    public required string StartedBy { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How far it is.</summary>
    public required BulkRunState State { get; set; }

    /// <summary>Who asked to stop it; null while nobody did.</summary>
    public string? CancelledBy { get; set; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Whether there is still something to do.</summary>
    public bool IsOpen => State is BulkRunState.Preparing or BulkRunState.Due or BulkRunState.Running;
}

/// <summary>One case of a run, with what became of it. It is written in the transaction of the act itself.</summary>
public sealed class BulkItem
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>Its place in the run, from 1: the order of the list it was started from.</summary>
    public required int Place { get; init; }

    /// <summary>The case.</summary>
    public required CaseId CaseId { get; init; }

    /// <summary>The number of the case.</summary>
    public required string Number { get; init; }

    /// <summary>What became of it.</summary>
    public required BulkItemState State { get; set; }

    /// <summary>The code of the refusal, or the type of the failure; null while there is none.</summary>
    public string? Code { get; set; }

    /// <summary>Why it was refused, in Indonesian; null while it was not.</summary>
    public string? Indonesian { get; set; }

    /// <summary>The same in English.</summary>
    public string? English { get; set; }

    /// <summary>When it got its result; null before.</summary>
    public DateTimeOffset? At { get; set; }
}

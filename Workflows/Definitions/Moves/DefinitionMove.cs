using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Definitions.Moves;

/// <summary>How far a move is.</summary>
public enum MoveState
{
    /// <summary>Its items are being written; one that stays so was left by a Host that died, and nothing was moved.</summary>
    Preparing,

    /// <summary>It waits for a worker.</summary>
    Due,

    /// <summary>A worker is at it.</summary>
    Running,

    /// <summary>Every case has its result.</summary>
    Done,

    /// <summary>Somebody stopped it: cases without a result were left where they are.</summary>
    Cancelled,
}

/// <summary>What became of one case.</summary>
public enum MoveItemState
{
    /// <summary>Nothing yet.</summary>
    Waiting,

    /// <summary>It runs on the other version.</summary>
    Moved,

    /// <summary>It stays where it is, with a sentence.</summary>
    Stays,

    /// <summary>The system failed at it; it stays where it is.</summary>
    Failed,
}

/// <summary>Open cases that go over from one version of their workflow to another, a case a transaction (ADR 31).</summary>
public sealed class DefinitionMove
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version that the cases leave.</summary>
    public required string FromVersion { get; init; }

    /// <summary>The version that they go over to.</summary>
    public required string ToVersion { get; init; }

    /// <summary>Where activities of the old version are other ones in the new: old ids to new ones, as JSON.</summary>
    public required string Mapping { get; init; }

    /// <summary>The digest of the plan that its starter confirmed.</summary>
    public required string Digest { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>How many cases it is about.</summary>
    public required int Total { get; init; }

    /// <summary>The sign-in name of its starter.</summary>
    public required string StartedBy { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How far it is.</summary>
    public required MoveState State { get; set; }

    /// <summary>Who asked to stop it; null while nobody did.</summary>
    public string? CancelledBy { get; set; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Whether there is still something to do.</summary>
    public bool IsOpen => State is MoveState.Preparing or MoveState.Due or MoveState.Running;
}

/// <summary>One case of a move, with what became of it. It is written in the transaction of the move itself.</summary>
public sealed class DefinitionMoveItem
{
    /// <summary>The move.</summary>
    public required Guid MoveId { get; init; }

    /// <summary>Its place in the move, from 1.</summary>
    public required int Place { get; init; }

    /// <summary>The case.</summary>
    public required CaseId CaseId { get; init; }

    /// <summary>The number of the case.</summary>
    public required string Number { get; init; }

    /// <summary>The instance that drives it.</summary>
    public required InstanceId InstanceId { get; init; }

    /// <summary>Where it stood when the move was started: it moves only from there.</summary>
    public required string Node { get; init; }

    /// <summary>What became of it.</summary>
    public required MoveItemState State { get; set; }

    /// <summary>The code of the refusal, or the type of the failure; null while there is none.</summary>
    public string? Code { get; set; }

    /// <summary>Why it stays, in Indonesian; null while it does not.</summary>
    public string? Indonesian { get; set; }

    /// <summary>The same in English.</summary>
    public string? English { get; set; }

    /// <summary>When it got its result; null before.</summary>
    public DateTimeOffset? At { get; set; }
}

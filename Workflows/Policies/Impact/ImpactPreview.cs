namespace BackOffice.Workflows.Policies.Impact;

/// <summary>How far a preview is.</summary>
public enum PreviewState
{
    /// <summary>It waits for a worker.</summary>
    Due,

    /// <summary>A worker is at it.</summary>
    Running,

    /// <summary>Its numbers are there.</summary>
    Done,

    /// <summary>Somebody stopped it, or a newer one took its place.</summary>
    Cancelled,

    /// <summary>It cannot be worked out.</summary>
    Failed,
}

/// <summary>What a draft would do to the registry as it is: worked out off the request path, under the base version and under the draft (ADR 24). Nothing is changed by it.</summary>
public sealed class ImpactPreview
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The draft.</summary>
    public required Guid DraftId { get; init; }

    /// <summary>The digest of the rules that it is about; the preview counts for that text alone.</summary>
    public required string Digest { get; init; }

    /// <summary>The version that it is compared with.</summary>
    public required int BaseNumber { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string AskedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>How far it is.</summary>
    public required PreviewState State { get; set; }

    /// <summary>What it is at: <c>reading</c>, <c>base</c>, <c>draft</c>, <c>cases</c>, <c>writing</c>; null before and after.</summary>
    public string? Stage { get; set; }

    /// <summary>How much of the stage is done.</summary>
    public long Progress { get; set; }

    /// <summary>How much the stage has; 0 where that is not known.</summary>
    public long Total { get; set; }

    /// <summary>Whether somebody asked to stop it.</summary>
    public bool CancelAsked { get; set; }

    /// <summary>How often a worker began it: again after its process died.</summary>
    public int Attempts { get; set; }

    /// <summary>When a worker began it last.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The numbers, an <see cref="ImpactCounts"/> as JSON; null before it is done.</summary>
    public string? Counts { get; set; }

    /// <summary>Whether it still can change.</summary>
    public bool IsOpen => State is PreviewState.Due or PreviewState.Running;
}

/// <summary>One line of a preview: a pair, a group, a Default or a case that would be otherwise.</summary>
public sealed class ImpactChange
{
    /// <summary>The preview.</summary>
    public required Guid PreviewId { get; init; }

    /// <summary>Its place in the preview, from 1.</summary>
    public required int Place { get; init; }

    /// <summary><c>pair</c>, <c>group</c>, <c>default</c> or <c>case</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about: accounts as <c>site/userId</c> parted by <c>; </c>, or the number of a case.</summary>
    public required string Subject { get; init; }

    /// <summary>As it is under the base; empty for a group.</summary>
    public required string Before { get; init; }

    /// <summary>As it would be; for a group what becomes of it.</summary>
    public required string After { get; init; }

    /// <summary>The rule that decides a pair; empty otherwise.</summary>
    public string Rule { get; init; } = "";
}

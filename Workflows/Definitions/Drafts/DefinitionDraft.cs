using BackOffice.Workflows.Definitions.Versions;

namespace BackOffice.Workflows.Definitions.Drafts;

/// <summary>How far a draft of a workflow definition is.</summary>
public enum DefinitionDraftState
{
    /// <summary>Its author works on it, and it may be published.</summary>
    Open,

    /// <summary>It became a version.</summary>
    Published,

    /// <summary>It was given up.</summary>
    Withdrawn,
}

/// <summary>A workflow definition on its way to be published (ADR 31).</summary>
public sealed class DefinitionDraft
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required DefinitionDraftState State { get; set; }

    /// <summary>Who wrote it; nobody else edits it.</summary>
    public required string Author { get; init; }

    /// <summary>Why, for whoever publishes it and for the history.</summary>
    public required string Reason { get; set; }

    /// <summary>The file as it would be published. It may be broken while it is open.</summary>
    public required string Json { get; set; }

    /// <summary>SHA-256 of <see cref="Json"/> in UTF-8, lower-case hex.</summary>
    public required string Digest { get; set; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its content changed last.</summary>
    public required DateTimeOffset EditedAt { get; set; }

    /// <summary>Who published or withdrew it; null while nobody did.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>The reason of that.</summary>
    public string? DecisionReason { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>The id of the version that it became; null while it has not.</summary>
    public string? PublishedAs { get; set; }

    /// <summary>Counts up with each change; it is the draft's ETag.</summary>
    public int Version { get; set; }
}

/// <summary>A draft as lists and answers show it, without its text; of that only what it says it is (<paramref name="Head"/>).</summary>
public sealed record DefinitionDraftView(
    Guid Id, DefinitionHead Head, DefinitionDraftState State, string Author, string Reason, string Digest, DateTimeOffset CreatedAt, DateTimeOffset EditedAt, string? DecidedBy, string? DecisionReason,
    DateTimeOffset? DecidedAt, string? PublishedAs, int Version)
{
    /// <summary>Shows one.</summary>
    public static DefinitionDraftView Of(DefinitionDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return new(
            draft.Id, DefinitionHead.Of(draft.Json), draft.State, draft.Author, draft.Reason, draft.Digest, draft.CreatedAt, draft.EditedAt, draft.DecidedBy, draft.DecisionReason, draft.DecidedAt, draft.PublishedAs, draft.Version);
    }
}

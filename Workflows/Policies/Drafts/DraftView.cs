namespace BackOffice.Workflows.Policies.Drafts;

/// <summary>A draft as lists and answers show it, without its text.</summary>
public sealed record DraftView(
    Guid Id, DraftState State, string Author, string Reason, string Digest, int BaseNumber, DateTimeOffset? EffectiveFrom, int? RollbackOf, DateTimeOffset CreatedAt, DateTimeOffset EditedAt,
    DateTimeOffset? SubmittedAt, string? DecidedBy, string? DecisionReason, DateTimeOffset? DecidedAt, int? PublishedAs, int Version)
{
    /// <summary>Shows one.</summary>
    public static DraftView Of(RuleSetDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return new(
            draft.Id, draft.State, draft.Author, draft.Reason, draft.Digest, draft.BaseNumber, draft.EffectiveFrom, draft.RollbackOf, draft.CreatedAt, draft.EditedAt,
            draft.SubmittedAt, draft.DecidedBy, draft.DecisionReason, draft.DecidedAt, draft.PublishedAs, draft.Version);
    }
}

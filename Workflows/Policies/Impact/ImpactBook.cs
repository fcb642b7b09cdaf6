using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies.Drafts;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Impact;

/// <summary>Wakes the worker before its time.</summary>
public sealed class PreviewNudge : Nudge;

/// <summary>What is asked about previews elsewhere.</summary>
internal static class ImpactBook
{
    /// <summary>Whether the impact of this very text on its base was worked out.</summary>
    public static Task<bool> IsReadAsync(BackOfficeDb db, RuleSetDraft draft, CancellationToken ct) => db.ImpactPreviews.AnyAsync(
        preview => preview.DraftId == draft.Id && preview.State == PreviewState.Done && preview.Digest == draft.Digest && preview.BaseNumber == draft.BaseNumber, ct);
}

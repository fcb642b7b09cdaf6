using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.IdentityEdits;

/// <summary>Wakes the worker that compares active providers again.</summary>
public sealed class RecheckNudge : Nudge;

/// <summary>Asks, within the transaction that changes something about it, that an active provider be compared with everyone again.</summary>
public sealed class IdentityRechecks(BackOfficeDb db, AfterCommit afterCommit, RecheckNudge nudge, TimeProvider clock)
{
    /// <summary>Asks for it; nothing happens for a provider with whose login nobody is active, since its activation will look.</summary>
    public async Task AskAsync(long provider, IdentityReviewCause cause, CancellationToken ct)
    {
        if (!await db.IsInUseAsync(provider, ct))
            return;
        var now = clock.GetUtcNow();
        var review = await db.IdentityReviews.SingleOrDefaultAsync(r => r.ProviderId == provider && r.ClosedAt == null, ct);
        if (review is null)
            db.IdentityReviews.Add(new() { Id = Guid.CreateVersion7(now), ProviderId = provider, Cause = cause, State = IdentityReviewState.Due, DueAt = now });
        else
            (review.State, review.DueAt) = (IdentityReviewState.Due, now);
        afterCommit.Add(nudge.Now);
    }
}

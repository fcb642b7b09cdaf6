using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies.Versions;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Drafts;

/// <summary>Whether a draft fits onto the versions as they are under the lock: asked when it is submitted and again when it is published.</summary>
internal static class PublishingChecks
{
    /// <summary>Why it does not fit; null when it does.</summary>
    public static async Task<Refusal?> OfAsync(BackOfficeDb db, RuleSetDraft draft, DateTimeOffset now, CancellationToken ct)
    {
        var newest = await VersionShelf.NewestAsync(db, ct);
        // Two owners wrote at once and the other one was first: this one looks at what changed before it replaces it.
        if (draft.BaseNumber != newest)
            return PolicyRefusals.BaseMoved(draft.BaseNumber, newest);
        if (await db.RuleSetVersions.AnyAsync(version => version.Number == newest && version.Digest == draft.Digest && version.Tests == draft.Tests, ct))
            return PolicyRefusals.NothingChanged;
        var from = draft.EffectiveFrom is { } wanted && wanted > now ? wanted : now;
        var scheduled = await VersionShelf.Scheduled(db, now).Where(version => version.EffectiveFrom > from).Select(version => new { version.Number, version.EffectiveFrom }).FirstOrDefaultAsync(ct);
        return scheduled is null ? null : PolicyRefusals.BeforeScheduled(scheduled.Number, scheduled.EffectiveFrom);
    }
}

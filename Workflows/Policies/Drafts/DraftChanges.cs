using System.Text.Json;
using BackOffice.Rules.Policies.Trials;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Drafts;

/// <summary>What a draft changes of the version that it is based on.</summary>
internal static class DraftChanges
{
    /// <summary>Rule by rule; empty while the draft cannot be read as rules at all, which its findings say.</summary>
    public static async Task<IReadOnlyList<RuleChange>> OfAsync(BackOfficeDb db, RuleSetDraft draft, CancellationToken ct)
    {
        var older = await db.RuleSetVersions.Where(version => version.Number == draft.BaseNumber).Select(version => version.Json).SingleOrDefaultAsync(ct);
        try
        {
            return RuleSetDiff.Between(older ?? "[]", draft.Json);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            return [];
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Definitions.Drafts;

/// <summary>Who may do what with a draft, as it stands, and what stands in its way.</summary>
internal static class DefinitionDesk
{
    private const int MaxText = 1_000_000;

    /// <summary>The digest by which a text is known: that of the same bytes in a file.</summary>
    public static string DigestOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    /// <summary>Refuses what cannot even be kept; a definition that is merely broken may be kept while its author works on it.</summary>
    public static Refusal? Check(string json, string reason) => json switch
    {
        _ when StaffReason.Check(reason) is { } refusal => refusal,
        { Length: > MaxText } => DefinitionRefusals.TooLarge,
        // PostgreSQL keeps no such character, and no definition needs it.
        _ when json.Contains('\0', StringComparison.Ordinal) => DefinitionRefusals.Malformed,
        _ => null,
    };

    /// <summary>Refuses a write by somebody else, on another state, or on what was not read; null when it may be.</summary>
    public static Refusal? MayWrite(DefinitionDraft? draft, StaffActor by, int version) => draft switch
    {
        null => DefinitionRefusals.DraftUnknown,
        _ when draft.Author != by.Name => DefinitionRefusals.DraftOfAnother(draft.Author),
        { State: not DefinitionDraftState.Open } => DefinitionRefusals.DraftOver(draft.State),
        _ when draft.Version != version => DefinitionRefusals.DraftOutdated,
        _ => null,
    };

    /// <summary>Refuses an id or a number that a published version has; a new case starts on the highest version, so a lower one would be published for nobody. Null when it is the next.</summary>
    public static async Task<Refusal?> WhyTakenAsync(BackOfficeDb db, WorkflowDefinition definition, CancellationToken ct)
    {
        if (await db.DefinitionVersions.AnyAsync(version => version.Id == definition.Id, ct))
            return DefinitionRefusals.IdTaken(definition.Id);
        var newest = await db.DefinitionVersions.Where(version => version.DefinitionId == definition.DefinitionId).MaxAsync(version => (int?)version.Version, ct);
        return newest >= definition.Version ? DefinitionRefusals.NotTheNext(definition.Version, newest.Value) : null;
    }

    /// <summary>Refuses to publish one's own where a second person is needed, what is over, or what was not read; null when it may be.</summary>
    public static Refusal? MayPublish(DefinitionDraft? draft, StaffActor by, int version, bool secondPerson) => draft switch
    {
        null => DefinitionRefusals.DraftUnknown,
        _ when secondPerson && draft.Author == by.Name => DefinitionRefusals.NotFromOwnHand,
        { State: not DefinitionDraftState.Open } => DefinitionRefusals.DraftOver(draft.State),
        _ when draft.Version != version => DefinitionRefusals.DraftOutdated,
        _ => null,
    };
}

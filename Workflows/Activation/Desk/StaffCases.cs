using BackOffice.Rules;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>The way of staff to a case: whether a person may act on it at this moment.</summary>
internal static class StaffCases
{
    private const int MostActsTold = 5;

    /// <summary>
    /// Why a person may not act on a case now; null when the act may go on. It loads the case into the transaction, so that the record of the act counts its version up, and of two who
    /// act on the same version one is refused.
    /// </summary>
    /// <param name="db">The rows, within the act's transaction.</param>
    /// <param name="by">Who wants to act.</param>
    /// <param name="id">The case.</param>
    /// <param name="ifVersion">The version that the person has seen; null acts on whatever is there.</param>
    /// <param name="now">The moment.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Refusal?> RefuseActAsync(this BackOfficeDb db, StaffActor by, CaseId id, int? ifVersion, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.CasesOf(by).SingleOrDefaultAsync(one => one.Id == id, ct) is not { } @case)
            return CaseRefusals.CaseUnknown;
        if (ifVersion is { } seen && seen != @case.Version)
            return await ChangedAsync(db, @case, seen, ct);
        return await db.CaseClaims.SingleOrDefaultAsync(claim => claim.CaseId == id && claim.ExpiresAt > now && claim.Holder != by.Name, ct) is { } claim ? Claimed(claim) : null;
    }

    /// <summary>The answer where somebody else has a case in hand.</summary>
    public static Refusal Claimed(CaseClaim claim)
    {
        var until = NoticeValue.Moment(claim.ExpiresAt);
        return new("case-claimed", new(
            $"Kasus ini sedang dikerjakan {claim.Holder} (sampai {until.Indonesian}, diperpanjang selama layarnya terbuka). Ambil alih dahulu jika perlu.",
            $"{claim.Holder} is working on this case (until {until.English}, renewed while their screen is open). Take it over first if you must."));
    }

    private static async Task<Refusal> ChangedAsync(BackOfficeDb db, ActivationCase @case, int seen, CancellationToken ct)
    {
        var acts = await db.Audit.Where(act => act.CaseId == @case.Id && act.CaseVersion > seen).OrderByDescending(act => act.At).ThenByDescending(act => act.CaseVersion)
            .Select(act => new { act.ActorKind, act.Actor, act.Act, act.At }).Take(MostActsTold).ToListAsync(ct);
        var told = acts.ConvertAll(act => Told(act.ActorKind, act.Actor, act.Act, act.At));
        // The engine moves cases without a record of its own: a due date, or what a site did to the account.
        if (told.Count == 0)
        {
            var (state, since) = (CaseStateWords.Of(@case.State), NoticeValue.Moment(@case.StateSince));
            told.Add(new($"sistem: {state.Indonesian} ({since.Indonesian})", $"the system: {state.English} ({since.English})"));
        }
        return new("case-changed", new(
            $"Kasus ini sudah berubah sejak Anda membukanya. {string.Join("; ", told.Select(act => act.Indonesian))}. Muat ulang kasusnya, lalu putuskan lagi.",
            $"This case has changed since you opened it. {string.Join("; ", told.Select(act => act.English))}. Load it again, then decide again."));
    }

    private static Sentence Told(ActorKind kind, string actor, string act, DateTimeOffset at)
    {
        var (what, when) = (CaseActs.Describe(act), NoticeValue.Moment(at));
        var (site, provider) = (kind == ActorKind.Site ? "LPSE " : "", kind == ActorKind.Provider);
        return new(
            $"{(provider ? "Penyedia" : kind == ActorKind.System ? "Sistem" : site + actor)}: {what.Indonesian} ({when.Indonesian})",
            $"{(provider ? "The provider" : kind == ActorKind.System ? "The system" : site + actor)}: {what.English} ({when.English})");
    }
}

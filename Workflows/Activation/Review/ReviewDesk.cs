using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Review;

/// <summary>
/// Keeps a record in one queue only (decision 3): of several open cases in doubt about the same component, or about the Default of one group, the oldest is the review case, and the
/// others wait on it. Two of them at once wait for each other by the locks of the accounts concerned.
/// </summary>
public sealed class ReviewDesk(BackOfficeDb db, RowLocks locks)
{
    /// <summary>Puts a case where it belongs after a detection, within its transaction. The case's own findings need not be saved yet.</summary>
    public async Task StandAsync(ActivationCase @case, Detected found, CancellationToken ct)
    {
        if (!found.InDoubt)
        {
            (@case.ReviewCaseId, @case.AwaitsProvider) = (null, false);
            return;
        }
        var disputed = found.Pairs.Where(pair => pair.IsDisputed).Select(pair => (pair.AccountA, pair.AccountB)).ToHashSet();
        var concerned = disputed.SelectMany(pair => new[] { pair.AccountA, pair.AccountB }).Concat(found.Component).Distinct().ToList();
        await locks.TakeAsync(concerned.Select(LockKey.Account), ct);

        await StandBesideAsync(@case, await InTheSameDoubtAsync(@case, disputed, concerned, ct), ct);
    }

    /// <summary>Puts a case where it belongs that waits for a person to name the Default, within its transaction and under the locks of <paramref name="accounts"/>.</summary>
    /// <param name="case">The case.</param>
    /// <param name="accounts">The members of its group, or of the groups that it bridges.</param>
    /// <param name="ct">Cancels.</param>
    public async Task StandForDefaultAsync(ActivationCase @case, IReadOnlyCollection<long> accounts, CancellationToken ct) =>
        await StandBesideAsync(@case, await WithTargetsAsync(@case, await Standing(@case).Where(one => accounts.Contains(one.AccountId)).ToListAsync(ct), ct), ct);

    /// <summary>The open cases in which a person decides: each that stands under review, but for those that wait on another one that is.</summary>
    public static IQueryable<ActivationCase> OwnReviews(BackOfficeDb db, IQueryable<ActivationCase> cases) => cases.Where(@case =>
        @case.State == CaseState.UnderReview && !Reviews(db).Any(review => review.Id != @case.Id && review.ReviewCaseId == @case.ReviewCaseId));

    /// <summary>The case on which each of these waits; those that wait on none that there is for this person are left out.</summary>
    public static async Task<Dictionary<CaseId, (CaseId Case, string Number)>> WaitOnAsync(BackOfficeDb db, StaffActor by, IReadOnlyCollection<CaseId> cases, CancellationToken ct) =>
        (await db.Cases.Where(@case => cases.Contains(@case.Id) && @case.State == CaseState.UnderReview && @case.ReviewCaseId != null)
            .Join(Reviews(db), @case => @case.ReviewCaseId, review => review.ReviewCaseId, (@case, review) => new { @case.Id, Review = review.Id, review.Number })
            .Where(row => row.Id != row.Review && (by.Sites == null || db.CasesOf(by).Any(review => review.Id == row.Review))).ToListAsync(ct))
        .ToDictionary(row => row.Id, row => (row.Review, row.Number));

    // The one that the others name; once it is closed or in doubt no more, the oldest of those that are left.
#pragma warning disable CA1309 // Translated to SQL, where the column's own ordinal collation decides.
    private static IQueryable<ActivationCase> Reviews(BackOfficeDb db) => db.Cases.Where(review => review.ClosedAt == null && review.ReviewCaseId != null
        && (review.ReviewCaseId == review.Id
            || (review.State == CaseState.UnderReview && !db.Cases.Any(other => other.ReviewCaseId == review.ReviewCaseId && other.ClosedAt == null
                && (other.Id == review.ReviewCaseId
                    || (other.State == CaseState.UnderReview && (other.OpenedAt < review.OpenedAt || (other.OpenedAt == review.OpenedAt && string.Compare(other.Number, review.Number) < 0))))))));
#pragma warning restore CA1309

    private async Task StandBesideAsync(ActivationCase @case, List<ActivationCase> alike, CancellationToken ct)
    {
        var oldest = alike.Append(@case).OrderBy(one => one.OpenedAt).ThenBy(one => one.Number, StringComparer.Ordinal).First();
        foreach (var one in alike.Append(@case).Where(one => one.ReviewCaseId != oldest.Id))
        {
            one.ReviewCaseId = oldest.Id;
            one.Version++;
        }
        @case.AwaitsProvider = await db.CaseQuestions.AnyAsync(question => question.CaseId == @case.Id && question.AnsweredAt == null, ct);
    }

    private IQueryable<ActivationCase> Standing(ActivationCase @case) => db.Cases.Where(one => one.Id != @case.Id && one.ClosedAt == null && one.ReviewCaseId != null);

    private async Task<List<ActivationCase>> InTheSameDoubtAsync(
        ActivationCase @case, HashSet<(long A, long B)> disputed, List<long> concerned, CancellationToken ct)
    {
        var open = Standing(@case);
        var byAccount = await open.Where(one => concerned.Contains(one.AccountId)).ToListAsync(ct);
        var (firsts, seconds) = (disputed.Select(pair => pair.A).ToList(), disputed.Select(pair => pair.B).ToList());
        var sharing = await db.PairFindings
            .Where(finding => finding.CaseId != @case.Id && (finding.Decision == "review" || finding.Contradicts) && firsts.Contains(finding.AccountA) && seconds.Contains(finding.AccountB))
            .Select(finding => new { finding.CaseId, finding.AccountA, finding.AccountB }).ToListAsync(ct);
        var bySharedPair = sharing.Where(row => disputed.Contains((row.AccountA, row.AccountB))).Select(row => row.CaseId).ToList();
        var alike = byAccount.UnionBy(await open.Where(one => bySharedPair.Contains(one.Id)).ToListAsync(ct), one => one.Id).ToList();
        return await WithTargetsAsync(@case, alike, ct);
    }

    // What those wait on is of the same doubt too.
    private async Task<List<ActivationCase>> WithTargetsAsync(ActivationCase @case, List<ActivationCase> alike, CancellationToken ct)
    {
        var targets = alike.Select(one => one.ReviewCaseId!.Value).ToList();
        return [.. alike.UnionBy(await Standing(@case).Where(one => targets.Contains(one.Id)).ToListAsync(ct), one => one.Id)];
    }
}

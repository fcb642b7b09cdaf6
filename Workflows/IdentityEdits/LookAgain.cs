using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.IdentityEdits;

/// <summary>
/// Makes the comparisons that are due (decision 16), each in a transaction of its own and outside of the edit that asked for it. What it finds is a review for a verifikator and
/// nothing else: pairs with accounts of another login that look like one company or are doubtful, and members of its own group that do so no longer.
/// </summary>
public sealed class LookAgain(Database database)
{
    private const int PerRound = 200;

    /// <summary>Looks at all that is due.</summary>
    /// <returns>How many comparisons were made.</returns>
    public async Task<int> HandleAsync(CancellationToken ct)
    {
        var due = await database.ReadAsync((db, token) => db.IdentityReviews.Where(review => review.State == IdentityReviewState.Due).OrderBy(review => review.DueAt)
            .Select(review => review.Id).Take(PerRound).ToListAsync(token), ct);
        foreach (var review in due)
            await database.InTransactionAsync((transaction, token) => LookAsync(transaction, review, token), ct);
        return due.Count;
    }

    private async Task LookAsync(Transaction transaction, Guid id, CancellationToken ct)
    {
        var (db, now) = (transaction.Db, database.Now);
        var provider = await db.IdentityReviews.Where(r => r.Id == id).Select(r => r.ProviderId).SingleAsync(ct);
        // An edit that asks again at this moment is waited for, or waits.
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Account(provider)], ct);
        var review = await db.IdentityReviews.Include(r => r.Findings).SingleAsync(r => r.Id == id, ct);
        if (review.State != IdentityReviewState.Due)
            return;
        var found = await TakesPartAsync(db, provider, ct) ? await transaction.Service<Detection>().LookAsync(provider, ct) : null;
        var telling = found is null ? [] : await TellingAsync(db, found, ct);

        db.IdentityReviewFindings.RemoveRange(review.Findings);
        foreach (var pair in telling)
            db.IdentityReviewFindings.Add(new()
            {
                Id = Guid.CreateVersion7(now),
                ReviewId = id,
                AccountA = pair.AccountA,
                AccountB = pair.AccountB,
                Decision = pair.Decision,
                Rule = pair.Rule,
                Evidence = pair.Evidence,
            });
        (review.LookedAt, review.RulesVersion) = (now, found?.RulesVersion);
        review.State = telling.Count > 0 ? IdentityReviewState.Open : IdentityReviewState.Clear;
        review.ClosedAt = telling.Count > 0 ? null : now;
        if (telling.Count > 0)
            transaction.Service<AuditTrail>().Record(Actor.System("identity-review"), "identity-review-opened", account: provider);
    }

    private static Task<bool> TakesPartAsync(BackOfficeDb db, long account, CancellationToken ct) =>
        db.Accounts.AnyAsync(a => a.Id == account && a.ClosedAt == null && a.Site.Stage == Registry.SiteStage.Aggregated, ct);

    private static async Task<List<DetectedPair>> TellingAsync(BackOfficeDb db, Detected found, CancellationToken ct)
    {
        var ids = found.Pairs.SelectMany(pair => new[] { pair.AccountA, pair.AccountB }).Append(found.Account).Distinct().ToList();
        var logins = await db.Accounts.Where(account => ids.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.ProviderId, ct);
        var groups = await db.GroupMembers.Where(member => ids.Contains(member.AccountId) && member.LeftAt == null).ToDictionaryAsync(member => member.AccountId, member => member.GroupId, ct);
        return [.. found.Pairs.Where(pair => IsTelling(pair, logins, groups))];
    }

    private static bool IsTelling(DetectedPair pair, Dictionary<long, long> logins, Dictionary<long, Guid> groups)
    {
        if (logins[pair.AccountA] == logins[pair.AccountB])
            return false;
        var grouped = groups.TryGetValue(pair.AccountA, out var a) && groups.TryGetValue(pair.AccountB, out var b) && a == b;
        var same = pair.Decision == "same_company";
        return pair.IsDisputed || same != grouped;
    }
}

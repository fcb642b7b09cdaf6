using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Changes;

/// <summary>
/// A site reads what it must know since a cursor: ids only, in one order for all. Asking after a cursor confirms everything up to it, which is the site's progress.
/// </summary>
public sealed class ReadChanges(Database database)
{
    /// <summary>How many events one answer holds at most.</summary>
    public const int PageSize = 500;

    /// <summary>Which site asks, and after which cursor; 0 begins at the beginning.</summary>
    public sealed record Request(SiteCode Site, long After);

    /// <summary>One event.</summary>
    /// <param name="Cursor">Its place in the feed.</param>
    /// <param name="Kind">What happened.</param>
    /// <param name="Site">The site of the account, or the site itself.</param>
    /// <param name="UserId">The user ID that the account was registered with; null when it is about no account.</param>
    /// <param name="Accounts">Every open account whose login and identity are those that changed, as it stands now: also those that were merged since.</param>
    /// <param name="At">When.</param>
    public sealed record Change(long Cursor, ChangeKind Kind, string? Site, string? UserId, IReadOnlyList<Holder> Accounts, DateTimeOffset At);

    /// <summary>One account, by its site and the user ID that it was registered with.</summary>
    public sealed record Holder(string Site, string UserId);

    /// <summary>A page of the feed.</summary>
    /// <param name="Changes">The events, in order.</param>
    /// <param name="Next">The cursor to ask after next time.</param>
    public sealed record Page(IReadOnlyList<Change> Changes, long Next);

    /// <summary>Reads one page.</summary>
    public async Task<Page> HandleAsync(Request request, CancellationToken ct)
    {
        var page = await database.ReadAsync(async (db, token) =>
        {
            var rows = await db.Changes.Where(change => change.Number > request.After).OrderBy(change => change.Number).Take(PageSize)
                .Select(change => new { change.Number, change.Kind, change.SiteCode, change.AccountId, change.ProviderId, change.At }).ToListAsync(token);
            var ids = rows.Select(row => row.AccountId ?? row.ProviderId).OfType<long>().Distinct().ToList();
            var accounts = await db.Accounts.Where(account => ids.Contains(account.Id)).Select(account => new { account.Id, account.UserId, account.SiteCode }).ToDictionaryAsync(account => account.Id, token);
            List<long> providers = [.. rows.Select(row => row.ProviderId).OfType<long>().Distinct()];
            var holders = (await db.Accounts.Where(account => account.ClosedAt == null && providers.Contains(account.ProviderId)).OrderBy(account => account.Id)
                .Select(account => new { account.ProviderId, account.SiteCode, account.UserId }).ToListAsync(token)).ToLookup(row => row.ProviderId, row => new Holder(row.SiteCode.Value, row.UserId.Value));
            return new Page([.. rows.Select(row =>
            {
                var account = (row.AccountId ?? row.ProviderId) is { } id ? accounts.GetValueOrDefault(id) : null;
                return new Change(row.Number!.Value, row.Kind, row.SiteCode ?? account?.SiteCode.Value, account?.UserId.Value,
                    row.ProviderId is { } provider ? [.. holders[provider]] : [], row.At);
            })], rows.Count > 0 ? rows[^1].Number!.Value : request.After);
        }, ct);
        if (request.After > 0)
            await ConfirmAsync(request, ct);
        return page;
    }

    private Task ConfirmAsync(Request request, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        // Nobody can have taken in what was never there.
        var last = Math.Min(request.After, await transaction.Db.Changes.MaxAsync(change => change.Number, token) ?? 0);
        if (await transaction.Db.Sites.FindAsync([request.Site], token) is { } site && site.ConfirmedChange < last)
            site.ConfirmedChange = last;
    }, ct);
}

using System.Linq.Expressions;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>The registry as detection sees it: open accounts of aggregated sites, each with the login and identity that hold for it now (4.c).</summary>
internal sealed class RegistryLookup(BackOfficeDb db) : IAccountLookup
{
    private readonly Dictionary<AccountKey, long> ids = [];

    // Accounts with a verdict that stands: it comes with the row, so that hardly anybody needs a round trip to learn that there is none.
    private readonly HashSet<long> judged = [];

    /// <summary>The id of an account that this look-up has handed out.</summary>
    public long IdOf(PreparedAccount account) => ids[account.Key];

    /// <summary>One account by its id.</summary>
    public async Task<PreparedAccount> PrepareAsync(long account, CancellationToken ct) =>
        (await ReadAsync(row => row.Id == account, ct)).Single();

    /// <inheritdoc />
    public Task<IReadOnlyList<PreparedAccount>> FindByKeysAsync(IReadOnlyCollection<ulong> keys, CancellationToken ct)
    {
        var signed = keys.Select(key => unchecked((long)key)).ToList();
        // As a list of ids, not as a question about each row: from the keys to the accounts, both by index.
        return ReadAsync(row => db.BlockingKeys.Where(key => signed.Contains(key.Key)).Select(key => key.ProviderId).Contains(row.ProviderId), ct);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Rules.Matching.Verdict>> FindVerdictsAsync(IReadOnlyCollection<AccountKey> accounts, CancellationToken ct)
    {
        var asked = accounts.Where(ids.ContainsKey).Select(account => ids[account]).Where(judged.Contains).ToList();
        if (asked.Count == 0)
            return [];
        var standing = db.Verdicts.AsNoTracking().Where(verdict => verdict.ReopenedAt == null);
        var rows = await standing.Where(verdict => asked.Contains(verdict.AccountA)).Union(standing.Where(verdict => asked.Contains(verdict.AccountB))).ToListAsync(ct);
        var named = rows.SelectMany(verdict => new[] { verdict.AccountA, verdict.AccountB }).Distinct().ToList();
        await ReadAsync(row => named.Contains(row.Id), ct);
        var keys = ids.ToDictionary(known => known.Value, known => known.Key);
        return [.. rows.Where(verdict => keys.ContainsKey(verdict.AccountA) && keys.ContainsKey(verdict.AccountB))
            .Select(verdict => new Rules.Matching.Verdict(new(keys[verdict.AccountA], keys[verdict.AccountB]), verdict.Answer))];
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<PreparedAccount>> FindAsync(IReadOnlyCollection<AccountKey> accounts, CancellationToken ct)
    {
        var named = accounts.Where(ids.ContainsKey).Select(account => ids[account]).ToList();
        return ReadAsync(row => named.Contains(row.Id), ct);
    }

    private async Task<IReadOnlyList<PreparedAccount>> ReadAsync(Expression<Func<Account, bool>> which, CancellationToken ct)
    {
        var rows = await db.Accounts.AsNoTracking().Where(row => row.ClosedAt == null && row.Site.Stage == SiteStage.Aggregated).Where(which)
            .Select(row => new
            {
                Account = row,
                row.Provider,
                Judged = db.Verdicts.Any(verdict => verdict.ReopenedAt == null && verdict.AccountA == row.Id) || db.Verdicts.Any(verdict => verdict.ReopenedAt == null && verdict.AccountB == row.Id),
            }).ToListAsync(ct);
        return rows.ConvertAll(row =>
        {
            var prepared = row.Provider.Prepare(row.Account);
            ids[prepared.Key] = row.Account.Id;
            if (row.Judged)
                judged.Add(row.Account.Id);
            return prepared;
        });
    }
}

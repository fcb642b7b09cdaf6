using BackOffice.Workflows.Data;
using BackOffice.Workflows.SignIn;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Audit;

/// <summary>
/// Seals committed entries of the audit trail, one chain by one hand: sealed before its commit, an entry would make every other act wait for it. An entry is sealed within seconds; until then
/// it can be changed unseen.
/// </summary>
public sealed class SealAudit(Database database, KeyRing keys)
{
    private const int BatchSize = 500;

    /// <summary>Seals all entries that are not sealed yet.</summary>
    /// <returns>How many there were; null when the key ring cannot be opened.</returns>
    public async Task<int?> HandleAsync(CancellationToken ct)
    {
        if (await keys.OpenAsync(ct) is not null)
            return null;
        var total = 0;
        for (int done; (done = await BatchAsync(ct)) > 0;)
            total += done;
        return total;
    }

    private async Task<int> BatchAsync(CancellationToken ct)
    {
        if (!await database.ReadAsync((db, token) => db.Audit.AnyAsync(entry => entry.Number == null, token), ct))
            return 0;
        return await database.InTransactionAsync(async (transaction, token) =>
        {
            await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("sealer", "audit")], token);
            var last = await transaction.Db.Audit.Where(entry => entry.Number != null).OrderByDescending(entry => entry.Number).Select(entry => new { entry.Number, entry.Seal }).FirstOrDefaultAsync(token);
            var (number, before) = (last?.Number ?? 0, last?.Seal ?? AuditSeal.Beginning);
            var batch = await transaction.Db.Audit.Include(entry => entry.Values).Where(entry => entry.Number == null).OrderBy(entry => entry.At).ThenBy(entry => entry.Id).Take(BatchSize).ToListAsync(token);
            foreach (var entry in batch)
            {
                AuditSeal.Put(entry, ++number, before, keys.Key);
                before = entry.Seal!;
            }
            return batch.Count;
        }, ct);
    }
}

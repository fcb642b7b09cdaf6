using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Changes;

/// <summary>
/// Numbers committed events of the change feed. Numbers given before commit could become visible out of order, and a reader would miss the late one for ever;
/// given afterwards by one hand, they cannot.
/// </summary>
public sealed class Sequencer(Database database)
{
    private const int BatchSize = 500;

    /// <summary>Numbers all events that have none yet.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> NumberAsync(CancellationToken ct)
    {
        var total = 0;
        for (int numbered; (numbered = await NumberBatchAsync(ct)) > 0;)
            total += numbered;
        return total;
    }

    private async Task<int> NumberBatchAsync(CancellationToken ct)
    {
        if (!await database.ReadAsync((db, token) => db.Changes.AnyAsync(change => change.Number == null, token), ct))
            return 0;
        return await database.InTransactionAsync(async (transaction, token) =>
        {
            await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("sequencer", "changes")], token);
            var last = await transaction.Db.Changes.MaxAsync(change => change.Number, token) ?? 0;
            // Ids are in the order of time, so events of one account keep theirs.
            var batch = await transaction.Db.Changes.Where(change => change.Number == null).OrderBy(change => change.At).ThenBy(change => change.Id).Take(BatchSize).ToListAsync(token);
            foreach (var change in batch)
                change.Number = ++last;
            return batch.Count;
        }, ct);
    }
}

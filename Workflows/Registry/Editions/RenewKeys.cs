using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Registry.Editions;

/// <summary>
/// Makes derived keys anew that are of another edition than this release's, before anything is looked for by them: with half of the keys of the other edition a duplicate would go unseen,
/// and nobody could tell (ADR 3). It goes portion by portion, each with its place in one transaction, so that a start that was killed goes on where it stopped, and Hosts that start
/// together share the work. Where every edition is this release's it reads one small row for each kind.
/// </summary>
public sealed class RenewKeys(Database database, IEnumerable<IDerivedKeys> kinds, ILogger<RenewKeys> logger)
{
    /// <summary>How many providers are done in one transaction.</summary>
    public const int Portion = 5_000;

    /// <summary>Returns when all keys are of this release's editions.</summary>
    public async Task HandleAsync(CancellationToken ct)
    {
        foreach (var keys in kinds)
            if (!await database.ReadAsync((db, token) => db.KeyEditions.AnyAsync(row => row.Kind == keys.Kind && row.Edition == keys.Edition && row.FinishedAt != null, token), ct))
                await RenewAsync(keys, ct);
    }

    private async Task RenewAsync(IDerivedKeys keys, CancellationToken ct)
    {
        var last = await database.ReadAsync((db, token) => db.Providers.MaxAsync(provider => (long?)provider.Id, token), ct);
        if (last is not null)
            logger.LogWarning("The {Kind} in the database are of another edition than this release's; they are made anew before anything else.", keys.Kind);
        while (await PortionAsync(keys, ct) is { } madeUpTo)
            logger.LogInformation("The {Kind} are made anew up to provider {MadeUpTo} of {Last}.", keys.Kind, madeUpTo, last);
    }

    // Null when nothing is left to do.
    private Task<long?> PortionAsync(IDerivedKeys keys, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var db = transaction.Db;
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("key-edition", keys.Kind)], token);
        var row = await db.KeyEditions.SingleOrDefaultAsync(one => one.Kind == keys.Kind, token);
        if (row is null)
            db.KeyEditions.Add(row = new() { Kind = keys.Kind, Edition = keys.Edition });
        if (row.Edition != keys.Edition)
            (row.Edition, row.MadeUpTo, row.FinishedAt) = (keys.Edition, 0, null);
        if (row.FinishedAt is not null)
            return null;
        var madeUpTo = row.MadeUpTo;
        var next = await db.Providers.Where(provider => provider.Id > madeUpTo).OrderBy(provider => provider.Id).Take(Portion).MaxAsync(provider => (long?)provider.Id, token);
        if (next is not { } upTo)
        {
            row.FinishedAt = database.Now;
            return null;
        }
        await keys.RenewAsync(db, madeUpTo, upTo, token);
        row.MadeUpTo = upTo;
        return next;
    }, ct);
}

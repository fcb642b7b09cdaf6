using System.Runtime.InteropServices;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Intake;

/// <summary>
/// Blocking keys of accounts whose sites do not take part yet, held back and written in ascending order. Written with each few thousand accounts they would
/// touch nearly every page of a large index at each commit: 29 GB written for a million accounts, against 5 this way (ADR 8). Nobody misses them meanwhile, for
/// detection passes over accounts of such sites; and should the process die, <see cref="CatchUpAsync"/> writes them at the next import.
/// </summary>
internal sealed class KeyBacklog(Database database, IAccountRows rows)
{
    /// <summary>How many keys are held back at most: 32 MB. Each run goes through the whole index once more.</summary>
    public const int Most = 2_000_000;
    private const int PerTransaction = 100_000;
    private const int Providers = 5_000;

    private readonly List<long> heldKeys = [];
    private readonly List<long> heldProviders = [];

    /// <summary>Takes keys, and writes all when they have become many.</summary>
    public async Task AddAsync(IReadOnlyList<(long Key, long Provider)> keys, CancellationToken ct)
    {
        foreach (var (key, provider) in keys)
        {
            heldKeys.Add(key);
            heldProviders.Add(provider);
        }
        if (heldKeys.Count >= Most)
            await WriteAsync(ct);
    }

    /// <summary>Writes what is held back.</summary>
    public async Task WriteAsync(CancellationToken ct)
    {
        // Numbers are sorted quicker than pairs of them.
        CollectionsMarshal.AsSpan(heldKeys).Sort(CollectionsMarshal.AsSpan(heldProviders));
        foreach (var some in heldKeys.Zip(heldProviders).Chunk(PerTransaction))
            await database.InTransactionAsync(async (transaction, token) =>
            {
                await rows.PrepareAsync(transaction.Db, token);
                await rows.InsertKeysAsync(transaction.Db, some, token);
            }, ct);
        heldKeys.Clear();
        heldProviders.Clear();
    }

    /// <summary>Writes the keys of accounts that an interrupted import left without.</summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        for (long last = 0; ;)
        {
            var missing = await database.ReadAsync((db, token) => db.Providers
                .Where(p => p.Id > last && p.Accounts.Any() && !db.BlockingKeys.Any(key => key.ProviderId == p.Id))
                .OrderBy(p => p.Id).Take(Providers).ToListAsync(token), ct);
            if (missing.Count == 0)
                break;
            foreach (var provider in missing)
                await AddAsync([.. AccountDraft.KeysOf(RecordOf(provider)).Select(key => (key, provider.Id))], ct);
            last = missing[^1].Id;
        }
        await WriteAsync(ct);
    }

    // Site, packages and dates have no part in the keys.
    internal static AccountRecord RecordOf(Provider p) => new(
        SiteCode.Parse("0"), p.UserId, p.CompanyName, p.Npwp, p.Nitku, p.Address, p.Regency, p.Province, p.PostalCode, p.Phone, p.Email, 0, default, false);
}

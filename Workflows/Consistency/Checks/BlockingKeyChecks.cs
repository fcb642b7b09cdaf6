using System.Globalization;
using System.Runtime.CompilerServices;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Consistency.Checks;

/// <summary>
/// The stored blocking keys of every provider against those that matching makes now: with other keys a duplicate would go unseen (2.e). Page by page, so that memory does not
/// grow with the registry.
/// </summary>
internal static class BlockingKeyChecks
{
    private const string Name = "blocking-keys-differ";
    private const int Page = 1_000;

    public static IReadOnlyList<Check> All { get; } = [new(Name, FindAsync) { RepairAsync = RepairAsync }];

    private static async IAsyncEnumerable<Finding> FindAsync(BackOfficeDb db, [EnumeratorCancellation] CancellationToken ct)
    {
        for (long last = 0; await DifferingAsync(db, last, ct) is (var differing, { } next); last = next)
            foreach (var provider in differing)
                yield return new(Name, string.Create(CultureInfo.InvariantCulture, $"provider {provider}"), new(
                    "Kunci pencarian duplikat penyedia ini tidak sesuai dengan identitasnya; perbaikan menulisnya ulang.",
                    "The keys under which duplicates of this provider are looked for do not fit its identity; repairing writes them anew."), Repairable: true);
    }

    private static async Task RepairAsync(Repairing repairing, CancellationToken ct)
    {
        for (long last = 0; await repairing.Database.ReadAsync((db, token) => DifferingAsync(db, last, token), ct) is (var differing, { } next); last = next)
            if (differing.Count > 0)
                await repairing.Database.InTransactionAsync(async (transaction, token) =>
                {
                    foreach (var provider in await transaction.Db.Providers.Where(provider => differing.Contains(provider.Id)).ToListAsync(token))
                        await transaction.Service<ProviderKeys>().RewriteAsync(provider, token);
                }, ct);
    }

    /// <summary>The providers of one page whose keys differ, and the last provider of the page; null behind the last page.</summary>
    private static async Task<(List<long> Differing, long? Last)> DifferingAsync(BackOfficeDb db, long after, CancellationToken ct)
    {
        var last = await db.Providers.Where(provider => provider.Id > after).OrderBy(provider => provider.Id).Take(Page).MaxAsync(provider => (long?)provider.Id, ct);
        if (last is null)
            return ([], null);
        long[] suspects = [.. (await KeyComparison.DifferingAsync(
            db.Providers.Where(provider => provider.Id > after && provider.Id <= last), db.BlockingKeys.Where(key => key.ProviderId > after && key.ProviderId <= last), ct)).Keys];
        if (suspects.Length == 0)
            return ([], last);
        // An edit between the two queries looks like a fault: asked once more.
        var again = await KeyComparison.DifferingAsync(
            db.Providers.Where(provider => suspects.Contains(provider.Id)), db.BlockingKeys.Where(key => suspects.Contains(key.ProviderId)), ct);
        return ([.. again.Keys], last);
    }
}

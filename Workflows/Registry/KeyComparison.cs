using BackOffice.Workflows.Activation.Undo;
using BackOffice.Workflows.Registry.Intake;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry;

/// <summary>Stored blocking keys against those that matching makes now.</summary>
internal static class KeyComparison
{
    /// <summary>The providers whose keys differ, each with those that it should have.</summary>
    /// <param name="providers">Some providers.</param>
    /// <param name="stored">All stored keys of these providers.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyDictionary<long, HashSet<long>>> DifferingAsync(IQueryable<Provider> providers, IQueryable<BlockingKey> stored, CancellationToken ct)
    {
        var present = (await stored.Select(key => new { key.ProviderId, key.Key }).ToListAsync(ct)).ToLookup(key => key.ProviderId, key => key.Key);
        return (await providers.AsNoTracking().ToListAsync(ct))
            .Select(provider => (provider.Id, Wanted: KeysOf(provider)))
            .Where(provider => !provider.Wanted.SetEquals(present[provider.Id]))
            .ToDictionary(provider => provider.Id, provider => provider.Wanted);
    }

    // A login that was erased after its merge is nobody's to find.
    private static HashSet<long> KeysOf(Provider provider) => provider.SealedPassword == EraseOldLogins.Erased ? [] : [.. AccountDraft.KeysOf(KeyBacklog.RecordOf(provider))];
}

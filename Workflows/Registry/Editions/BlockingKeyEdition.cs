using BackOffice.Rules.Matching;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry.Intake;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Editions;

/// <summary>The keys under which duplicates are found (2.e). A new legal form or region alias moves accounts to other keys.</summary>
internal sealed class BlockingKeyEdition(IAccountRows rows) : IDerivedKeys
{
    /// <inheritdoc />
    public string Kind => "blocking-keys";

    /// <inheritdoc />
    public string Edition => BlockingKeys.Edition;

    /// <inheritdoc />
    public async Task RenewAsync(BackOfficeDb db, long after, long last, CancellationToken ct)
    {
        var differing = await KeyComparison.DifferingAsync(
            db.Providers.Where(provider => provider.Id > after && provider.Id <= last), db.BlockingKeys.Where(key => key.ProviderId > after && key.ProviderId <= last), ct);
        if (differing.Count == 0)
            return;
        long[] providers = [.. differing.Keys];
        await rows.PrepareAsync(db, ct);
        await db.BlockingKeys.Where(key => EF.Parameter(providers).Contains(key.ProviderId)).ExecuteDeleteAsync(ct);
        await rows.InsertKeysAsync(db, [.. differing.SelectMany(provider => provider.Value.Select(key => (key, provider.Key))).Order()], ct);
    }
}

using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry;

/// <summary>
/// Hears, inside the transaction that changes it, that a provider's identity or its own site's record changed, so that a case which waits for just that can go on.
/// Register any number of them as scoped services; they write through the same scoped <see cref="BackOfficeDb"/>.
/// </summary>
public interface IIdentityChanged
{
    /// <summary>Told once for a provider that is active or has an open case; its id is also that of the account it was registered with.</summary>
    Task ChangedAsync(long providerId, CancellationToken ct);
}

/// <summary>Tells the listeners.</summary>
internal sealed class IdentityChanges(BackOfficeDb db, IEnumerable<IIdentityChanged> listeners)
{
    /// <summary>Tells of those of the providers whom it can concern: of the many that an import brings, hardly any has a case.</summary>
    public async Task AnnounceAsync(IReadOnlyCollection<long> providers, CancellationToken ct)
    {
        if (providers.Count == 0)
            return;
        long[] ids = [.. providers];
        var concerned = await db.Providers
            .Where(provider => EF.Parameter(ids).Contains(provider.Id))
            .Where(provider => provider.ActivatedAt != null || db.Cases.Any(@case => @case.AccountId == provider.Id && @case.ClosedAt == null))
            .Select(provider => provider.Id).ToListAsync(ct);
        foreach (var id in concerned)
            foreach (var listener in listeners)
                await listener.ChangedAsync(id, ct);
    }
}

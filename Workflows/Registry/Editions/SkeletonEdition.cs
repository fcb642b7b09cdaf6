using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Editions;

/// <summary>The skeletons of user IDs, under which look-alikes are found (decision 9). They follow the list of letters that look alike.</summary>
internal sealed class SkeletonEdition : IDerivedKeys
{
    /// <inheritdoc />
    public string Kind => "user-id-skeletons";

    /// <inheritdoc />
    public string Edition => UserIdSkeleton.Edition;

    /// <inheritdoc />
    public async Task RenewAsync(BackOfficeDb db, long after, long last, CancellationToken ct)
    {
        foreach (var provider in await db.Providers.Where(provider => provider.Id > after && provider.Id <= last).ToListAsync(ct))
            provider.RenewSkeleton();
    }
}

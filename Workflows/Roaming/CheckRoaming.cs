using BackOffice.Rules.Identity;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Roaming;

/// <summary>A site asks whether a provider may roam there (1.d, 2.g, 2.h). It answers about the single ID alone; no password is involved.</summary>
public sealed class CheckRoaming(Database database, LivePolicies policies)
{
    /// <summary>Who wants to roam, and where to.</summary>
    public sealed record Request(SiteCode Site, UserId UserId);

    /// <summary>Allowed or not, with every reason why not.</summary>
    public Task<RoamingAnswer> HandleAsync(Request request, CancellationToken ct) =>
        database.ReadAsync((db, token) => new RoamingCheck(db, policies).AskAsync(request.Site, request.UserId, token), ct);
}

using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;

namespace BackOffice.Workflows.SignIn;

/// <summary>
/// Who may change a login at a site (3.b; decision 17): the provider of an account of that site with its present user ID, or, once active, a provider from elsewhere.
/// </summary>
internal static class ProviderDoor
{
    public static async Task<(Refusal? Refusal, Provider? Provider)> FindAsync(BackOfficeDb db, SiteCode site, UserId userId, CancellationToken ct)
    {
        var here = await db.Sites.FindAsync([site], ct);
        if (here is null)
            return (CaseRefusals.SiteUnknown(site), null);
        if (here.Stage != SiteStage.Aggregated)
            return (CaseRefusals.SiteNotAggregated(site), null);
        var own = await db.FindOwnAsync(site, userId, ct);
        return (null, own?.Provider.UserIdKey == userId.Key ? own.Provider : await db.FindActiveAsync(userId, ct));
    }
}

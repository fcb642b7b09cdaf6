using BackOffice.Rules.Identity;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff;

/// <summary>Limits a member of staff to some sites, or lifts the limit. It holds from the next request on; nobody changes the own limit.</summary>
public sealed class LimitToSites(Database database, ILookupNormalizer normalizer)
{
    /// <summary>Who limits whom to which sites; null: to none.</summary>
    public sealed record Request(StaffActor By, string Name, IReadOnlyCollection<SiteCode>? Sites);

    /// <summary>Limits the member; null when it is done.</summary>
    public async Task<Refusal?> HandleAsync(Request request, CancellationToken ct)
    {
        if (request.By.Requires(StaffRoles.Administrator) is { } refusal)
            return refusal;
        var name = normalizer.NormalizeName(request.Name);
        if (name == normalizer.NormalizeName(request.By.Name))
            return StaffRefusals.OwnAccount;
        return await database.InTransactionAsync(async (transaction, token) =>
        {
            if (await transaction.Db.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == name, token) is not { } member)
                return StaffRefusals.Unknown;
            if (await StaffSiteRows.RefuseBeyondAsync(transaction.Db, request.By, member, token) is { } beyond)
                return beyond;
            if (!request.By.SeesAllOf(request.Sites))
                return StaffRefusals.BeyondSites;
            if (await StaffSiteRows.CheckAsync(transaction.Db, request.Sites, token) is { } not)
                return not;
            await StaffSiteRows.ReplaceAsync(transaction.Db, member.Id, request.Sites, token);
            transaction.Service<AuditTrail>().Record(
                request.By.Actor, "staff-sites-changed", values: [("name", member.UserName!), ("sites", request.Sites is null ? "*" : string.Join(' ', request.Sites))]);
            return null;
        }, ct);
    }
}

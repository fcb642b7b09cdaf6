using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff;

/// <summary>Gives a member of staff exactly these roles; none at all shuts the person out. It holds from the next request on, and the person signs in anew.</summary>
public sealed class ChangeStaffRoles(Database database, ILookupNormalizer normalizer)
{
    /// <summary>Who changes whose roles into which.</summary>
    public sealed record Request(StaffActor By, string Name, IReadOnlyCollection<string> Roles);

    /// <summary>Changes the roles; null when it is done.</summary>
    public async Task<Refusal?> HandleAsync(Request request, CancellationToken ct)
    {
        if (request.By.Requires(StaffRoles.Administrator) is { } refusal)
            return refusal;
        if (request.Roles.Except(StaffRoles.All).Any())
            return StaffRefusals.RoleUnknown;
        var name = normalizer.NormalizeName(request.Name);
        var administers = request.Roles.Contains(StaffRoles.Administrator);
        if (name == normalizer.NormalizeName(request.By.Name) && !administers)
            return StaffRefusals.OwnAdministration;
        return await database.InTransactionAsync(async (transaction, token) =>
        {
            if (await transaction.Db.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == name, token) is not { } member)
                return StaffRefusals.Unknown;
            if (await StaffSiteRows.RefuseBeyondAsync(transaction.Db, request.By, member, token) is { } beyond)
                return beyond;
            if (!administers && await Administrators.KeepOneAsync(transaction, member.Id, token) is { } last)
                return last;
            await StaffRoleRows.ReplaceAsync(transaction.Db, member.Id, request.Roles, token);
            member.SecurityStamp = Guid.NewGuid().ToString("N");
            await SessionBook.EndAllAsync(transaction, member.Id, SessionEnd.RolesChanged, token);
            transaction.Service<AuditTrail>().Record(
                request.By.Actor, "staff-roles-changed", values: [("name", request.Name), ("roles", string.Join(' ', request.Roles))]);
            return null;
        }, ct);
    }
}

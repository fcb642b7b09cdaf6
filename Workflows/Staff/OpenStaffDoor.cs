using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff;

/// <summary>What staff need before the first of them can sign in: the roles, and at the very first start one administrator.</summary>
public sealed class OpenStaffDoor(Database database, IPasswordHasher<StaffMember> hasher)
{
    /// <summary>The name of the first administrator.</summary>
    public const string FirstAdministrator = "admin";

    /// <summary>Adds the roles that are missing.</summary>
    public Task SeedRolesAsync(CancellationToken ct) => database.InTransactionAsync(
        (transaction, token) => StaffRoleRows.SeedAsync(transaction.Db, transaction.Service<ILookupNormalizer>(), token), ct);

    /// <summary>Makes the first administrator and returns the one-time password; null when there are staff already. Several Hosts may ask at once: one gets it.</summary>
    public async Task<string?> MakeFirstAdministratorAsync(CancellationToken ct)
    {
        if (await database.ReadAsync((db, token) => db.Users.AnyAsync(token), ct))
            return null;
        var password = StaffPassword.NewOneTime();
        var hash = hasher.HashPassword(new(), password);
        var made = await database.InTransactionAsync(async (transaction, token) =>
        {
            if (await AddStaff.AddAsync(transaction, FirstAdministrator, [StaffRoles.Administrator], hash, token) is null)
                return false;
            transaction.Service<AuditTrail>().Record(Actor.System("start"), "first-administrator-made", values: [("name", FirstAdministrator)]);
            return true;
        }, ct);
        return made ? password : null;
    }
}

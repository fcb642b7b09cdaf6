using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff;

/// <summary>Sees to it that the back office is never without somebody who can look after its accounts.</summary>
internal static class Administrators
{
    /// <summary>Refuses when this member is the only administrator who can sign in. Call it before anything is changed: two who shut each other out come one after the other.</summary>
    public static async Task<Refusal?> KeepOneAsync(Transaction transaction, Guid member, CancellationToken ct)
    {
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("staff", "administrators")], ct);
        var db = transaction.Db;
        var able = await db.Users.Where(user => user.LockedAt == null && db.UserRoles.Any(held =>
            held.UserId == user.Id && db.Roles.Any(role => role.Id == held.RoleId && role.Name == StaffRoles.Administrator))).Select(user => user.Id).ToListAsync(ct);
        return able is [var only] && only == member ? StaffRefusals.LastAdministrator : null;
    }
}

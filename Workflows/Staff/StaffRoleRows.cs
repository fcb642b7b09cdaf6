using BackOffice.Workflows.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff;

/// <summary>The rows that say which roles there are and who has them.</summary>
internal static class StaffRoleRows
{
    /// <summary>Adds the roles that are not there yet: at every start.</summary>
    public static async Task SeedAsync(BackOfficeDb db, ILookupNormalizer normalizer, CancellationToken ct)
    {
        var present = await db.Roles.Select(role => role.Name).ToListAsync(ct);
        foreach (var name in StaffRoles.All.Except(present))
            db.Roles.Add(new(name!) { Id = Guid.CreateVersion7(), NormalizedName = normalizer.NormalizeName(name) });
    }

    /// <summary>Gives a member these roles and no others.</summary>
    public static async Task ReplaceAsync(BackOfficeDb db, Guid member, IReadOnlyCollection<string> roles, CancellationToken ct)
    {
        var wanted = await db.Roles.Where(role => roles.Contains(role.Name!)).Select(role => role.Id).ToListAsync(ct);
        var present = await db.UserRoles.Where(role => role.UserId == member).ToListAsync(ct);
        db.UserRoles.RemoveRange(present.Where(role => !wanted.Contains(role.RoleId)));
        db.UserRoles.AddRange(wanted.Except(present.Select(role => role.RoleId)).Select(role => new IdentityUserRole<Guid> { UserId = member, RoleId = role }));
    }

    /// <summary>The names of the roles that a member has.</summary>
    public static async Task<IReadOnlySet<string>> OfAsync(BackOfficeDb db, Guid member, CancellationToken ct)
    {
        var names = from held in db.UserRoles
                    join role in db.Roles on held.RoleId equals role.Id
                    where held.UserId == member
                    select role.Name;
        return (await names.ToListAsync(ct)).ToHashSet();
    }
}

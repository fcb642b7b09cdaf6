using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Staff;

/// <summary>Members of staff as use cases see them, from the rows as they are now.</summary>
internal static class StaffActors
{
    /// <summary>The person with roles and sites.</summary>
    public static async Task<StaffActor> OfAsync(BackOfficeDb db, StaffMember member, CancellationToken ct) =>
        new(member.UserName!, await StaffRoleRows.OfAsync(db, member.Id, ct), await StaffSiteRows.OfAsync(db, member.Id, ct));
}

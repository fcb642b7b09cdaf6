using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff;

/// <summary>Makes one member of staff for each role, named after it, beside the sample registry. They share one password, which need not be replaced. Never for production.</summary>
public sealed class AddSampleStaff(Database database, IPasswordHasher<StaffMember> hasher)
{
    /// <summary>Makes them and returns their password; null when there are staff already.</summary>
    public async Task<string?> HandleAsync(CancellationToken ct)
    {
        if (await database.ReadAsync((db, token) => db.Users.AnyAsync(token), ct))
            return null;
        var password = StaffPassword.NewOneTime();
        // One hash for all: a start need not wait for seven.
        var hash = hasher.HashPassword(new(), password);
        return await database.InTransactionAsync(async (transaction, token) =>
        {
            foreach (var role in StaffRoles.All)
                if (await AddStaff.AddAsync(transaction, role, [role], hash, token, mustChangePassword: false) is null)
                    return null;
            transaction.Service<AuditTrail>().Record(Actor.System("start"), "sample-staff-made");
            return password;
        }, ct);
    }
}

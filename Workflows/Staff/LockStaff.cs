using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff;

/// <summary>An administrator shuts a member of staff out, or lets the person in again, with a reason. All sessions end at once. Nobody locks themselves out, nor the last administrator.</summary>
public sealed class LockStaff(Database database, ILookupNormalizer normalizer)
{
    /// <summary>Who locks whom and why; 5 to 2,000 characters.</summary>
    public sealed record Request(StaffActor By, string Name, string Reason, bool Release = false);

    /// <summary>Locks or releases; null when it is done, now or before.</summary>
    public async Task<Refusal?> HandleAsync(Request request, CancellationToken ct)
    {
        if ((request.By.Requires(StaffRoles.Administrator) ?? StaffReason.Check(request.Reason)) is { } refusal)
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
            if (member.LockedAt is null == request.Release)
                return null;
            if (!request.Release && await Administrators.KeepOneAsync(transaction, member.Id, token) is { } last)
                return last;
            member.LockedAt = request.Release ? null : database.Now;
            member.LockReason = request.Release ? null : request.Reason.Trim();
            await SessionBook.EndAllAsync(transaction, member.Id, SessionEnd.Locked, token);
            transaction.Service<AuditTrail>().Record(
                request.By.Actor, request.Release ? "staff-released" : "staff-locked", values: [("name", member.UserName!), ("reason", request.Reason.Trim())]);
            return null;
        }, ct);
    }
}

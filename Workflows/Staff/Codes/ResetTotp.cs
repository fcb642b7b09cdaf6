using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff.Codes;

/// <summary>An administrator takes away the code of somebody who lost the device and the recovery codes. All sessions of the person end; a role that asks for a code leads to setting up another one.</summary>
public sealed class ResetTotp(Database database, ILookupNormalizer normalizer)
{
    /// <summary>Who takes whose code away and why; 5 to 2,000 characters.</summary>
    public sealed record Request(StaffActor By, string Name, string Reason);

    /// <summary>Takes it away; null when there is none any more.</summary>
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
            if (member.SealedTotpSecret is null)
                return null;
            await RemoveTotp.ForgetAsync(transaction.Db, member, token);
            member.SecurityStamp = Guid.NewGuid().ToString("N");
            await SessionBook.EndAllAsync(transaction, member.Id, SessionEnd.Reset, token);
            transaction.Service<AuditTrail>().Record(request.By.Actor, "staff-code-reset", values: [("name", member.UserName!), ("reason", request.Reason.Trim())]);
            return null;
        }, ct);
    }
}

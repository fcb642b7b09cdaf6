using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff.Sessions;

/// <summary>Ends all sessions of a person at once: everybody the own ones but for that in which it is done, an administrator anybody else's.</summary>
public sealed class EndAllSessions(Database database, ILookupNormalizer normalizer)
{
    /// <summary>Who ends whose sessions.</summary>
    /// <param name="By">The person, or an administrator.</param>
    /// <param name="Name">Whose; null: the own ones.</param>
    /// <param name="But">The session that goes on: of the own ones that in which it is done.</param>
    public sealed record Request(StaffActor By, string? Name = null, Guid? But = null);

    /// <summary>Ends them; null when they are over.</summary>
    public async Task<Refusal?> HandleAsync(Request request, CancellationToken ct)
    {
        var (own, name) = (normalizer.NormalizeName(request.By.Name), normalizer.NormalizeName(request.Name ?? request.By.Name));
        if (name != own && request.By.Requires(StaffRoles.Administrator) is { } refusal)
            return refusal;
        if (name == own && request.But is null)
            return StaffRefusals.OwnAccount;
        return await database.InTransactionAsync(async (transaction, token) =>
        {
            if (await transaction.Db.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == name, token) is not { } member)
                return StaffRefusals.Unknown;
            if (name != own && await StaffSiteRows.RefuseBeyondAsync(transaction.Db, request.By, member, token) is { } beyond)
                return beyond;
            await SessionBook.EndAllAsync(transaction, member.Id, name == own ? SessionEnd.EndedByOwner : SessionEnd.EndedByAdministrator, token, except: request.But);
            transaction.Service<AuditTrail>().Record(request.By.Actor, "staff-sessions-ended", values: [("name", member.UserName!)]);
            return null;
        }, ct);
    }
}

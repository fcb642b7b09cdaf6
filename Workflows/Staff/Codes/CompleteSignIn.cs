using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff.Codes;

/// <summary>The second step of a sign-in: the code, to the ticket that the right password gave.</summary>
public sealed class CompleteSignIn(Database database, CodeTickets tickets)
{
    /// <summary>The ticket, the code as it was typed, and by what and from where.</summary>
    public sealed record Request(string Ticket, string Code, SignInOrigin From)
    {
        /// <summary>Nothing of it is for logs.</summary>
        public override string ToString() => nameof(CompleteSignIn);
    }

    /// <summary>Signs in; the answer is never that a code is needed.</summary>
    public async Task<SignInStaff.Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (!tickets.TryRead(request.Ticket, out var id, out var stamp))
            return new SignInStaff.Answer.Refused(StaffRefusals.TicketOver);
        return await database.InTransactionAsync<SignInStaff.Answer>(async (transaction, token) =>
        {
            var member = await transaction.Db.Users.SingleOrDefaultAsync(user => user.Id == id, token);
            if (member is not { TotpSince: not null, LockedAt: null } || !CodeTickets.Fits(member, stamp))
                return new SignInStaff.Answer.Refused(StaffRefusals.TicketOver);
            return await transaction.Service<CodeGate>().CheckAsync(member, request.Code, token) is { } shut
                ? new SignInStaff.Answer.Refused(shut.Why, shut.TryAgainAt)
                : new SignInStaff.Answer.SignedIn(await SessionBook.BeginAsync(transaction, member, request.From, token));
        }, ct);
    }
}

using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff.Codes;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff;

/// <summary>A member of staff signs in with name and password and, where it is set up, a code: at once, or in a second step (<see cref="CompleteSignIn"/>).</summary>
public sealed class SignInStaff(Database database, StaffPasswordGate gate, CodeTickets tickets)
{
    /// <summary>What was typed, and by what and from where. Without a code the answer may ask for one.</summary>
    public sealed record Request(string Name, string Password, SignInOrigin From, string? Code = null)
    {
        /// <summary>The name alone: the password is not for logs.</summary>
        public override string ToString() => $"{nameof(SignInStaff)} {Name}";
    }

    /// <summary>What came of it.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The person is who they say, and this is the session.</summary>
        public sealed record SignedIn(StaffSession Session) : Answer;

        /// <summary>The password was right. With this ticket, which is no session and holds for five minutes, <see cref="CompleteSignIn"/> takes the code.</summary>
        public sealed record CodeNeeded(string Ticket) : Answer
        {
            /// <inheritdoc />
            public override string ToString() => nameof(CodeNeeded);
        }

        /// <summary>Nobody is signed in, and before <paramref name="TryAgainAt"/> no further attempt is looked at; null: at once.</summary>
        public sealed record Refused(Refusal Why, DateTimeOffset? TryAgainAt = null) : Answer;
    }

    /// <summary>Checks name, password and code.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        var (shut, seen) = await gate.CheckAsync(request.Name, request.Password, request.From, ct);
        return seen is null
            ? new Answer.Refused(shut!.Why, shut.TryAgainAt)
            : await database.InTransactionAsync((transaction, token) => AdmitAsync(request, seen, transaction, token), ct);
    }

    private async Task<Answer> AdmitAsync(Request request, StaffMember seen, Transaction transaction, CancellationToken ct)
    {
        // The password may have been changed while its hash was checked.
        if (await transaction.Db.Users.SingleOrDefaultAsync(user => user.Id == seen.Id && user.PasswordHash == seen.PasswordHash, ct) is not { } member)
            return new Answer.Refused(StaffRefusals.WrongSignIn);
        // Said only to whoever knows the password.
        if (member.LockedAt is not null)
            return new Answer.Refused(StaffRefusals.Locked);
        if (member.TotpSince is not null)
        {
            if (string.IsNullOrWhiteSpace(request.Code))
                return new Answer.CodeNeeded(tickets.For(member));
            if (await transaction.Service<CodeGate>().CheckAsync(member, request.Code, ct) is { } shut)
                return new Answer.Refused(shut.Why, shut.TryAgainAt);
        }
        return new Answer.SignedIn(await SessionBook.BeginAsync(transaction, member, request.From, ct));
    }
}

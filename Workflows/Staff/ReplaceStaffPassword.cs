using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff;

/// <summary>Replaces one's own password, the one-time password of the beginning too. Every other session of the person ends.</summary>
public sealed class ReplaceStaffPassword(Database database, SignInStaff signIn, IPasswordHasher<StaffMember> hasher)
{
    /// <summary>Whose, and both passwords: a stolen session alone cannot take the account over.</summary>
    public sealed record Request(StaffActor By, string Password, string NewPassword)
    {
        /// <summary>The name alone: passwords are not for logs.</summary>
        public override string ToString() => $"{nameof(ReplaceStaffPassword)} {By.Name}";
    }

    /// <summary>What came of it.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The new password holds; this is the session to go on with.</summary>
        public sealed record Replaced(StaffSession Session) : Answer;

        /// <summary>The old password still holds.</summary>
        public sealed record Refused(Refusal Why) : Answer;
    }

    /// <summary>Checks the old password as a sign-in does, its limit included, and stores the new one.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (!StaffPassword.IsAcceptable(request.NewPassword, request.By.Name, request.Password))
            return new Answer.Refused(StaffRefusals.PasswordWeak);
        return await signIn.HandleAsync(new(request.By.Name, request.Password), ct) switch
        {
            SignInStaff.Answer.Refused { Why: var why } => new Answer.Refused(why),
            SignInStaff.Answer.SignedIn { Session: var session } => new Answer.Replaced(await StoreAsync(session, hasher.HashPassword(new(), request.NewPassword), ct)),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private Task<StaffSession> StoreAsync(StaffSession session, string hash, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var member = await transaction.Db.Users.SingleAsync(user => user.Id == session.Id, token);
        member.PasswordHash = hash;
        member.MustChangePassword = false;
        member.SecurityStamp = Guid.NewGuid().ToString("N");
        transaction.Service<AuditTrail>().Record(session.Actor.Actor, "staff-password-replaced");
        return await StaffSessions.OfAsync(transaction.Db, member, token);
    }, ct);
}

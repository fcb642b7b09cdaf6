using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff;

/// <summary>Replaces one's own password, the one-time password of the beginning too. Every other session of the person ends.</summary>
public sealed class ReplaceStaffPassword(Database database, StaffPasswordGate gate, IPasswordHasher<StaffMember> hasher)
{
    /// <summary>In which session, and both passwords: a stolen session alone cannot take the account over.</summary>
    public sealed record Request(StaffSession Session, string Password, string NewPassword)
    {
        /// <summary>The name alone: passwords are not for logs.</summary>
        public override string ToString() => $"{nameof(ReplaceStaffPassword)} {Session.Actor.Name}";
    }

    /// <summary>What came of it.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The new password holds; the session goes on under the stamp of this answer.</summary>
        public sealed record Replaced(StaffSession Session) : Answer;

        /// <summary>The old password still holds.</summary>
        public sealed record Refused(Refusal Why, DateTimeOffset? TryAgainAt = null) : Answer;
    }

    /// <summary>Checks the old password, with limits of its own, and stores the new one.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (!StaffPassword.IsAcceptable(request.NewPassword, request.Session.Actor.Name, request.Password))
            return new Answer.Refused(StaffRefusals.PasswordWeak);
        if (await gate.CheckOwnAsync(request.Session, request.Password, ct) is { } shut)
            return new Answer.Refused(shut.Why, shut.TryAgainAt);
        return new Answer.Replaced(await StoreAsync(request.Session, hasher.HashPassword(new(), request.NewPassword), ct));
    }

    private Task<StaffSession> StoreAsync(StaffSession session, string hash, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var member = await transaction.Db.Users.SingleAsync(user => user.Id == session.Member, token);
        member.PasswordHash = hash;
        member.MustChangePassword = false;
        member.SecurityStamp = Guid.NewGuid().ToString("N");
        await SessionBook.EndAllAsync(transaction, member.Id, SessionEnd.PasswordReplaced, token, except: session.Id);
        transaction.Service<AuditTrail>().Record(session.Actor.Actor, "staff-password-replaced");
        return session with { Stamp = member.SecurityStamp, MustChangePassword = false };
    }, ct);
}

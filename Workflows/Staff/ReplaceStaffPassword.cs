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
        var (shut, seen) = await gate.CheckOwnAsync(request.Session, request.Password, ct);
        return seen is null
            ? new Answer.Refused(shut!.Why, shut.TryAgainAt)
            : await StoreAsync(request.Session, seen, hasher.HashPassword(new(), request.NewPassword), ct);
    }

    private Task<Answer> StoreAsync(StaffSession session, StaffMember seen, string hash, CancellationToken ct) => database.InTransactionAsync<Answer>(async (transaction, token) =>
    {
        // An administrator may have reset the password, locked the person or ended the session while hashes were made: that stands.
        if (await transaction.Db.Users.SingleOrDefaultAsync(
            user => user.Id == session.Member && user.PasswordHash == seen.PasswordHash && user.SecurityStamp == session.Stamp && user.LockedAt == null, token) is not { } member
            || !await transaction.Db.StaffSessions.AnyAsync(record => record.Id == session.Id && record.EndedAt == null, token))
            return new Answer.Refused(StaffRefusals.WrongSignIn);
        member.PasswordHash = hash;
        member.MustChangePassword = false;
        (member.SecurityStamp, member.ConcurrencyStamp) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString());
        await SessionBook.EndAllAsync(transaction, member.Id, SessionEnd.PasswordReplaced, token, except: session.Id);
        transaction.Service<AuditTrail>().Record(session.Actor.Actor, "staff-password-replaced");
        return new Answer.Replaced(session with { Stamp = member.SecurityStamp, MustChangePassword = false });
    }, ct);
}

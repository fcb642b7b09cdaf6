using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff;

/// <summary>An administrator gives somebody who forgot the password a one-time password. The person must replace it before anything else, and all sessions end. A code stays asked for.</summary>
public sealed class ResetStaffPassword(Database database, ILookupNormalizer normalizer, IPasswordHasher<StaffMember> hasher)
{
    /// <summary>Who resets whose password.</summary>
    public sealed record Request(StaffActor By, string Name);

    /// <summary>What came of it.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The password is known to nobody but the one who reads this answer.</summary>
        public sealed record Reset(string Name, string OneTimePassword) : Answer
        {
            /// <inheritdoc />
            public override string ToString() => $"{nameof(Reset)} {Name}";
        }

        /// <summary>The old password still holds.</summary>
        public sealed record Refused(Refusal Why) : Answer;
    }

    /// <summary>Makes the password.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (request.By.Requires(StaffRoles.Administrator) is { } refusal)
            return new Answer.Refused(refusal);
        var name = normalizer.NormalizeName(request.Name);
        if (name == normalizer.NormalizeName(request.By.Name))
            return new Answer.Refused(StaffRefusals.OwnAccount);
        // Hashing is slow on purpose: outside the transaction.
        var password = StaffPassword.NewOneTime();
        var hash = hasher.HashPassword(new(), password);
        return await database.InTransactionAsync<Answer>(async (transaction, token) =>
        {
            if (await transaction.Db.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == name, token) is not { } member)
                return new Answer.Refused(StaffRefusals.Unknown);
            if (await StaffSiteRows.RefuseBeyondAsync(transaction.Db, request.By, member, token) is { } beyond)
                return new Answer.Refused(beyond);
            (member.PasswordHash, member.MustChangePassword, member.SecurityStamp) = (hash, true, Guid.NewGuid().ToString("N"));
            // Whoever replaces the password in this moment has to look again.
            member.ConcurrencyStamp = Guid.NewGuid().ToString();
            // Whoever forgot the password tried it often.
            await transaction.Service<AttemptLimiter>().ClearAsync([StaffAttempts.AtName(name).Name], token);
            await SessionBook.EndAllAsync(transaction, member.Id, SessionEnd.Reset, token);
            transaction.Service<AuditTrail>().Record(request.By.Actor, "staff-password-reset", values: [("name", member.UserName!)]);
            return new Answer.Reset(member.UserName!, password);
        }, ct);
    }
}

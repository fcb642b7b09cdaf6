using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff.Codes;

/// <summary>
/// The device shows by a code that it has the secret: from now on every sign-in takes one. The person gets recovery codes, shown once. All other sessions end, for they began with the
/// password alone.
/// </summary>
public sealed class ConfirmTotp(Database database, CodeVault vault)
{
    /// <summary>Whose, and the code as it was typed.</summary>
    public sealed record Request(StaffSession Session, string Code)
    {
        /// <summary>The name alone.</summary>
        public override string ToString() => $"{nameof(ConfirmTotp)} {Session.Actor.Name}";
    }

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>Codes are on. The recovery codes are known to nobody but the one who reads this answer.</summary>
        public sealed record Confirmed(IReadOnlyList<string> RecoveryCodes) : Answer
        {
            /// <inheritdoc />
            public override string ToString() => nameof(Confirmed);
        }

        /// <summary>They are not on.</summary>
        public sealed record Refused(Refusal Why, DateTimeOffset? TryAgainAt = null) : Answer;
    }

    /// <summary>Checks the code and switches codes on.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        var codes = RecoveryCodeSheet.New();
        return database.InTransactionAsync<Answer>(async (transaction, token) =>
        {
            var db = transaction.Db;
            var member = await db.Users.SingleAsync(user => user.Id == request.Session.Member, token);
            if (member.TotpSince is not null)
                return new Answer.Refused(StaffRefusals.CodeIsOn);
            if (member.SealedTotpSecret is null)
                return new Answer.Refused(StaffRefusals.CodeIsOff);
            if (await transaction.Service<CodeGate>().CheckAsync(member, request.Code, token, recoveryCodeWillDo: false) is { } shut)
                return new Answer.Refused(shut.Why, shut.TryAgainAt);
            member.TotpSince = database.Now;
            await RecoveryCodeSheet.ReplaceAsync(db, vault, member.Id, codes, token);
            await SessionBook.EndAllAsync(transaction, member.Id, SessionEnd.CodeSetUp, token, except: request.Session.Id);
            transaction.Service<AuditTrail>().Record(request.Session.Actor.Actor, "staff-code-set-up");
            return new Answer.Confirmed(codes);
        }, ct);
    }
}

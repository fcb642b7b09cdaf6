using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff.Codes;

/// <summary>Gives a person new recovery codes in place of those that are used up or were seen by others, by password and code.</summary>
public sealed class RenewRecoveryCodes(Database database, StaffPasswordGate gate, CodeVault vault)
{
    /// <summary>Whose, and both proofs: who has new codes has the account.</summary>
    public sealed record Request(StaffSession Session, string Password, string Code)
    {
        /// <summary>The name alone.</summary>
        public override string ToString() => $"{nameof(RenewRecoveryCodes)} {Session.Actor.Name}";
    }

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The new codes are known to nobody but the one who reads this answer; the old ones open nothing.</summary>
        public sealed record Renewed(IReadOnlyList<string> RecoveryCodes) : Answer
        {
            /// <inheritdoc />
            public override string ToString() => nameof(Renewed);
        }

        /// <summary>The old ones still hold.</summary>
        public sealed record Refused(Refusal Why, DateTimeOffset? TryAgainAt = null) : Answer;
    }

    /// <summary>Checks both and replaces the codes.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (!request.Session.HasCode)
            return new Answer.Refused(StaffRefusals.CodeIsOff);
        if ((await gate.CheckOwnAsync(request.Session, request.Password, ct)).Shut is { } wrong)
            return new Answer.Refused(wrong.Why, wrong.TryAgainAt);
        var codes = RecoveryCodeSheet.New();
        return await database.InTransactionAsync<Answer>(async (transaction, token) =>
        {
            var member = await transaction.Db.Users.SingleAsync(user => user.Id == request.Session.Member, token);
            if (await transaction.Service<CodeGate>().CheckAsync(member, request.Code, token) is { } shut)
                return new Answer.Refused(shut.Why, shut.TryAgainAt);
            await RecoveryCodeSheet.ReplaceAsync(transaction.Db, vault, member.Id, codes, token);
            transaction.Service<AuditTrail>().Record(request.Session.Actor.Actor, "staff-recovery-codes-renewed");
            return new Answer.Renewed(codes);
        }, ct);
    }
}

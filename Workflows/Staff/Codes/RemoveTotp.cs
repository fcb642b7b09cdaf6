using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff.Codes;

/// <summary>A person takes the own code away, by password and code: before a new device, or for good where no role asks for it.</summary>
public sealed class RemoveTotp(Database database, StaffPasswordGate gate)
{
    /// <summary>Whose, and both proofs: a stolen session alone cannot weaken the sign-in.</summary>
    public sealed record Request(StaffSession Session, string Password, string Code)
    {
        /// <summary>The name alone.</summary>
        public override string ToString() => $"{nameof(RemoveTotp)} {Session.Actor.Name}";
    }

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The password alone will do again; a role that asks for a code leads to setting up another one.</summary>
        public sealed record Removed : Answer;

        /// <summary>The code is still asked for.</summary>
        public sealed record Refused(Refusal Why, DateTimeOffset? TryAgainAt = null) : Answer;
    }

    /// <summary>Checks both and takes the code away.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (!request.Session.HasCode)
            return new Answer.Refused(StaffRefusals.CodeIsOff);
        if ((await gate.CheckOwnAsync(request.Session, request.Password, ct)).Shut is { } wrong)
            return new Answer.Refused(wrong.Why, wrong.TryAgainAt);
        return await database.InTransactionAsync<Answer>(async (transaction, token) =>
        {
            var member = await transaction.Db.Users.SingleAsync(user => user.Id == request.Session.Member, token);
            if (await transaction.Service<CodeGate>().CheckAsync(member, request.Code, token) is { } shut)
                return new Answer.Refused(shut.Why, shut.TryAgainAt);
            await ForgetAsync(transaction.Db, member, token);
            transaction.Service<AuditTrail>().Record(request.Session.Actor.Actor, "staff-code-removed");
            return new Answer.Removed();
        }, ct);
    }

    /// <summary>Forgets the secret and the recovery codes.</summary>
    internal static async Task ForgetAsync(BackOfficeDb db, StaffMember member, CancellationToken ct)
    {
        (member.SealedTotpSecret, member.TotpSince) = (null, null);
        db.StaffRecoveryCodes.RemoveRange(await db.StaffRecoveryCodes.Where(code => code.MemberId == member.Id).ToListAsync(ct));
    }
}

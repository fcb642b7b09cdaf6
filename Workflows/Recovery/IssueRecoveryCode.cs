using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Recovery;

/// <summary>
/// The helpdesk gets the one-time code of an approved recovery, shown once, to hand it over in person or by telephone. Never whoever approved; and where the link goes to another
/// address than the registered one, not whoever named that address either. A new code ends the one before.
/// </summary>
public sealed class IssueRecoveryCode(Database database, PasswordVault vault, IOptions<RecoveryOptions> options)
{
    /// <summary>Who wants the code of which recovery.</summary>
    public sealed record Request(StaffActor By, Guid Recovery);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>The code, this once, and when it stops working.</summary>
        public sealed record Issued(string Code, DateTimeOffset Until) : Answer
        {
            /// <inheritdoc />
            public override string ToString() => $"Issued until {Until:O}";
        }

        /// <summary>There is none for this person now.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Makes a code and keeps it sealed.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (request.By.Requires(StaffRoles.Helpdesk) is { } refusal)
            return new Answer.Refused(refusal);
        var code = RecoveryCode.New();
        using var typed = RecoveryCode.Read(code);
        if (await vault.SealAsync(typed, ct) is not PasswordSealing.Sealed { Text: var sealedCode })
            return new Answer.Refused(PasswordVault.Full);
        return await database.InTransactionAsync((transaction, token) => KeepAsync(request, code, sealedCode, transaction, token), ct);
    }

    private async Task<Answer> KeepAsync(Request request, string code, string sealedCode, Transaction transaction, CancellationToken ct)
    {
        if (await transaction.Db.RecoveriesOf(request.By).SingleOrDefaultAsync(r => r.Id == request.Recovery, ct) is not { } recovery)
            return new Answer.Refused(RecoveryRefusals.Unknown);
        if (recovery.StateAt(database.Now) != RecoveryState.Approved)
            return new Answer.Refused(RecoveryRefusals.WrongState);
        if (recovery.DecidedBy == request.By.Name || (recovery.OtherAddress is not null && recovery.RequestedBy == request.By.Name))
            return new Answer.Refused(RecoveryRefusals.SecondPerson);
        if (recovery.CodesIssued >= options.Value.Codes)
            return new Answer.Refused(RecoveryRefusals.NoMoreCodes);
        var provider = await transaction.Db.Providers.SingleAsync(p => p.Id == recovery.ProviderId, ct);
        if (!await transaction.Service<RecoveryNotices>().GoesWhereToldAsync(recovery, provider, ct))
            return new Answer.Refused(RecoveryRefusals.AddressChanged);
        (recovery.SealedCode, recovery.CodeIssuedBy) = (sealedCode, request.By.Name);
        recovery.CodesIssued++;
        recovery.Version++;
        transaction.Service<AuditTrail>().Record(request.By.Actor, "recovery-code-issued", account: recovery.ProviderId, @case: recovery.CaseId);
        return new Answer.Issued(code, recovery.LapsesAt);
    }
}

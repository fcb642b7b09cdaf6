using System.Security.Cryptography;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Recovery;

/// <summary>
/// A verifikator, another person than the one who asked, approves a recovery or rejects it. Approval mails the link, which has no power by itself; rejection also ends one that is
/// approved and not used yet. The same decision twice changes nothing.
/// </summary>
public sealed class DecideRecovery(Database database, IOptions<RecoveryOptions> options)
{
    private const int ReferenceBytes = 16;

    /// <summary>The decision.</summary>
    public sealed record Request(StaffActor By, Guid Recovery, bool Approve, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>It is decided so, now or since before.</summary>
        public sealed record Decided(RecoveryState State) : Answer;

        /// <summary>It cannot be decided so.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Decides.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        (request.By.Requires(StaffRoles.Verifikator) ?? StaffReason.Check(request.Reason)) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.InTransactionAsync((transaction, token) => DecideAsync(request, transaction, token), ct);

    private async Task<Answer> DecideAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        if (await db.RecoveriesOf(request.By).SingleOrDefaultAsync(r => r.Id == request.Recovery, ct) is not { } recovery)
            return new Answer.Refused(RecoveryRefusals.Unknown);
        var now = database.Now;
        var wanted = request.Approve ? RecoveryState.Approved : RecoveryState.Rejected;
        if (recovery.StateAt(now) == wanted && recovery.DecidedBy == request.By.Name)
            return new Answer.Decided(wanted);
        if (Refuse(recovery, request, now) is { } refusal)
            return new Answer.Refused(refusal);
        var provider = await db.Providers.SingleAsync(p => p.Id == recovery.ProviderId, ct);
        if (request.Approve && !await transaction.Service<RecoveryNotices>().GoesWhereToldAsync(recovery, provider, ct))
            return new Answer.Refused(RecoveryRefusals.AddressChanged);

        recovery.State = wanted;
        (recovery.DecidedBy, recovery.DecisionReason, recovery.DecidedAt) = (request.By.Name, request.Reason.Trim(), now);
        recovery.Version++;
        transaction.Service<AuditTrail>().Record(request.By.Actor, request.Approve ? "recovery-approved" : "recovery-rejected", account: provider.Id, @case: recovery.CaseId,
            values: [("reason", request.Reason.Trim())]);
        if (request.Approve)
        {
            recovery.LinkReference = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(ReferenceBytes));
            recovery.LapsesAt = now + options.Value.LinkLifetime;
            await transaction.Service<RecoveryNotices>().SendLinkAsync(recovery, provider, new($"{options.Value.Page.ToString().TrimEnd('/')}/{recovery.LinkReference}"), ct);
        }
        else
        {
            await transaction.Service<RecoveryNotices>().TellRejectedAsync(recovery, provider, ct);
        }
        return new Answer.Decided(wanted);
    }

    private Refusal? Refuse(RecoveryCase recovery, Request request, DateTimeOffset now)
    {
        var state = recovery.StateAt(now);
        if (state != RecoveryState.Requested && !(state == RecoveryState.Approved && !request.Approve))
            return RecoveryRefusals.WrongState;
        if (!request.Approve)
            return null;
        if (recovery.RequestedBy == request.By.Name)
            return RecoveryRefusals.SecondPerson;
        var until = recovery.RequestedAt + options.Value.ObjectionPeriod;
        return now < until ? RecoveryRefusals.ObjectionsPossible(until) : null;
    }
}

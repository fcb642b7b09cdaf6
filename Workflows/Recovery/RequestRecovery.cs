using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Recovery;

/// <summary>
/// The helpdesk has the evidence that the password of a case's Default (or of the active provider itself) is lost, and asks for its recovery. Every account of the group is told, so
/// that whoever has not lost it can object. Asking twice is the same recovery.
/// </summary>
public sealed class RequestRecovery(Database database, IOptions<RecoveryOptions> options)
{
    /// <summary>The request.</summary>
    /// <param name="By">Who has seen the evidence: helpdesk.</param>
    /// <param name="Case">The case; what is lost is the password of its group's Default, or of its own active provider.</param>
    /// <param name="Evidence">What was shown.</param>
    /// <param name="OtherAddress">Where the link is to go when the mailbox is lost as well; null for the registered one.</param>
    /// <param name="Reason">Who came and what was said.</param>
    public sealed record Request(StaffActor By, CaseId Case, IReadOnlyCollection<RecoveryEvidence> Evidence, string? OtherAddress, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>It waits for the second member of staff.</summary>
        public sealed record Requested(Guid Recovery) : Answer;

        /// <summary>It cannot be asked for.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Writes the request and tells the group.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        Check(request) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);

    private static Refusal? Check(Request request)
    {
        if ((request.By.Requires(StaffRoles.Helpdesk) ?? StaffReason.Check(request.Reason)) is { } refusal)
            return refusal;
        if (request.OtherAddress is { } address && MimeMail.Address(address) is null)
            return NoticeRefusals.AddressMalformed;
        var missing = RecoveryChecklist.Missing(request.Evidence, request.OtherAddress is not null);
        return missing.Count > 0 ? RecoveryRefusals.EvidenceMissing(missing) : null;
    }

    private async Task<Answer> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        if (await db.CasesOf(request.By).Include(c => c.Account).Include(c => c.Group).SingleOrDefaultAsync(c => c.Id == request.Case, ct) is not { } @case)
            return new Answer.Refused(CaseRefusals.CaseUnknown);
        var account = @case.Group?.DefaultAccountId ?? @case.AccountId;
        var provider = await db.Accounts.Where(a => a.Id == account).Select(a => a.Provider).SingleAsync(ct);
        if (@case.Group is null && provider.ActivatedAt is null)
            return new Answer.Refused(RecoveryRefusals.NotActive);

        await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("recovery", $"{provider.Id}")], ct);
        var now = database.Now;
        if (await db.Recoveries.SingleOrDefaultAsync(r => r.ProviderId == provider.Id && (r.State == RecoveryState.Requested || r.State == RecoveryState.Approved), ct) is { } standing)
        {
            if (standing.StateAt(now) == RecoveryState.Requested && standing.RequestedBy == request.By.Name)
                return new Answer.Requested(standing.Id);
            if (standing.StateAt(now) != RecoveryState.Lapsed)
                return new Answer.Refused(RecoveryRefusals.AlreadyOpen);
            standing.State = RecoveryState.Lapsed;
            standing.Version++;
            await db.SaveChangesAsync(ct);
        }
        var recovery = Open(request, provider, now);
        db.Recoveries.Add(recovery);
        transaction.Service<AuditTrail>().Record(request.By.Actor, "recovery-requested", account: account, @case: @case.Id,
            values: [("reason", recovery.Reason), ("evidence", recovery.Evidence), .. recovery.OtherAddress is { } to ? new[] { ("other-address", to) } : []]);
        await transaction.Service<RecoveryNotices>().TellRequestedAsync(recovery, provider, options.Value.ObjectionPeriod, ct);
        return new Answer.Requested(recovery.Id);
    }

    private RecoveryCase Open(Request request, Provider provider, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ProviderId = provider.Id,
        CaseId = request.Case,
        CredentialVersion = provider.CredentialVersion,
        RequestedBy = request.By.Name,
        Reason = request.Reason.Trim(),
        Evidence = string.Join(',', request.Evidence.Distinct().Order()),
        OtherAddress = request.OtherAddress?.Trim(),
        RequestedAt = now,
        State = RecoveryState.Requested,
        LapsesAt = now + options.Value.RequestLifetime,
    };
}

using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Notices;

/// <summary>
/// The helpdesk lets a notice be sent once more, to the same address or another. It is a new notice with a Message-Id of its own that names the old one, which stays as it
/// is. As long as such a one waits for the same address, asking again is that one.
/// </summary>
public sealed class ResendNotice(Database database)
{
    /// <summary>Which notice, where to, and why.</summary>
    /// <param name="By">Who asks: helpdesk.</param>
    /// <param name="Notice">The notice.</param>
    /// <param name="Address">Another address; null for the same.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    public sealed record Request(StaffActor By, Guid Notice, string? Address, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>It waits to be sent as this notice.</summary>
        public sealed record Queued(Guid Notice) : Answer;

        /// <summary>It cannot be sent again.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Queues it.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        var malformed = request.Address is { } typed && MimeMail.Address(typed) is null ? NoticeRefusals.AddressMalformed : null;
        if ((request.By.Requires(StaffRoles.Helpdesk) ?? StaffReason.Check(request.Reason) ?? malformed) is { } refusal)
            return Task.FromResult<Answer>(new Answer.Refused(refusal));
        return database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);
    }

    private static async Task<Answer> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        await transaction.Service<RowLocks>().TakeAsync([NoticeLock.Of(request.Notice)], ct);
        var old = await transaction.Db.NoticesOf(request.By).SingleOrDefaultAsync(one => one.Id == request.Notice, ct);
        if (old is null or { State: NoticeState.Queued })
            return new Answer.Refused(old is null ? NoticeRefusals.Unknown : NoticeRefusals.StillQueued);
        var address = request.Address?.Trim() ?? old.ToAddress;
        // Who may send it elsewhere would need no second person.
        if (address != old.ToAddress && NoticeCatalogue.Variables.GetValueOrDefault(old.Template, []).Any(NoticeCatalogue.IsPrivate))
            return new Answer.Refused(NoticeRefusals.ForItsRecipientAlone);
        return new Answer.Queued(await AgainAsync(transaction, old, address, request.By, request.Reason, ct));
    }

    /// <summary>Queues one notice once more, or finds the one that already waits, under the lock of the old one.</summary>
    internal static async Task<Guid> AgainAsync(Transaction transaction, Notice old, string address, StaffActor by, string reason, CancellationToken ct)
    {
        var earlier = await transaction.Db.Notices.Where(one => one.ResendOf == old.Id).ToListAsync(ct);
        if (earlier.Find(one => one.State == NoticeState.Queued && one.ToAddress == address) is { } waiting)
            return waiting.Id;
        var again = transaction.Service<NoticeOutbox>().Again(old, $"again:{old.Id:N}:{earlier.Count + 1}", new(address, old.ToName));
        transaction.Service<AuditTrail>().Record(by.Actor, "notice-resent", account: old.AccountId, @case: old.CaseId,
            values: [("address", address), ("notice", old.Id.ToString()), ("reason", reason.Trim())]);
        return again.Id;
    }
}

using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Notices;

/// <summary>The helpdesk has seen a mail come back and says so, with the reason. Saying it twice changes nothing.</summary>
public sealed class MarkBounced(Database database)
{
    /// <summary>Which notice, and why it came back; 5 to 2,000 characters.</summary>
    public sealed record Request(StaffActor By, Guid Notice, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>It stands as bounced.</summary>
        public sealed record Marked : Answer;

        /// <summary>It cannot be marked.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Marks it.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if ((request.By.Requires(StaffRoles.Helpdesk, StaffRoles.ProcessOwner) ?? StaffReason.Check(request.Reason)) is { } refusal)
            return Task.FromResult<Answer>(new Answer.Refused(refusal));
        return database.InTransactionAsync<Answer>(async (transaction, token) =>
        {
            await transaction.Service<RowLocks>().TakeAsync([NoticeLock.Of(request.Notice)], token);
            var notice = await NoticeRows.Of(transaction.Db, request.By.Sites).SingleOrDefaultAsync(one => one.Id == request.Notice, token);
            switch (notice?.State)
            {
                case null:
                    return new Answer.Refused(NoticeRefusals.Unknown);
                case NoticeState.Bounced:
                    return new Answer.Marked();
                case NoticeState.Queued or NoticeState.Dead:
                    return new Answer.Refused(NoticeRefusals.NeverSent);
            }
            notice.Bounce(request.Reason.Trim(), database.Now);
            transaction.Service<AuditTrail>().Record(request.By.Actor, "notice-bounced", account: notice.AccountId, @case: notice.CaseId,
                values: [("notice", notice.Id.ToString()), ("reason", request.Reason.Trim())]);
            return new Answer.Marked();
        }, ct);
    }
}

/// <summary>What happens to a notice after it has left.</summary>
internal static class NoticeReturns
{
    /// <summary>It came back for good.</summary>
    public static void Bounce(this Notice notice, string reason, DateTimeOffset now) =>
        (notice.State, notice.BouncedAt, notice.BounceReason, notice.NextAttemptAt) = (NoticeState.Bounced, now, reason, null);
}

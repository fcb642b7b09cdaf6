using BackOffice.Rules;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>
/// The helpdesk gives the provider of a waiting case more time (decision 20): the deadline of its present state moves, reminders count anew from this moment, and a case that was
/// handed over goes back to its provider. It holds for this state alone. Extending to the date it has changes nothing.
/// </summary>
public sealed class ExtendDeadline(Database database, IOptions<DeskOptions> options, IWorkflowEngine engine)
{
    /// <summary>The extension.</summary>
    /// <param name="By">Who: helpdesk or process owner.</param>
    /// <param name="Case">The case, which waits.</param>
    /// <param name="Until">The new deadline: later than the present one and than now, and at most <see cref="DeskOptions.LongestExtension"/> ahead.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    /// <param name="IfVersion">The version of the case that was seen; null acts on whatever is there.</param>
    public sealed record Request(StaffActor By, CaseId Case, DateTimeOffset Until, string Reason, int? IfVersion = null);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The deadline is this now.</summary>
        public sealed record Extended(DateTimeOffset Deadline) : Answer;

        /// <summary>It stays.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Extends.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        var answer = await database.InTransactionAsync((transaction, token) => ActAsync(transaction, request, token), ct);
        if (answer is Answer.Extended)
            await engine.AdvanceAsync(request.Case, ct);
        return answer;
    }

    /// <summary>Extends within a transaction; the engine looks at the case after it.</summary>
    internal async Task<Answer> ActAsync(Transaction transaction, Request request, CancellationToken ct)
    {
        var (db, now) = (transaction.Db, database.Now);
        if ((request.By.Requires(DeskRoles.Deadlines) ?? StaffReason.Check(request.Reason)
            ?? await db.RefuseActAsync(request.By, request.Case, request.IfVersion, now, ct)) is { } refusal)
            return new Answer.Refused(refusal);
        var @case = await db.Cases.SingleAsync(one => one.Id == request.Case, ct);
        if (@case.Deadline == request.Until && @case.ExtendedAt is not null)
            return new Answer.Extended(request.Until);
        if (WhyNot(@case, request.Until, options.Value.LongestExtension, now) is { } why)
            return new Answer.Refused(why);
        transaction.Service<AuditTrail>().Record(request.By.Actor, CaseActs.Extended, @case.SiteCode, @case.AccountId, @case.Id,
            ("from", $"{@case.Deadline:O}"), ("to", $"{request.Until:O}"), ("reason", request.Reason.Trim()));
        (@case.Deadline, @case.ExtendedAt, @case.HandedOverAt, @case.Reminders) = (request.Until, now, null, 0);
        transaction.Service<SignalInbox>().Post(request.Case, CaseSignals.DeadlineExtended);
        return new Answer.Extended(request.Until);
    }

    /// <summary>Why the deadline of a case cannot be moved there; null when it can.</summary>
    internal static Refusal? WhyNot(ActivationCase @case, DateTimeOffset until, TimeSpan longest, DateTimeOffset now) => @case switch
    {
        { ClosedAt: not null } => CaseRefusals.CaseClosed,
        { Deadline: null } => NoDeadline,
        { Deadline: { } deadline } when until <= now || until <= deadline => NotLater(NoticeValue.Moment(deadline)),
        _ when until > now + longest => TooFar(NoticeValue.Day(now + longest)),
        _ => null,
    };

    private static Refusal NoDeadline { get; } = new("no-deadline", new(
        "Kasus ini tidak sedang menunggu, sehingga tidak mempunyai batas waktu.", "This case does not wait, so it has no deadline."));

    private static Refusal NotLater(Sentence deadline) => new("deadline-not-later", new(
        $"Batas waktu yang baru harus setelah saat ini dan setelah batas waktu yang berlaku ({deadline.Indonesian}).",
        $"The new deadline must be later than now and than the present one ({deadline.English})."));

    private static Refusal TooFar(Sentence last) => new("deadline-too-far", new(
        $"Batas waktu paling jauh diperpanjang sampai {last.Indonesian}.", $"A deadline can be extended to {last.English} at most."));
}

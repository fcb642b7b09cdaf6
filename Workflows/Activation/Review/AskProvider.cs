using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Review;

/// <summary>
/// A verifikator asks the provider of a case about a doubtful pair, by mail (decision 10). The case leaves the verifikator's list until the provider has answered at its site; reminders
/// count from the question. The same question twice is the same question.
/// </summary>
public sealed class AskProvider(Database database, IWorkflowEngine engine)
{
    /// <summary>The question.</summary>
    /// <param name="By">Who asks: a verifikator.</param>
    /// <param name="Case">The case, which is under review.</param>
    /// <param name="Pair">The finding of that case that it is about.</param>
    /// <param name="Question">What the provider reads; 5 to 2,000 characters.</param>
    /// <param name="Reason">Why, for staff; 5 to 2,000 characters.</param>
    /// <param name="IfVersion">The version of the case that was seen; null acts on whatever is there.</param>
    public sealed record Request(StaffActor By, CaseId Case, Guid Pair, string Question, string Reason, int? IfVersion = null);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>It is asked, now or since before.</summary>
        public sealed record Asked(Guid Question) : Answer;

        /// <summary>It cannot be asked.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Asks.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if ((request.By.Requires(StaffRoles.Verifikator) ?? StaffReason.Check(request.Reason) ?? Check(request.Question)) is { } refusal)
            return new Answer.Refused(refusal);
        var answer = await database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);
        if (answer is Answer.Asked)
            await engine.AdvanceAsync(request.Case, ct);
        return answer;
    }

    private async Task<Answer> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var (db, now) = (transaction.Db, database.Now);
        if (await db.RefuseActAsync(request.By, request.Case, request.IfVersion, now, ct) is { } refusal)
            return new Answer.Refused(refusal);
        var @case = await transaction.Service<CaseDesk>().LoadAsync(request.Case, ct);
        var finding = await db.PairFindings.SingleOrDefaultAsync(f => f.Id == request.Pair && f.CaseId == request.Case, ct);
        if (finding is null)
            return new Answer.Refused(CaseRefusals.PairUnknown);
        if (@case.State != CaseState.UnderReview)
            return new Answer.Refused(NotUnderReview);
        var text = request.Question.Trim();
        var asked = await db.CaseQuestions.FirstOrDefaultAsync(q => q.CaseId == request.Case && q.AccountA == finding.AccountA && q.AccountB == finding.AccountB && q.Question == text && q.AnsweredAt == null, ct);
        if (asked is not null)
            return new Answer.Asked(asked.Id);

        var question = new CaseQuestion
        {
            Id = Guid.CreateVersion7(now),
            CaseId = request.Case,
            AccountA = finding.AccountA,
            AccountB = finding.AccountB,
            Question = text,
            Reason = request.Reason.Trim(),
            AskedBy = request.By.Name,
            AskedAt = now,
        };
        db.CaseQuestions.Add(question);
        (@case.AwaitsProvider, @case.StateSince, @case.Reminders) = (true, now, 0);
        (@case.HandedOverAt, @case.Deadline, @case.ExtendedAt) = (null, null, null);
        @case.Version++;
        await transaction.Service<CaseNotices>().TellQuestionAsync(@case, question, ct);
        transaction.Service<AuditTrail>().Record(request.By.Actor, "provider-asked", account: @case.AccountId, @case: request.Case, values: [("question", text), ("reason", question.Reason)]);
        transaction.Service<SignalInbox>().Post(request.Case, CaseSignals.ProviderAsked);
        return new Answer.Asked(question.Id);
    }

    private static Refusal? Check(string? question) => question?.Trim().Length is >= StaffReason.MinLength and <= StaffReason.MaxLength
        ? null
        : new("question-malformed", new(
            $"Tulis pertanyaan antara {StaffReason.MinLength} dan {StaffReason.MaxLength} karakter.", $"Write a question of {StaffReason.MinLength} to {StaffReason.MaxLength} characters."));

    private static Refusal NotUnderReview { get; } = new("not-under-review", new(
        "Kasus ini tidak sedang diperiksa verifikator.", "This case is not under a verifikator's review."));
}

using BackOffice.Rules.Identity;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Review;

/// <summary>
/// A provider answers, at the site of its registration, what a verifikator asked about its case (decision 10). The answer decides nothing and wakes no step: once every question is
/// answered the case is on the verifikator's list again.
/// </summary>
public sealed class AnswerQuestion(Database database)
{
    /// <summary>The most characters an answer may have.</summary>
    public const int MaxLength = 4_000;

    /// <summary>Who answers which question, through which site.</summary>
    public sealed record Request(SiteCode Site, UserId UserId, Guid Question, string Text);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>It stands on the case.</summary>
        public sealed record Kept : Answer;

        /// <summary>It is not taken.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Keeps the answer. The same one twice changes nothing; another one is refused, since somebody may have read the first.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => database.InTransactionAsync<Answer>(async (transaction, token) =>
    {
        var (db, text) = (transaction.Db, request.Text.Trim());
        if (text.Length is 0 or > MaxLength)
            return new Answer.Refused(Malformed);
        if (await db.FindOwnOrAliasAsync(request.Site, request.UserId, token) is not { } account)
            return new Answer.Refused(CaseRefusals.AccountUnknown);
        var question = await db.CaseQuestions.SingleOrDefaultAsync(q => q.Id == request.Question && db.Cases.Any(c => c.Id == q.CaseId && c.AccountId == account.Id), token);
        if (question is null)
            return new Answer.Refused(Unknown);
        if (question.AnsweredAt is not null)
            return question.Answer == text ? new Answer.Kept() : new Answer.Refused(Answered);
        var @case = await db.Cases.SingleAsync(c => c.Id == question.CaseId, token);
        if (!@case.IsOpen)
            return new Answer.Refused(CaseRefusals.CaseClosed);

        (question.Answer, question.AnsweredAt) = (text, database.Now);
        @case.AwaitsProvider &= await db.CaseQuestions.AnyAsync(q => q.CaseId == @case.Id && q.Id != question.Id && q.AnsweredAt == null, token);
        @case.Version++;
        transaction.Service<AuditTrail>().Record(new(ActorKind.Provider, $"{account.SiteCode}/{account.Id}"), "question-answered", request.Site, account.Id, @case.Id, values: [("answer", text)]);
        return new Answer.Kept();
    }, ct);

    private static Refusal Malformed { get; } = new("answer-malformed", new(
        $"Tulis jawaban antara 1 dan {MaxLength} karakter.", $"Write an answer of 1 to {MaxLength} characters."));

    private static Refusal Unknown { get; } = new("question-unknown", new("Pertanyaan ini tidak dikenal.", "This question is not known."));

    private static Refusal Answered { get; } = new("question-answered", new(
        "Pertanyaan ini sudah dijawab. Hubungi helpdesk LPSE Anda jika jawaban itu perlu diperbaiki.",
        "This question was answered already. Contact the helpdesk of your LPSE if the answer needs to be mended."));
}

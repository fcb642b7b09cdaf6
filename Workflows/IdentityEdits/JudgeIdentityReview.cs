using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Activation.Review;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.IdentityEdits;

/// <summary>
/// A verifikator ends an identity review (decision 16): by a verdict on each of its pairs, which sticks like any other (decision 10), or by leaving it as it is, with a reason.
/// The same a second time changes nothing.
/// </summary>
public sealed class JudgeIdentityReview(Database database, IWorkflowEngine engine)
{
    /// <summary>A verdict on one pair, or, without one, the end of the review as it is.</summary>
    /// <param name="By">Who decides: a verifikator.</param>
    /// <param name="Review">The review.</param>
    /// <param name="Judgement">The pair and what it is; null dismisses the review.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    public sealed record Request(StaffActor By, Guid Review, (Guid Pair, VerdictAnswer Answer)? Judgement, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>Done; the review stands there now.</summary>
        public sealed record Done(IdentityReviewState State) : Answer;

        /// <summary>It cannot be done.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Decides.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if ((request.By.Requires(StaffRoles.Verifikator) ?? StaffReason.Check(request.Reason)) is { } refusal)
            return new Answer.Refused(refusal);
        var (answer, outcome) = await database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);
        foreach (var ended in outcome?.Ended ?? [])
            await engine.CancelAsync(ended, ct);
        foreach (var @case in outcome?.Concerned ?? [])
            await engine.AdvanceAsync(@case, ct);
        return answer;
    }

    private async Task<(Answer Answer, VerdictBook.Outcome? Outcome)> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        var seen = await db.ReviewsOf(request.By).AsNoTracking().Include(r => r.Findings).SingleOrDefaultAsync(r => r.Id == request.Review, ct);
        if (seen is null)
            return (new Answer.Refused(IdentityReviewRefusals.ReviewUnknown), null);
        if (request.Judgement is not { } judgement)
            return (await DismissAsync(request, transaction, ct), null);
        if (seen.Findings.SingleOrDefault(f => f.Id == judgement.Pair) is not { } pair)
            return (new Answer.Refused(Activation.CaseRefusals.PairUnknown), null);
        if (pair.JudgedAt is null && seen.State != IdentityReviewState.Open)
            return (new Answer.Refused(Closed(seen)), null);

        var outcome = await transaction.Service<VerdictBook>().GiveAsync(pair.AccountA, pair.AccountB, judgement.Answer, request.By, request.Reason, @case: null, ct);
        if (outcome.Refusal is { } refusal)
            return (new Answer.Refused(refusal), null);
        var review = await db.IdentityReviews.Include(r => r.Findings).SingleAsync(r => r.Id == request.Review, ct);
        if (review.Findings.SingleOrDefault(f => f.Id == judgement.Pair) is { JudgedAt: null } judged)
            judged.JudgedAt = database.Now;
        if (review.State == IdentityReviewState.Open && review.Findings.All(finding => finding.JudgedAt is not null))
            End(review, IdentityReviewState.Judged, request);
        return (new Answer.Done(review.State), outcome);
    }

    private async Task<Answer> DismissAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var review = await transaction.Db.IdentityReviews.SingleAsync(r => r.Id == request.Review, ct);
        if (review.State == IdentityReviewState.Dismissed)
            return new Answer.Done(review.State);
        if (review.State != IdentityReviewState.Open)
            return new Answer.Refused(Closed(review));
        End(review, IdentityReviewState.Dismissed, request);
        transaction.Service<AuditTrail>().Record(request.By.Actor, "identity-review-dismissed", account: review.ProviderId, values: [("reason", request.Reason.Trim())]);
        return new Answer.Done(review.State);
    }

    private void End(IdentityReview review, IdentityReviewState state, Request request) =>
        (review.State, review.ClosedBy, review.CloseReason, review.ClosedAt) = (state, request.By.Name, request.Reason.Trim(), database.Now);

    private static Refusal Closed(IdentityReview review) =>
        review.State == IdentityReviewState.Due ? IdentityReviewRefusals.ReviewDue : IdentityReviewRefusals.ReviewClosed;
}

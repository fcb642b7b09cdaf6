using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Matching;
using BackOffice.Workflows;
using BackOffice.Workflows.IdentityEdits;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.IdentityEdits;

/// <summary>What staff decide about edited identities (decision 16): proposed numbers, and what a new comparison found.</summary>
internal static class IdentityEditsEndpoints
{
    public static void MapIdentityEdits(this IEndpointRouteBuilder routes)
    {
        var proposals = routes.MapGroup("/identity-proposals").RequireAuthorization(StaffTokens.Policy).WithTags("Identity").Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden);
        proposals.MapGet("", ListProposalsAsync)
            .WithSummary("Changes of NPWP and NITKU that active providers proposed; the oldest first.");
        proposals.MapPost("/{proposalId}/decide", DecideAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound, Status409Conflict)
            .WithSummary("Accepts a proposal, with effect at all V3 sites, or turns it down, with a reason. Verifikator.");
        var reviews = routes.MapGroup("/identity-reviews").RequireAuthorization(StaffTokens.Policy).WithTags("Identity").Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden);
        reviews.MapGet("", ListReviewsAsync)
            .WithSummary("Active providers that were compared with everyone again after an edit, with what was found; the oldest first.");
        reviews.MapPost("/{reviewId}/verdict", JudgeAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound, Status409Conflict)
            .WithSummary("Decides what a pair of the review is (decision 10), with a reason. Verifikator.");
        reviews.MapPost("/{reviewId}/dismiss", DismissAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound, Status409Conflict)
            .WithSummary("Leaves it as it is, with a reason. Verifikator.");
    }

    private static async Task<Results<Ok<ProposalList>, Refused>> ListProposalsAsync(
        StaffCaller caller, ListIdentityProposals list, string? state = null, int skip = 0, int take = 50, CancellationToken ct = default)
    {
        if (!NamedState.TryParse<ProposalState>(state, out var only))
            return new Refused(NamedState.Unknown<ProposalState>());
        return await list.HandleAsync(new(caller.Actor, only, skip, take), ct) switch
        {
            ListIdentityProposals.Answer.Found { Proposals: var proposals, Total: var total } => TypedResults.Ok(new ProposalList(proposals, total)),
            ListIdentityProposals.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<Results<Ok<Decided>, Refused>> DecideAsync(Guid proposalId, Decision body, StaffCaller caller, DecideIdentityProposal decide, CancellationToken ct) =>
        await decide.HandleAsync(new(caller.Actor, proposalId, body.Accept, body.Reason), ct) switch
        {
            DecideIdentityProposal.Answer.Decided { State: var state } => TypedResults.Ok(new Decided(state)),
            DecideIdentityProposal.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ReviewList>, Refused>> ListReviewsAsync(
        StaffCaller caller, ListIdentityReviews list, string? state = null, int skip = 0, int take = 50, CancellationToken ct = default)
    {
        if (!NamedState.TryParse<IdentityReviewState>(state, out var only))
            return new Refused(NamedState.Unknown<IdentityReviewState>());
        return await list.HandleAsync(new(caller.Actor, only, skip, take), ct) switch
        {
            ListIdentityReviews.Answer.Found { Reviews: var reviews, Total: var total } => TypedResults.Ok(new ReviewList(reviews, total)),
            ListIdentityReviews.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<Results<Ok<Reviewed>, Refused>> JudgeAsync(Guid reviewId, Judgement body, StaffCaller caller, JudgeIdentityReview judge, CancellationToken ct) =>
        Describe(await judge.HandleAsync(new(caller.Actor, reviewId, (body.Pair, body.Answer), body.Reason), ct));

    private static async Task<Results<Ok<Reviewed>, Refused>> DismissAsync(Guid reviewId, Dismissal body, StaffCaller caller, JudgeIdentityReview judge, CancellationToken ct) =>
        Describe(await judge.HandleAsync(new(caller.Actor, reviewId, null, body.Reason), ct));

    private static Results<Ok<Reviewed>, Refused> Describe(JudgeIdentityReview.Answer answer) => answer switch
    {
        JudgeIdentityReview.Answer.Done { State: var state } => TypedResults.Ok(new Reviewed(state)),
        JudgeIdentityReview.Answer.Refused { Refusal: var why } => new Refused(why),
        var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
    };

    internal sealed record ProposalList(IReadOnlyList<ListIdentityProposals.Line> Proposals, int Total);

    internal sealed record Decision(bool Accept, string Reason);

    internal sealed record Decided(ProposalState State);

    internal sealed record ReviewList(IReadOnlyList<ListIdentityReviews.Line> Reviews, int Total);

    internal sealed record Judgement(Guid Pair, VerdictAnswer Answer, string Reason);

    internal sealed record Dismissal(string Reason);

    internal sealed record Reviewed(IdentityReviewState State);
}

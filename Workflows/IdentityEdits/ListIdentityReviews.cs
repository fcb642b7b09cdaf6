using System.Text.Json;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.IdentityEdits;

/// <summary>Staff list the identity reviews (decision 16) with what was found; the oldest first.</summary>
public sealed class ListIdentityReviews(Database database)
{
    /// <summary>How many reviews one page holds at most.</summary>
    public const int MaxPageSize = 100;

    /// <summary>What to list.</summary>
    /// <param name="By">Who looks; any role may.</param>
    /// <param name="State">Only those that stand there; null for all.</param>
    /// <param name="Skip">Reviews to pass over.</param>
    /// <param name="Take">Reviews to return, 1 to <see cref="MaxPageSize"/>.</param>
    public sealed record Request(StaffActor By, IdentityReviewState? State, int Skip = 0, int Take = 50);

    /// <summary>One account of a pair, as it is now.</summary>
    public sealed record Side(long AccountId, string Site, string RegisteredUserId, bool Active, LoginAndIdentity Login);

    /// <summary>One pair; <paramref name="Pair"/> is what a verdict names.</summary>
    public sealed record Finding(Guid Pair, Side A, Side B, string Decision, string Rule, JsonElement Evidence, DateTimeOffset? JudgedAt);

    /// <summary>One review.</summary>
    public sealed record Line(
        Guid Id, long ProviderId, string UserId, string CompanyName, IdentityReviewCause Cause, IdentityReviewState State, DateTimeOffset DueAt, DateTimeOffset? LookedAt,
        string? RulesVersion, string? ClosedBy, string? CloseReason, DateTimeOffset? ClosedAt, IReadOnlyList<Finding> Findings);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>A page of the list, and how many there are in all.</summary>
        public sealed record Found(IReadOnlyList<Line> Reviews, int Total) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Lists.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        request.By.Requires(StaffRoles.All) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.ReadAsync<Answer>((db, token) => FindAsync(db, request, token), ct);

    private static async Task<Answer> FindAsync(BackOfficeDb db, Request request, CancellationToken ct)
    {
        var reviews = db.ReviewsOf(request.By);
        if (request.State is { } state)
            reviews = reviews.Where(review => review.State == state);
        var total = await reviews.CountAsync(ct);
        var page = await reviews.OrderBy(review => review.DueAt).ThenBy(review => review.Id).Skip(Math.Max(0, request.Skip)).Take(Math.Clamp(request.Take, 1, MaxPageSize))
            .Include(review => review.Findings).ToListAsync(ct);
        var ids = page.SelectMany(review => review.Findings).SelectMany(finding => new[] { finding.AccountA, finding.AccountB }).Distinct().ToList();
        var sides = (await db.Accounts.Include(account => account.Provider).Where(account => ids.Contains(account.Id)).ToListAsync(ct)).ToDictionary(account => account.Id, account =>
            new Side(account.Id, account.SiteCode.Value, account.UserId.Value, account.ActivatedAt is not null, LoginAndIdentity.Of(account.Provider)));
        var owners = page.Select(review => review.ProviderId).ToList();
        var providers = await db.Providers.Where(provider => owners.Contains(provider.Id)).ToDictionaryAsync(provider => provider.Id, ct);
        return new Answer.Found([.. page.Select(review => new Line(
            review.Id, review.ProviderId, providers[review.ProviderId].UserId.Value, providers[review.ProviderId].CompanyName, review.Cause, review.State, review.DueAt, review.LookedAt,
            review.RulesVersion, review.ClosedBy, review.CloseReason, review.ClosedAt,
            [.. review.Findings.OrderBy(finding => finding.AccountA).ThenBy(finding => finding.AccountB).Select(finding => new Finding(
                finding.Id, sides[finding.AccountA], sides[finding.AccountB], finding.Decision, finding.Rule, JsonSerializer.Deserialize<JsonElement>(finding.Evidence), finding.JudgedAt))]))], total);
    }
}

using BackOffice.Workflows.Activation.Review;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>Whose turn it is in the cases under review; of several cases in one doubt only the review case stands in a queue.</summary>
public enum CaseTurn
{
    /// <summary>A verifikator has to decide.</summary>
    Verifikator,

    /// <summary>The provider has to answer a question first.</summary>
    Provider,
}

/// <summary>Staff look for cases by any identifier in any spelling: number, user ID, e-mail, NPWP, site, words of the name; newest first.</summary>
public sealed class SearchCases(Database database)
{
    /// <summary>How many cases one page holds at most.</summary>
    public const int MaxPageSize = 200;

    /// <summary>What to look for.</summary>
    /// <param name="By">Who looks; any role may.</param>
    /// <param name="Query">Words that must all begin one of a case's terms; empty finds every case.</param>
    /// <param name="State">Only cases in this state; null for all.</param>
    /// <param name="Turn">Only cases under review in which it is this one's turn; null for all.</param>
    /// <param name="Skip">Cases to pass over.</param>
    /// <param name="Take">Cases to return, 1 to <see cref="MaxPageSize"/>.</param>
    public sealed record Request(StaffActor By, string? Query, CaseState? State, CaseTurn? Turn = null, int Skip = 0, int Take = 50);

    /// <summary>One line of the list.</summary>
    /// <param name="CaseId">The case.</param>
    /// <param name="Number">What people call it.</param>
    /// <param name="Site">The account's site.</param>
    /// <param name="UserId">The user ID it signs in with now.</param>
    /// <param name="CompanyName">Whose it is.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="OpenedAt">When it was opened.</param>
    /// <param name="StateSince">Since when it stands there.</param>
    /// <param name="HandedOver">Whether its deadline passed and the helpdesk looks after it.</param>
    /// <param name="UndeliveredMail">Whether a notice of the case reached nobody and was not sent again since.</param>
    /// <param name="AwaitsProvider">Whether a question to the provider is open.</param>
    /// <param name="WaitsOn">The number of the case in which the same doubt is decided; null where it is decided in this one.</param>
    public sealed record Line(
        CaseId CaseId, string Number, string Site, string UserId, string CompanyName, CaseState State, DateTimeOffset OpenedAt, DateTimeOffset StateSince, bool HandedOver,
        bool UndeliveredMail, bool AwaitsProvider, string? WaitsOn);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>A page of the list, and how many there are in all.</summary>
        public sealed record Found(IReadOnlyList<Line> Cases, int Total) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Searches.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        request.By.Requires(StaffRoles.All) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.ReadAsync<Answer>((db, token) => FindAsync(db, request, token), ct);

    private static async Task<Answer> FindAsync(BackOfficeDb db, Request request, CancellationToken ct)
    {
        var cases = db.Cases.AsQueryable();
        if (request.State is { } state)
            cases = cases.Where(@case => @case.State == state);
        if (request.Turn is { } turn)
            cases = ReviewDesk.OwnReviews(db, cases).Where(@case => @case.AwaitsProvider == (turn == CaseTurn.Provider));
        foreach (var word in CaseSearchTerms.OfQuery(request.Query ?? ""))
        {
            // A range instead of LIKE: both databases answer it from the index, and nothing in the word is a wildcard.
            var end = word + char.MaxValue;
#pragma warning disable CA1309 // Translated to SQL, where the column's own ordinal collation decides.
            cases = cases.Where(@case => db.SearchTerms.Any(term => term.CaseId == @case.Id && string.Compare(term.Term, word) >= 0 && string.Compare(term.Term, end) < 0));
#pragma warning restore CA1309
        }
        var total = await cases.CountAsync(ct);
        var rows = await cases.OrderByDescending(@case => @case.OpenedAt).ThenBy(@case => @case.Number)
            .Skip(Math.Max(0, request.Skip)).Take(Math.Clamp(request.Take, 1, MaxPageSize))
            .Select(@case => new
            {
                @case.Id,
                @case.Number,
                @case.Account.SiteCode,
                @case.Account.Provider.UserId,
                @case.Account.Provider.CompanyName,
                @case.State,
                @case.OpenedAt,
                @case.StateSince,
                @case.HandedOverAt,
                UndeliveredMail = db.Notices.Any(notice => notice.CaseId == @case.Id && (notice.State == NoticeState.Bounced || notice.State == NoticeState.Dead)
                    && !db.Notices.Any(again => again.ResendOf == notice.Id && (again.State == NoticeState.Queued || again.State == NoticeState.Sent))),
                @case.AwaitsProvider,
            }).ToListAsync(ct);
        var waits = await ReviewDesk.WaitOnAsync(db, rows.ConvertAll(row => row.Id), ct);
        return new Answer.Found(
            [.. rows.Select(row => new Line(row.Id, row.Number, row.SiteCode.Value, row.UserId.Value, row.CompanyName, row.State, row.OpenedAt, row.StateSince, row.HandedOverAt is not null,
                row.UndeliveredMail, row.AwaitsProvider, waits.TryGetValue(row.Id, out var review) ? review.Number : null))], total);
    }
}

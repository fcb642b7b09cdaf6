using System.Linq.Expressions;
using BackOffice.Workflows.Activation.Review;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry.RollOut;
using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>Turns a <see cref="CaseFilter"/> into a query that both databases answer from indexes.</summary>
internal static class CaseSelection
{
    // Measured on SQLite: some 2.5 us for each case that is gathered and sorted, 4 us for each that is walked over.
    private const int Many = 20_000;

    /// <summary>The cases that a person means by a filter, in no order.</summary>
    public static IQueryable<ActivationCase> Selected(this BackOfficeDb db, StaffActor by, CaseFilter filter, DateTimeOffset now) =>
        Words(filter).Aggregate(Narrowed(db, by, filter, now), (cases, word) => cases.Where(@case => Under(db, word).Select(term => term.CaseId).Contains(@case.Id)));

    /// <summary>One page of them, in the order of the filter.</summary>
    /// <param name="db">The rows.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="filter">Which cases, in which order.</param>
    /// <param name="total">How many there are in all.</param>
    /// <param name="skip">Cases to pass over.</param>
    /// <param name="take">Cases on the page.</param>
    /// <param name="now">The moment.</param>
    public static IQueryable<ActivationCase> Page(this BackOfficeDb db, StaffActor by, CaseFilter filter, int total, int skip, int take, DateTimeOffset now)
    {
        // Few cases are gathered from their words and then sorted. Of so many a page is full soon when the order's index is walked and each case asked for its words.
        var cases = total < Many || skip > total / 4
            ? Selected(db, by, filter, now)
            : Words(filter).Aggregate(Narrowed(db, by, filter, now), (walked, word) => walked.Where(@case => Under(db, word).Any(term => term.CaseId == @case.Id)));
        return cases.Sorted(filter).Skip(skip).Take(take);
    }

    private static IReadOnlyList<string> Words(CaseFilter filter) => CaseSearchTerms.OfQuery(filter.Text ?? "");

    private static IQueryable<ActivationCase> Narrowed(BackOfficeDb db, StaffActor by, CaseFilter filter, DateTimeOffset now)
    {
        var cases = db.CasesOf(by);
        if (filter.States is [var state])
            cases = cases.Where(@case => @case.State == state);
        else if (filter.States.Count > 1)
            cases = cases.Where(@case => filter.States.Contains(@case.State));
        if (filter.Turn is { } turn)
            cases = ReviewDesk.OwnReviews(db, cases).Where(@case => @case.AwaitsProvider == (turn == CaseTurn.Provider));
        if (filter.Queue is { } queue)
            cases = cases.In(queue, db, by, now);
        if (filter.Site is { } site)
            cases = cases.Where(@case => @case.SiteCode == site);
        if (filter.Owner is { } owner)
            cases = cases.Where(@case => @case.Owner == owner);
        if (filter.OpenedFrom is { } from)
            cases = cases.Where(@case => @case.OpenedAt >= from);
        if (filter.OpenedBefore is { } before)
            cases = cases.Where(@case => @case.OpenedAt < before);
        if (filter.SinceFrom is { } came)
            cases = cases.Where(@case => @case.StateSince >= came);
        if (filter.SinceBefore is { } passed)
            cases = cases.Where(@case => @case.StateSince < passed);
        if (filter.Blocked is { } blocked)
            cases = SiteFigures.Open(db, cases, blocked);
        if (filter.WaitingFor is { } span && now - span is var since)
            cases = cases.Where(@case => @case.ClosedAt == null && @case.StateSince <= since);
        return cases;
    }

    /// <summary>Cases in the order of a filter.</summary>
    public static IQueryable<ActivationCase> Sorted(this IQueryable<ActivationCase> cases, CaseFilter filter) => filter.Sort switch
    {
        CaseSort.Opened => By(cases, @case => @case.OpenedAt, filter.Ascending),
        CaseSort.StateSince => By(cases, @case => @case.StateSince, filter.Ascending),
        CaseSort.Number => filter.Ascending ? cases.OrderBy(@case => @case.Number) : cases.OrderByDescending(@case => @case.Number),
        CaseSort.Company => By(cases, @case => @case.CompanyKey, filter.Ascending),
        CaseSort.Site => By(cases, @case => @case.SiteCode, filter.Ascending),
        CaseSort.State => By(cases, @case => @case.State, filter.Ascending),
        CaseSort.Deadline => By(cases.OrderBy(@case => @case.Deadline == null), @case => @case.Deadline, filter.Ascending),
        CaseSort.Owner => By(cases.OrderBy(@case => @case.Owner == null), @case => @case.Owner, filter.Ascending),
        _ => throw new InvalidOperationException($"Unhandled order {filter.Sort}."),
    };

    private static IQueryable<SearchTerm> Under(BackOfficeDb db, string word)
    {
        // A range instead of LIKE: both databases answer it from the index, and nothing in the word is a wildcard.
        var end = word + char.MaxValue;
#pragma warning disable CA1309 // Translated to SQL, where the column's own ordinal collation decides.
        return db.SearchTerms.Where(term => string.Compare(term.Term, word) >= 0 && string.Compare(term.Term, end) < 0);
#pragma warning restore CA1309
    }

    private static IQueryable<ActivationCase> By<T>(IQueryable<ActivationCase> cases, Expression<Func<ActivationCase, T>> key, bool ascending) => ascending
        ? cases.OrderBy(key).ThenBy(@case => @case.Number)
        : cases.OrderByDescending(key).ThenByDescending(@case => @case.Number);

    private static IQueryable<ActivationCase> By<T>(IOrderedQueryable<ActivationCase> cases, Expression<Func<ActivationCase, T>> key, bool ascending) => ascending
        ? cases.ThenBy(key).ThenBy(@case => @case.Number)
        : cases.ThenByDescending(key).ThenByDescending(@case => @case.Number);
}

using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Notices;

/// <summary>Staff look for notices: by state, template, recipient, site and day; newest first. A person who is limited to some sites sees the notices about accounts there.</summary>
public sealed class ListNotices(Database database)
{
    /// <summary>How many notices one page holds at most.</summary>
    public const int MaxPageSize = 200;

    /// <summary>Which notices. Everything that is given must hold.</summary>
    /// <param name="State">Of this state.</param>
    /// <param name="DeadLetters">Only those that reached nobody, given up or come back, and were not sent again since.</param>
    /// <param name="Template">Of this template.</param>
    /// <param name="Recipient">To an address that begins so, in any case.</param>
    /// <param name="Site">About accounts of this site.</param>
    /// <param name="From">Written on this day or later, in western Indonesian time.</param>
    /// <param name="To">Written on this day or earlier.</param>
    public sealed record Filter(
        NoticeState? State = null, bool DeadLetters = false, string? Template = null, string? Recipient = null, SiteCode? Site = null, DateOnly? From = null, DateOnly? To = null);

    /// <summary>Who looks for what.</summary>
    /// <param name="By">Who looks; any role may.</param>
    /// <param name="Filter">Which notices.</param>
    /// <param name="Skip">Notices to pass over.</param>
    /// <param name="Take">Notices to return, 1 to <see cref="MaxPageSize"/>.</param>
    public sealed record Request(StaffActor By, Filter Filter, int Skip = 0, int Take = 50);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>A page of notices, and how many there are in all.</summary>
        public sealed record Found(IReadOnlyList<ReadNotices.Line> Notices, int Total) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Looks for them.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => request.By.Requires(StaffRoles.All) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync<Answer>(async (db, token) =>
        {
            var notices = Matching(db, request.By, request.Filter);
            var page = await notices.OrderByDescending(notice => notice.CreatedAt).ThenBy(notice => notice.Id)
                .Skip(Math.Max(0, request.Skip)).Take(Math.Clamp(request.Take, 1, MaxPageSize)).ToListAsync(token);
            return new Answer.Found(await DescribeAsync(db, page, token), await notices.CountAsync(token));
        }, ct);

    /// <summary>The notices that a person may see and a filter means.</summary>
    internal static IQueryable<Notice> Matching(BackOfficeDb db, StaffActor by, Filter filter)
    {
        var notices = NoticeRows.Of(db, filter.Site is null ? by.Sites : by.Sites is null || by.Sites.Contains(filter.Site) ? [filter.Site] : []);
        if (filter.State is { } state)
            notices = notices.Where(notice => notice.State == state);
        if (filter.DeadLetters)
            notices = NoticeRows.DeadLetters(db, notices);
        if (filter.Template is { } template)
            notices = notices.Where(notice => notice.Template == template);
        if (filter.From is { } from)
        {
            var begin = WibDay.BeginOf(from);
            notices = notices.Where(notice => notice.CreatedAt >= begin);
        }
        if (filter.To is { } to)
        {
            var end = WibDay.EndOf(to);
            notices = notices.Where(notice => notice.CreatedAt < end);
        }
        return string.IsNullOrWhiteSpace(filter.Recipient) ? notices : To(notices, filter.Recipient);
    }

    private static async Task<List<ReadNotices.Line>> DescribeAsync(BackOfficeDb db, List<Notice> page, CancellationToken ct)
    {
        var (accounts, cases) = (page.Select(notice => notice.AccountId).Distinct().ToList(), page.Select(notice => notice.CaseId).Distinct().ToList());
        var sites = await db.Accounts.Where(account => accounts.Contains(account.Id)).Select(account => new { account.Id, account.SiteCode }).ToDictionaryAsync(account => account.Id, account => account.SiteCode.Value, ct);
        var numbers = await db.Cases.Where(@case => cases.Contains(@case.Id)).Select(@case => new { @case.Id, @case.Number }).ToDictionaryAsync(@case => @case.Id, @case => @case.Number, ct);
        return page.ConvertAll(notice => ReadNotices.Describe(notice) with
        {
            Site = notice.AccountId is { } account ? sites.GetValueOrDefault(account) : null,
            CaseNumber = notice.CaseId is { } @case ? numbers.GetValueOrDefault(@case) : null,
        });
    }

    private static IQueryable<Notice> To(IQueryable<Notice> notices, string recipient)
    {
        var key = recipient.Trim().ToLowerInvariant();
        // A range instead of LIKE: both databases answer it from the index, and nothing in the text is a wildcard.
        var end = key + char.MaxValue;
#pragma warning disable CA1309 // Translated to SQL, where the column's own ordinal collation decides.
        return notices.Where(notice => string.Compare(notice.ToKey, key) >= 0 && string.Compare(notice.ToKey, end) < 0);
#pragma warning restore CA1309
    }
}

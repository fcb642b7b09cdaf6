using System.Linq.Expressions;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Audit;

/// <summary>
/// Auditors and administrators look through the audit trail, newest first, page by page along the time: each page begins where the last one ended, whatever was written meanwhile. A person
/// who is limited to some sites sees the acts at those sites and about accounts there.
/// </summary>
public sealed class SearchAudit(Database database)
{
    /// <summary>How many entries one page holds at most.</summary>
    public const int MaxPageSize = 200;

    /// <summary>Who may read the trail.</summary>
    internal static string[] Readers { get; } = [StaffRoles.Auditor, StaffRoles.Administrator];

    /// <summary>Which entries. Everything that is given must hold.</summary>
    /// <param name="Who">The one who did it: a staff name, a site's code, <c>site/user ID</c> of a provider, or a worker's name; the whole name.</param>
    /// <param name="Act">What was done, in kebab-case.</param>
    /// <param name="Case">The number of a case.</param>
    /// <param name="Value">How a value of the act begins, such as a user ID, an address or a reason, in any case; the first 60 characters count.</param>
    /// <param name="Site">The site it was done at.</param>
    /// <param name="From">On this day or later, in western Indonesian time.</param>
    /// <param name="To">On this day or earlier.</param>
    public sealed record Filter(
        string? Who = null, string? Act = null, string? Case = null, string? Value = null, SiteCode? Site = null, DateOnly? From = null, DateOnly? To = null);

    /// <summary>Who looks for what.</summary>
    /// <param name="By">Who looks: auditor or administrator.</param>
    /// <param name="Filter">Which entries.</param>
    /// <param name="After">The last entry of the page before; null for the first page.</param>
    /// <param name="Take">Entries to return, 1 to <see cref="MaxPageSize"/>.</param>
    public sealed record Request(StaffActor By, Filter Filter, Guid? After = null, int Take = 50);

    /// <summary>One act.</summary>
    /// <param name="Id">The entry.</param>
    /// <param name="Number">Its place in the chain; null until it is sealed.</param>
    /// <param name="At">When.</param>
    /// <param name="ActorKind">What kind of party did it.</param>
    /// <param name="Actor">Which one.</param>
    /// <param name="Act">What was done.</param>
    /// <param name="Site">The site it was done at.</param>
    /// <param name="Account">The account it is about.</param>
    /// <param name="CaseId">The case it is about.</param>
    /// <param name="CaseNumber">The number of that case.</param>
    /// <param name="Values">The values of the act, by name.</param>
    public sealed record Line(
        Guid Id, long? Number, DateTimeOffset At, ActorKind ActorKind, string Actor, string Act, string? Site, long? Account, CaseId? CaseId, string? CaseNumber, IReadOnlyList<Value> Values);

    /// <summary>One value of an act.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Text">The value; empty once it is erased.</param>
    /// <param name="ErasedAt">When it was erased; null while it is not.</param>
    public sealed record Value(string Name, string Text, DateTimeOffset? ErasedAt);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>A page of entries.</summary>
        /// <param name="Entries">The entries, newest first.</param>
        /// <param name="Next">What to ask after for the next page; null on the last one.</param>
        public sealed record Found(IReadOnlyList<Line> Entries, Guid? Next) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Searches.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => request.By.Requires(Readers) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync<Answer>(async (db, token) =>
        {
            var take = Math.Clamp(request.Take, 1, MaxPageSize);
            var page = await PageAsync(db, request.By, request.Filter, request.After, take + 1, token);
            return page.Count > take ? new Answer.Found(page[..take], page[take - 1].Id) : new Answer.Found(page, null);
        }, ct);

    /// <summary>The next entries after one, newest first.</summary>
    internal static async Task<List<Line>> PageAsync(BackOfficeDb db, StaffActor by, Filter filter, Guid? after, int take, CancellationToken ct)
    {
        var entries = Matching(db, by, filter);
        if (after is { } last)
        {
            var at = await db.Audit.Where(entry => entry.Id == last).Select(entry => (DateTimeOffset?)entry.At).SingleOrDefaultAsync(ct) ?? DateTimeOffset.MinValue;
            // The first half is what an index can begin at.
            entries = entries.Where(entry => entry.At <= at && (entry.At < at || entry.Id.CompareTo(last) < 0));
        }
        return await entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id).Take(take).Select(AsLine(db, by)).ToListAsync(ct);
    }

    /// <summary>The entries that there are for a person: those of a site that they are limited to, and those without a site about an account or a case there.</summary>
    internal static IQueryable<AuditEntry> EntriesOf(BackOfficeDb db, StaffActor by)
    {
        if (by.Sites is not { } sites)
            return db.Audit;
        var codes = sites.Select(site => site.Value).ToList();
        return db.Audit.Where(entry => codes.Contains(entry.SiteCode!) || (entry.SiteCode == null
            && (db.AccountsOf(by).Any(account => account.Id == entry.AccountId) || db.CasesOf(by).Any(@case => @case.Id == entry.CaseId))));
    }

    private static IQueryable<AuditEntry> Matching(BackOfficeDb db, StaffActor by, Filter filter)
    {
        var entries = EntriesOf(db, by);
        if (Given(filter.Who) is { } who)
            entries = entries.Where(entry => entry.Actor == who);
        if (Given(filter.Act) is { } act)
            entries = entries.Where(entry => entry.Act == act);
        if (filter.Site?.Value is { } site)
            entries = entries.Where(entry => entry.SiteCode == site);
        if (Given(filter.Case)?.ToUpperInvariant() is { } number)
            entries = entries.Where(entry => db.Cases.Where(@case => @case.Number == number).Select(@case => (CaseId?)@case.Id).Contains(entry.CaseId));
        if (filter.From is { } from)
        {
            var begin = WibDay.BeginOf(from);
            entries = entries.Where(entry => entry.At >= begin);
        }
        if (filter.To is { } to)
        {
            var end = WibDay.EndOf(to);
            entries = entries.Where(entry => entry.At < end);
        }
        return Given(filter.Value) is { } value ? WithValue(db, entries, value) : entries;
    }

    private static IQueryable<AuditEntry> WithValue(BackOfficeDb db, IQueryable<AuditEntry> entries, string value)
    {
        var key = value.ToLowerInvariant();
        key = key.Length > AuditValue.KeyLength ? key[..AuditValue.KeyLength] : key;
        var end = key + char.MaxValue;
#pragma warning disable CA1309 // Translated to SQL, where the column's own ordinal collation decides.
        var found = db.AuditValues.Where(one => string.Compare(one.Key, key) >= 0 && string.Compare(one.Key, end) < 0).Select(one => one.EntryId);
#pragma warning restore CA1309
        return entries.Where(entry => found.Contains(entry.Id));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Expression<Func<AuditEntry, Line>> AsLine(BackOfficeDb db, StaffActor by) => entry => new Line(
        entry.Id, entry.Number, entry.At, entry.ActorKind, entry.Actor, entry.Act, entry.SiteCode, entry.AccountId, entry.CaseId,
        db.CasesOf(by).Where(@case => @case.Id == entry.CaseId).Select(@case => @case.Number).SingleOrDefault(),
        entry.Values.OrderBy(value => value.Name).Select(value => new Value(value.Name, value.Value, value.ErasedAt)).ToList());
}

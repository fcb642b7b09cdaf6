using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.RollOut;

/// <summary>By what the list of sites is ordered; what is equal comes in the order of the codes.</summary>
public enum SiteOrder
{
    /// <summary>The code, as a number.</summary>
    Code,

    /// <summary>The office's name.</summary>
    Name,

    /// <summary>The stage of the roll-out.</summary>
    Stage,

    /// <summary>Registered accounts.</summary>
    Registered,

    /// <summary>Activated accounts.</summary>
    Activated,

    /// <summary>Accounts that wait.</summary>
    Waiting,

    /// <summary>Accounts that are blocked.</summary>
    Blocked,

    /// <summary>The share that is activated.</summary>
    Share,

    /// <summary>The day of joining; sites that have not joined come first.</summary>
    Joined,

    /// <summary>How many events of the change feed the site has not confirmed.</summary>
    Behind,
}

/// <summary>
/// Staff see the sites with stage, funnel and progress. A person who is limited to some sites sees those. Counted from indexes at each call: 700 sites, 300,000 accounts and 50,000 cases
/// are two grouped queries.
/// </summary>
public sealed class ReadSites(Database database)
{
    /// <summary>How many sites one page holds at most: all that there are.</summary>
    public const int MaxPageSize = 1_000;

    /// <summary>Which sites.</summary>
    /// <param name="By">Who looks; any role may.</param>
    /// <param name="Query">Words that must each begin the code or a word of the name; empty for all.</param>
    /// <param name="Stage">Only sites of this stage; null for all.</param>
    /// <param name="Order">By what they are ordered.</param>
    /// <param name="Descending">The greatest first.</param>
    /// <param name="Skip">Sites to pass over.</param>
    /// <param name="Take">Sites to return, 1 to <see cref="MaxPageSize"/>.</param>
    public sealed record Request(StaffActor By, string? Query = null, SiteStage? Stage = null, SiteOrder Order = SiteOrder.Code, bool Descending = false, int Skip = 0, int Take = 50);

    /// <summary>One site.</summary>
    /// <param name="Site">Its code.</param>
    /// <param name="Name">The office's name.</param>
    /// <param name="Url">Its web site.</param>
    /// <param name="Stage">Its stage of the roll-out.</param>
    /// <param name="Figures">Its funnel.</param>
    /// <param name="JoinedOn">The day it joined; null before.</param>
    /// <param name="Confirmed">The last number of the change feed that it confirmed; 0 before the first.</param>
    /// <param name="Behind">How many events it has not confirmed; 0 for a site that does not take part.</param>
    /// <param name="UnderWay">Whether the work that follows joining or leaving still runs.</param>
    public sealed record Line(string Site, string Name, string Url, SiteStage Stage, SiteFigures Figures, DateOnly? JoinedOn, long Confirmed, long Behind, bool UnderWay);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>A page of sites.</summary>
        /// <param name="Sites">The page.</param>
        /// <param name="Total">How many there are in all.</param>
        /// <param name="Sum">The figures of all of them.</param>
        /// <param name="Newest">The number of the newest event of the change feed.</param>
        public sealed record Found(IReadOnlyList<Line> Sites, int Total, SiteFigures Sum, long Newest) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads them.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => request.By.Requires(StaffRoles.All) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync<Answer>(async (db, token) =>
        {
            var newest = await db.Changes.MaxAsync(change => change.Number, token) ?? 0;
            var lines = await LinesAsync(db, request.By.Sites, newest, token);
            var words = new SiteWords(request.Query);
            var found = InOrder(lines.Where(line => (request.Stage is null || line.Stage == request.Stage) && words.Fit(line.Site, line.Name)), request.Order, request.Descending).ToList();
            return new Answer.Found(
                [.. found.Skip(Math.Max(0, request.Skip)).Take(Math.Clamp(request.Take, 1, MaxPageSize))], found.Count,
                found.Aggregate(SiteFigures.None, (sum, line) => sum + line.Figures), newest);
        }, ct);

    internal static async Task<List<Line>> LinesAsync(BackOfficeDb db, IReadOnlyCollection<SiteCode>? only, long newest, CancellationToken ct)
    {
        var sites = await db.Sites.Where(site => only == null || only.Contains(site.Code)).ToListAsync(ct);
        var figures = await SiteFigures.ReadAsync(db, only, ct);
        var underWay = await db.SiteStageChanges.Where(change => change.FinishedAt == null).Select(change => change.SiteCode).ToHashSetAsync(ct);
        return sites.ConvertAll(site => new Line(
            site.Code.Value, site.Name, site.Url, site.Stage, figures.GetValueOrDefault(site.Code, SiteFigures.None), site.AggregatedOn, site.ConfirmedChange,
            site.Stage == SiteStage.Aggregated ? newest - site.ConfirmedChange : 0, underWay.Contains(site.Code)));
    }

    private static IEnumerable<Line> InOrder(IEnumerable<Line> lines, SiteOrder order, bool descending)
    {
        var coded = lines.OrderBy(line => SiteCode.Parse(line.Site)).ToList();
        return order switch
        {
            SiteOrder.Code => descending ? Enumerable.Reverse(coded) : coded,
            SiteOrder.Name => By(line => line.Name, StringComparer.OrdinalIgnoreCase),
            SiteOrder.Stage => By(line => line.Stage),
            SiteOrder.Registered => By(line => line.Figures.Registered),
            SiteOrder.Activated => By(line => line.Figures.Activated),
            SiteOrder.Waiting => By(line => line.Figures.Waiting),
            SiteOrder.Blocked => By(line => line.Figures.Blocked),
            SiteOrder.Share => By(line => line.Figures.Share),
            SiteOrder.Joined => By(line => line.JoinedOn),
            SiteOrder.Behind => By(line => line.Behind),
            _ => throw new InvalidOperationException($"Unhandled order {order}."),
        };

        IEnumerable<Line> By<T>(Func<Line, T> key, IComparer<T>? comparer = null) => descending ? coded.OrderByDescending(key, comparer) : coded.OrderBy(key, comparer);
    }
}

using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.RollOut;

/// <summary>The national list of sites, for everybody and without sign-in (note in the terms).</summary>
public sealed class PublicSites(Database database)
{
    /// <summary>How many sites one page holds at most: all that there are.</summary>
    public const int MaxPageSize = 1_000;

    /// <summary>Which sites.</summary>
    /// <param name="Query">Words that must each begin the code or a word of the name; empty for all.</param>
    /// <param name="Stage">Only sites of this stage; null for all.</param>
    /// <param name="Skip">Sites to pass over.</param>
    /// <param name="Take">Sites to return, 1 to <see cref="MaxPageSize"/>.</param>
    public sealed record Request(string? Query = null, SiteStage? Stage = null, int Skip = 0, int Take = MaxPageSize);

    /// <summary>One site as the public sees it.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="Name">The office's name.</param>
    /// <param name="Url">Its web site.</param>
    /// <param name="SpseVersion">The SPSE version it runs.</param>
    /// <param name="Stage">Its stage of the roll-out.</param>
    /// <param name="Since">The day it joined; null before.</param>
    public sealed record Line(string Code, string Name, string Url, string SpseVersion, SiteStage Stage, DateOnly? Since);

    /// <summary>A page of the list, by code; how many sites were found, and how many of all have joined.</summary>
    public sealed record Answer(IReadOnlyList<Line> Sites, int Total, int Aggregated);

    /// <summary>Reads the list.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        var sites = await database.ReadAsync((db, token) => db.Sites.ToListAsync(token), ct);
        var words = new SiteWords(request.Query);
        var found = sites.Where(site => (request.Stage is null || site.Stage == request.Stage) && words.Fit(site.Code.Value, site.Name)).OrderBy(site => site.Code).ToList();
        return new(
            [.. found.Skip(Math.Max(0, request.Skip)).Take(Math.Clamp(request.Take, 1, MaxPageSize))
                .Select(site => new Line(site.Code.Value, site.Name, site.Url, site.SpseVersion, site.Stage, site.AggregatedOn))],
            found.Count, sites.Count(site => site.Stage == SiteStage.Aggregated));
    }
}

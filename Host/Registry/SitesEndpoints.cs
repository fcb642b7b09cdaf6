using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Registry;

/// <summary>The national list of sites (note in the terms).</summary>
internal static class SitesEndpoints
{
    public static void MapSites(this IEndpointRouteBuilder routes) => routes
        .MapGet("/sites", ListAsync)
        .WithTags("Sites")
        .WithSummary("The national list of sites with their stage in the roll-out. Public.");

    private static async Task<Ok<IReadOnlyList<SiteView>>> ListAsync(Database database, CancellationToken ct)
    {
        var sites = await database.ReadAsync((db, token) => db.Sites.ToListAsync(token), ct);
        return TypedResults.Ok<IReadOnlyList<SiteView>>([.. sites.OrderBy(site => site.Code).Select(SiteView.Of)]);
    }

    /// <summary>One site as the public sees it.</summary>
    internal sealed record SiteView(string Code, string Name, string Url, string SpseVersion, string Stage, DateOnly? AggregatedOn)
    {
        public static SiteView Of(Site site) => new(site.Code.Value, site.Name, site.Url, site.SpseVersion, site.Stage.WireName(), site.AggregatedOn);
    }
}

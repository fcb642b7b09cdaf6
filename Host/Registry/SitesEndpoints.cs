using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Registry.Joining;
using BackOffice.Workflows.Registry.RollOut;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Registry;

/// <summary>The national list of sites (note in the terms).</summary>
internal static class SitesEndpoints
{
    public static void MapSites(this IEndpointRouteBuilder routes) => routes
        .MapGet("/sites", ListAsync)
        .WithTags("Sites")
        .WithSummary("The national list of sites with their stage in the roll-out. Public.");

    public static void MapSiteJoins(this IEndpointRouteBuilder routes)
    {
        var site = routes.MapGroup("/sites/{code}").RequireAuthorization(StaffTokens.Policy).WithTags("Sites")
            .Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden, Status404NotFound);
        site.MapPost("/join", JoinAsync)
            .TakesIdempotencyKey()
            .Refuses(Status409Conflict)
            .WithSummary("Lets a V3 site join whose accounts were imported and whose join was rehearsed (decision 18), with a reason; withoutRehearsal lets it join all the same. Administrator or process owner.");
        site.MapGet("/join", ProgressAsync)
            .WithSummary("How far the work is that followed when the site joined or left last.");
    }

    private static async Task<Results<Ok<ReadStageChange.Progress>, Refused>> JoinAsync(
        SiteCode code, JoinOrder order, StaffCaller caller, JoinSite join, ReadStageChange read, CancellationToken ct) =>
        await join.HandleAsync(new(caller.Actor, code, order.Reason, order.WithoutRehearsal), ct) switch
        {
            JoinSite.Answer.Joined => await ProgressAsync(code, caller, read, ct),
            JoinSite.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ReadStageChange.Progress>, Refused>> ProgressAsync(SiteCode code, StaffCaller caller, ReadStageChange read, CancellationToken ct) =>
        await read.HandleAsync(new(caller.Actor, code), ct) switch
        {
            ReadStageChange.Answer.Found { Progress: var progress } => TypedResults.Ok(progress),
            ReadStageChange.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    internal sealed record JoinOrder(string Reason, bool WithoutRehearsal = false);

    private static async Task<Ok<IReadOnlyList<SiteView>>> ListAsync(PublicSites sites, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<SiteView>>([.. (await sites.HandleAsync(new(), ct)).Sites.Select(SiteView.Of)]);

    /// <summary>One site as the public sees it.</summary>
    internal sealed record SiteView(string Code, string Name, string Url, string SpseVersion, string Stage, DateOnly? AggregatedOn)
    {
        public static SiteView Of(PublicSites.Line site) => new(site.Code, site.Name, site.Url, site.SpseVersion, site.Stage.WireName(), site.Since);
    }
}

using System.ComponentModel;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Workflows;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Registry.RollOut;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Registry;

/// <summary>How far the roll-out is: for staff with numbers, for the public as the national list (note in the terms).</summary>
internal static class RollOutEndpoints
{
    private const string Stages = "Only sites of this stage: non_v3, v3 or aggregated.";
    private const string Words = "Words that each begin the code or a word of the name.";

    private static readonly Refusal StageUnknown = new("state-unknown", new("Tahap yang ada: non_v3, v3, aggregated.", "The stages there are: non_v3, v3, aggregated."));

    public static void MapRollOut(this IEndpointRouteBuilder routes)
    {
        var sites = routes.MapGroup("/sites").RequireAuthorization(StaffTokens.Policy).WithTags("Sites").Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden);
        sites.MapGet("/overview", ListAsync)
            .WithSummary("The sites with stage, funnel (registered, activated, waiting, blocked, idle) and progress; searched, ordered and paged. Staff.");
        sites.MapGet("/{code}/overview", ReadAsync)
            .Refuses(Status404NotFound)
            .WithSummary("One site with its funnel, open activations by state, the uploaded accounts, its jobs, and the work that followed when it joined or left last. Staff.");
    }

    public static void MapPublicSites(this IEndpointRouteBuilder routes) => routes.MapGet("/public/sites", PublicAsync)
        .WithTags("Sites")
        .Refuses(Status400BadRequest)
        .WithSummary("The national list of sites, searched by code and name, filtered by stage and paged. Public; may be kept for five minutes.");

    private static async Task<Results<Ok<ReadSites.Answer.Found>, Refused>> ListAsync(
        StaffCaller caller, ReadSites read, [Description(Words)] string? q = null, [Description(Stages)] string? stage = null,
        [Description("Code, name, stage, registered, activated, waiting, blocked, share, joined or behind.")] string? order = null, bool descending = false, int skip = 0, int take = 50, CancellationToken ct = default)
    {
        if (!TryStage(stage, out var only))
            return new Refused(StageUnknown);
        if (!NamedState.TryParse<SiteOrder>(order, out var by))
            return new Refused(NamedState.Unknown<SiteOrder>());
        return await read.HandleAsync(new(caller.Actor, q, only, by ?? SiteOrder.Code, descending, skip, take), ct) switch
        {
            ReadSites.Answer.Found found => TypedResults.Ok(found),
            ReadSites.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<Results<Ok<ReadSite.View>, Refused>> ReadAsync(SiteCode code, StaffCaller caller, ReadSite read, CancellationToken ct) =>
        await read.HandleAsync(new(caller.Actor, code), ct) switch
        {
            ReadSite.Answer.Found { View: var view } => TypedResults.Ok(view),
            ReadSite.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<PublicSites.Answer>, Refused>> PublicAsync(
        HttpContext http, PublicSites sites, [Description(Words)] string? q = null, [Description(Stages)] string? stage = null, int skip = 0, int take = 100, CancellationToken ct = default)
    {
        if (!TryStage(stage, out var only))
            return new Refused(StageUnknown);
        http.Response.Headers[HeaderNames.CacheControl] = "public, max-age=300";
        return TypedResults.Ok(await sites.HandleAsync(new(q, only, skip, take), ct));
    }

    private static bool TryStage(string? text, out SiteStage? stage)
    {
        stage = text is null ? null : SiteStages.Find(text);
        return text is null || stage is not null;
    }
}

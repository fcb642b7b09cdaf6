using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Roaming;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Roaming;

/// <summary>Whether a provider may roam to the calling site (1.d, 2.g, 2.h).</summary>
internal static class RoamingEndpoints
{
    public static void MapRoaming(this IEndpointRouteBuilder site) => site.MapPost("/roaming", AskAsync)
        .WithTags("Roaming")
        .Refuses(Status400BadRequest)
        .WithSummary("May this provider roam here? With every reason why not; an unknown one is answered like one that is not activated.");

    private static async Task<Ok<RoamingAnswer>> AskAsync(SiteCaller caller, Provider provider, CheckRoaming check, CancellationToken ct) =>
        TypedResults.Ok(await check.HandleAsync(new(caller.Code, provider.UserId), ct));

    /// <summary>Who wants to roam.</summary>
    internal sealed record Provider(UserId UserId);
}

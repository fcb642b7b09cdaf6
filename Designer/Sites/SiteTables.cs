using BackOffice.Designer.Console;
using BackOffice.Designer.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Registry.Joining;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BackOffice.Designer.Sites;

/// <summary>The tables that jobs of sites left, for whoever is signed in to the console.</summary>
internal static class SiteTables
{
    /// <summary>Where a table is.</summary>
    public static string Address(string code, Guid job, string table) => $"/console/sites/{Uri.EscapeDataString(code)}/jobs/{job}/tables/{table}.csv";

    /// <summary>Maps the addresses.</summary>
    public static void MapSiteTables(this IEndpointRouteBuilder routes) => routes.MapGet("/console/sites/{code}/jobs/{job:guid}/tables/{table}.csv", SendAsync)
        .RequireAuthorization(ConsoleDoor.Scheme)
        .ExcludeFromDescription();

    private static async Task<Results<PhysicalFileHttpResult, ContentHttpResult>> SendAsync(SiteCode code, Guid job, string table, SignedIn person, ReadSiteJobs read, CancellationToken ct) =>
        await read.TableAsync(person.Actor, code, job, table, ct) switch
        {
            ReadSiteJobs.Answer.Table file => TypedResults.PhysicalFile(file.Path, CsvDownload.MediaType, file.FileName),
            ReadSiteJobs.Answer.Refused { Refusal: var why } => CsvDownload.No(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
}

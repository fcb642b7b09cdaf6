using BackOffice.Designer.Console;
using BackOffice.Designer.SignIn;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Activation.Desk.Bulk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BackOffice.Designer.Cases;

/// <summary>Lists of cases as files, for whoever is signed in to the console: a circuit cannot stream one.</summary>
internal static class CaseDownloads
{
    /// <summary>Where the list is as CSV, to be followed by the query of the list.</summary>
    public const string List = "/console/cases.csv";

    /// <summary>Where the results of an act on many cases are as CSV.</summary>
    public static string Results(Guid run) => $"/console/bulk-runs/{run}/results.csv";

    /// <summary>Maps the addresses.</summary>
    public static void MapCaseDownloads(this IEndpointRouteBuilder routes)
    {
        var downloads = routes.MapGroup("/console").RequireAuthorization(ConsoleDoor.Scheme).ExcludeFromDescription();
        downloads.MapGet("/cases.csv", ListAsync);
        downloads.MapGet("/bulk-runs/{run:guid}/results.csv", ResultsAsync);
    }

    private static async Task<Results<PushStreamHttpResult, ContentHttpResult>> ListAsync(
        SignedIn person, ExportCases export, [AsParameters] CaseQuery query, CaseColumn[] column, bool bom = false, CancellationToken ct = default)
    {
        if (query.Read(out var malformed) is not { } filter)
            return TypedResults.Text(malformed!.Sentence.Here(), statusCode: StatusCodes.Status400BadRequest);
        return await export.HandleAsync(new(person.Actor, filter, column, bom), ct) switch
        {
            ExportCases.Answer.Table { Lines: var lines } => CsvDownload.Of(lines, SentenceHere.IsEnglish ? "cases.csv" : "kasus.csv"),
            ExportCases.Answer.Refused { Refusal: var why } => CsvDownload.No(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<Results<PushStreamHttpResult, ContentHttpResult>> ResultsAsync(Guid run, SignedIn person, ReadBulkRun read, CancellationToken ct) =>
        await read.TableAsync(person.Actor, run, ct) switch
        {
            ReadBulkRun.Answer.Table { Lines: var lines } => CsvDownload.Of(lines, SentenceHere.IsEnglish ? "results.csv" : "hasil.csv"),
            ReadBulkRun.Answer.Refused { Refusal: var why } => CsvDownload.No(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
}

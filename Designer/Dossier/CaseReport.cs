using BackOffice.Designer.Console;
using BackOffice.Designer.SignIn;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BackOffice.Designer.Dossier;

/// <summary>The report of a case as a file, for whoever is signed in to the console: a circuit cannot stream one.</summary>
internal static class CaseReport
{
    /// <summary>Where the report of a case is.</summary>
    public static string Address(CaseId @case) => $"/console/cases/{@case}/report";

    /// <summary>Maps the address.</summary>
    public static void MapCaseReport(this IEndpointRouteBuilder routes) => routes.MapGet("/console/cases/{caseId:guid}/report", SendAsync)
        .RequireAuthorization(ConsoleDoor.Scheme)
        .ExcludeFromDescription();

    private static async Task<Results<PhysicalFileHttpResult, ContentHttpResult>> SendAsync(Guid caseId, SignedIn person, ReadReport read, CancellationToken ct) =>
        await read.ForStaffAsync(person.Actor, new(caseId), ct) switch
        {
            ReadReport.Answer.Found found => TypedResults.PhysicalFile(found.Path, "application/pdf", found.FileName, found.DrawnAt),
            ReadReport.Answer.Refused { Refusal: var why } => CsvDownload.No(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
}

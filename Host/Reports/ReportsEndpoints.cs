using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Reports;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Reports;

/// <summary>The activation report for the site and for staff, and the public page that a report's QR code opens.</summary>
internal static class ReportsEndpoints
{
    private const string Pdf = "application/pdf";

    /// <summary>The report for the account's own site.</summary>
    public static void MapReportOfActivation(this IEndpointRouteBuilder site) => site
        .MapGet("/activations/{userId}/report", async Task<Results<PhysicalFileHttpResult, Refused>> (SiteCaller caller, UserId userId, ReadReport read, CancellationToken ct) =>
            Answer(await read.ForSiteAsync(caller.Code, userId, ct)))
        .WithTags("Reports")
        .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
        .WithSummary("The activation report of a case and its group, as PDF.");

    /// <summary>The same report for staff.</summary>
    public static void MapReportOfCase(this IEndpointRouteBuilder routes) => routes
        .MapGet("/cases/{caseId}/report", async Task<Results<PhysicalFileHttpResult, Refused>> (Guid caseId, StaffCaller caller, ReadReport read, CancellationToken ct) =>
            Answer(await read.ForStaffAsync(caller.Actor, new(caseId), ct)))
        .RequireAuthorization(StaffTokens.Policy)
        .WithTags("Reports")
        .Refuses(Status401Unauthorized, Status403Forbidden, Status404NotFound, Status409Conflict)
        .WithSummary("The activation report of a case and its group, as PDF.");

    /// <summary>The page for whoever holds a printed report: no sign-in, no script.</summary>
    public static void MapVerifyPage(this IEndpointRouteBuilder routes) => routes
        .MapGet("/verify/{code}", async (string code, VerifyReport verify, HttpResponse response, CancellationToken ct) =>
            VerifyPage.Answer(response, await verify.HandleAsync(code, ct)))
        .ExcludeFromDescription();

    private static Results<PhysicalFileHttpResult, Refused> Answer(ReadReport.Answer answer) => answer switch
    {
        ReadReport.Answer.Found found => TypedResults.PhysicalFile(found.Path, Pdf, found.FileName, found.DrawnAt),
        ReadReport.Answer.Refused { Refusal: var why } => new Refused(why),
        var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
    };
}

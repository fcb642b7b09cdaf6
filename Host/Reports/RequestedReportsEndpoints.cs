using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows.Reports;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Reports;

/// <summary>Reports that staff ask for: of a case, a group, a clash, a site, the nation, a period.</summary>
internal static class RequestedReportsEndpoints
{
    public static void MapRequestedReports(this IEndpointRouteBuilder routes)
    {
        var reports = routes.MapGroup("/reports").RequireAuthorization(StaffTokens.Policy).WithTags("Reports").Refuses(Status401Unauthorized, Status403Forbidden);
        reports.MapPost("", AskAsync)
            .TakesIdempotencyKey()
            .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
            .WithSummary("Asks for a report: kind case, group, clash or site with id; nation; period with from and to. It is drawn at once, outside the call.");
        reports.MapGet("/{id}", StatusAsync)
            .Refuses(Status404NotFound)
            .WithSummary("How far a requested report is, with links to its files once it is drawn.");
        reports.MapGet("/{id}/file.pdf", async Task<Results<PhysicalFileHttpResult, Refused>> (Guid id, StaffCaller caller, ReadRequestedReport read, CancellationToken ct) =>
                File(await read.FileAsync(caller.Actor, id, table: null, ct), "application/pdf"))
            .Refuses(Status404NotFound, Status410Gone)
            .WithSummary("The report as PDF; gone when its keeping time is over.");
        reports.MapGet("/{id}/tables/{table}.csv", async Task<Results<PhysicalFileHttpResult, Refused>> (Guid id, string table, StaffCaller caller, ReadRequestedReport read, CancellationToken ct) =>
                File(await read.FileAsync(caller.Actor, id, table, ct), "text/csv; charset=utf-8"))
            .Refuses(Status404NotFound, Status410Gone)
            .WithSummary("One table of the report as CSV; gone when its keeping time is over.");
    }

    private static async Task<Results<Accepted<Asked>, Refused>> AskAsync(Wanted wanted, StaffCaller caller, AskForReport ask, CancellationToken ct) =>
        await ask.HandleAsync(new(caller.Actor, new(wanted.Kind, wanted.Id, wanted.From, wanted.To)), ct) switch
        {
            AskForReport.Answer.Asked { Report: var id } => TypedResults.Accepted($"/api/v1/reports/{id}", new Asked(id)),
            AskForReport.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<Status>, Refused>> StatusAsync(Guid id, StaffCaller caller, ReadRequestedReport read, CancellationToken ct) =>
        await read.StatusAsync(caller.Actor, id, ct) switch
        {
            ReadRequestedReport.Answer.Found { View: var view } => TypedResults.Ok(Status.Of(view)),
            ReadRequestedReport.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static Results<PhysicalFileHttpResult, Refused> File(ReadRequestedReport.Answer answer, string type) => answer switch
    {
        ReadRequestedReport.Answer.File file => TypedResults.PhysicalFile(file.Path, type, file.FileName, file.ReadyAt),
        ReadRequestedReport.Answer.Refused { Refusal: var why } => new Refused(why),
        var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
    };

    internal sealed record Wanted(ReportKind Kind, string? Id = null, DateOnly? From = null, DateOnly? To = null);

    internal sealed record Asked(Guid Report);

    internal sealed record Links(string? Pdf, IReadOnlyDictionary<string, string> Tables);

    internal sealed record Status(ReadRequestedReport.View Report, Links Links)
    {
        public static Status Of(ReadRequestedReport.View view) => new(view, new(
            view is { State: ReportState.Ready, FilesRemovedAt: null } ? $"/api/v1/reports/{view.Id}/file.pdf" : null,
            (view.FilesRemovedAt is null ? view.Tables : []).ToDictionary(table => table, table => $"/api/v1/reports/{view.Id}/tables/{table}.csv")));
    }
}

using BackOffice.Designer.Console;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Registry.Joining;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Registry;

/// <summary>Bringing a site in: its accounts are uploaded, tried and imported, its join is rehearsed, and then it joins. The long work goes on outside the calls.</summary>
internal static class SiteJobsEndpoints
{
    public static void MapSiteJobs(this IEndpointRouteBuilder routes)
    {
        var site = routes.MapGroup("/sites/{code}").RequireAuthorization(StaffTokens.Policy).WithTags("Sites")
            .Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden, Status404NotFound);
        site.MapPost("/uploads", UploadAsync)
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .Refuses(Status409Conflict, Status413PayloadTooLarge)
            .WithSummary("Takes the site's accounts.csv as the body, in place of an earlier one; it is imported by jobs. Administrator or process owner.");
        var jobs = site.MapGroup("/jobs");
        jobs.MapPost("", StartAsync)
            .TakesIdempotencyKey()
            .Refuses(Status409Conflict)
            .WithSummary("Starts a dryRun or import of the uploaded accounts, or a rehearsal of the join: of what the registry has, or with fromUpload of the file. Administrator or process owner.");
        jobs.MapGet("", ListAsync)
            .WithSummary("The newest jobs of the site. Staff.");
        jobs.MapGet("/{id}", ReadAsync)
            .WithSummary("How far a job is, and what came of it. Staff.");
        jobs.MapDelete("/{id}", StopAsync)
            .WithSummary("Stops a job; what an import has committed stays. Administrator or process owner.");
        jobs.MapGet("/{id}/tables/{table}.csv", TableAsync)
            .WithSummary("A table that a job left: rejected, not-taken or findings. Administrator, process owner or auditor.");
    }

    private static async Task<Results<Created<UploadAccounts.Answer.Uploaded>, Refused>> UploadAsync(SiteCode code, Stream body, StaffCaller caller, UploadAccounts upload, CancellationToken ct) =>
        await upload.HandleAsync(new(caller.Actor, code, body), ct) switch
        {
            UploadAccounts.Answer.Uploaded uploaded => TypedResults.Created($"/api/v1/sites/{code}/overview", uploaded),
            UploadAccounts.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Accepted<Started>, Refused>> StartAsync(SiteCode code, JobOrder order, StaffCaller caller, StartSiteJob start, CancellationToken ct) =>
        await start.HandleAsync(new(caller.Actor, code, order.Kind, order.FromUpload), ct) switch
        {
            StartSiteJob.Answer.Started { Job: var job } => TypedResults.Accepted($"/api/v1/sites/{code}/jobs/{job}", new Started(job)),
            StartSiteJob.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> StopAsync(SiteCode code, Guid id, StaffCaller caller, StartSiteJob start, CancellationToken ct) =>
        await start.StopAsync(caller.Actor, code, id, ct) switch
        {
            StartSiteJob.Answer.Stopped => TypedResults.NoContent(),
            StartSiteJob.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ReadSiteJobs.Answer.Found>, Refused>> ListAsync(SiteCode code, StaffCaller caller, ReadSiteJobs read, CancellationToken ct) =>
        await read.OfSiteAsync(caller.Actor, code, ct) switch
        {
            ReadSiteJobs.Answer.Found found => TypedResults.Ok(found),
            ReadSiteJobs.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ReadSiteJobs.View>, Refused>> ReadAsync(SiteCode code, Guid id, StaffCaller caller, ReadSiteJobs read, CancellationToken ct) =>
        await read.OneAsync(caller.Actor, code, id, ct) switch
        {
            ReadSiteJobs.Answer.One { Job: var job } => TypedResults.Ok(job),
            ReadSiteJobs.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<PhysicalFileHttpResult, Refused>> TableAsync(SiteCode code, Guid id, string table, StaffCaller caller, ReadSiteJobs read, CancellationToken ct) =>
        await read.TableAsync(caller.Actor, code, id, table, ct) switch
        {
            ReadSiteJobs.Answer.Table file => TypedResults.PhysicalFile(file.Path, CsvDownload.MediaType, file.FileName),
            ReadSiteJobs.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    internal sealed record JobOrder(SiteJobKind Kind, bool FromUpload = false);

    internal sealed record Started(Guid Job);
}

using System.ComponentModel;
using BackOffice.Designer.Console;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Audit;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Audit;

/// <summary>Who did what: to be searched and taken away by auditors and administrators. Nothing here changes an entry; an administrator may erase a personal value.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/audit").RequireAuthorization(StaffTokens.Policy).WithTags("Audit").Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden);
        audit.MapGet("", SearchAsync)
            .WithSummary("The audit trail by who, act, case number, beginning of a value, site and day; newest first, the next page after the last entry. Auditor or administrator.");
        audit.MapGet("/export.csv", ExportAsync)
            .WithSummary("All matching entries as CSV. That they were taken away is an entry itself. Auditor or administrator.");
        audit.MapGet("/chain", ChainAsync)
            .WithSummary("The number and seal with which the chain of sealed entries ends, to be noted elsewhere. Auditor or administrator.");
        audit.MapPost("/{id}/erase", EraseAsync)
            .TakesIdempotencyKey()
            .Refuses(Status404NotFound, Status409Conflict)
            .WithSummary("Erases one personal value of an entry, with a reason; the chain stays whole. Administrator.");
    }

    private static async Task<Results<Ok<SearchAudit.Answer.Found>, Refused>> SearchAsync(
        StaffCaller caller, SearchAudit search, [AsParameters] Filter filter, [Description("The member next of the page before.")] Guid? after = null, int take = 50, CancellationToken ct = default) =>
        await search.HandleAsync(new(caller.Actor, filter.Meant, after, take), ct) switch
        {
            SearchAudit.Answer.Found found => TypedResults.Ok(found),
            SearchAudit.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<PushStreamHttpResult, Refused>> ExportAsync(StaffCaller caller, ExportAudit export, [AsParameters] Filter filter, CancellationToken ct) =>
        await export.HandleAsync(new(caller.Actor, filter.Meant), ct) switch
        {
            ExportAudit.Answer.Table { Lines: var lines } => CsvDownload.Of(lines, "audit.csv"),
            ExportAudit.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<AuditChainEnd>, Refused>> ChainAsync(StaffCaller caller, ReadAuditChain read, CancellationToken ct) =>
        await read.HandleAsync(caller.Actor, ct) switch
        {
            ReadAuditChain.Answer.Found { End: var end } => TypedResults.Ok(end),
            ReadAuditChain.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> EraseAsync(Guid id, Erasure erasure, StaffCaller caller, EraseAuditValue erase, CancellationToken ct) =>
        await erase.HandleAsync(new(caller.Actor, id, erasure.Value, erasure.Reason), ct) switch
        {
            EraseAuditValue.Answer.Erased => TypedResults.NoContent(),
            EraseAuditValue.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    internal sealed record Filter(
        [property: Description("The whole name of who did it: staff, a site's code, site/user ID of a provider, or a worker.")] string? Who = null,
        [property: Description("What was done, such as site-joined.")] string? Act = null,
        [property: Description("The number of a case.")] string? Case = null,
        [property: Description("How a value of the act begins.")] string? Value = null,
        SiteCode? Site = null,
        DateOnly? From = null,
        DateOnly? To = null)
    {
        internal SearchAudit.Filter Meant => new(Who, Act, Case, Value, Site, From, To);
    }

    internal sealed record Erasure(string Value, string Reason);
}

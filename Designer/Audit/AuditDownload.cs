using BackOffice.Designer.Console;
using BackOffice.Designer.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BackOffice.Designer.Audit;

/// <summary>The audit trail as a file, for whoever is signed in to the console: a circuit cannot stream one.</summary>
internal static class AuditDownload
{
    /// <summary>Where it is, to be followed by the query of the page.</summary>
    public const string Address = "/console/audit.csv";

    /// <summary>Maps the address.</summary>
    public static void MapAuditDownload(this IEndpointRouteBuilder routes) => routes.MapGet(Address, SendAsync).RequireAuthorization(ConsoleDoor.Scheme).ExcludeFromDescription();

    private static async Task<Results<PushStreamHttpResult, ContentHttpResult>> SendAsync(
        SignedIn person, ExportAudit export, string? who = null, string? act = null, string? @case = null, string? value = null, SiteCode? site = null, DateOnly? from = null, DateOnly? to = null,
        CancellationToken ct = default) => await export.HandleAsync(new(person.Actor, new(who, act, @case, value, site, from, to)), ct) switch
        {
            ExportAudit.Answer.Table { Lines: var lines } => CsvDownload.Of(lines, "audit.csv"),
            ExportAudit.Answer.Refused { Refusal: var why } => CsvDownload.No(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
}

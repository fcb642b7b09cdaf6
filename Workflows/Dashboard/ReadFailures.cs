using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Dashboard;

/// <summary>What stands behind the dashboard's numbers of failed reports and of alarms about the rule file.</summary>
public sealed class ReadFailures(Database database)
{
    /// <summary>How many of a kind are listed at most, the newest first.</summary>
    public const int Most = 200;

    /// <summary>What is asked.</summary>
    /// <param name="By">Who asks; any role may. Whoever is limited to sites sees the reports of cases there.</param>
    /// <param name="Site">Only the reports of cases of this site; null for all.</param>
    public sealed record Request(StaffActor By, SiteCode? Site = null);

    /// <summary>The report of a case that could not be drawn.</summary>
    public sealed record OfCase(string Number, string Site, DateTimeOffset DueAt, int Attempts);

    /// <summary>A report that somebody asked for and that could not be drawn.</summary>
    public sealed record Requested(ReportKind Kind, string By, DateTimeOffset AskedAt, int Attempts);

    /// <summary>A rule file that is broken.</summary>
    /// <param name="File">The file.</param>
    /// <param name="RaisedAt">Since when.</param>
    /// <param name="Problems">Why, in English as the rules are written; null for those who may not read policies.</param>
    public sealed record Alarm(string File, DateTimeOffset RaisedAt, string? Problems);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>Here they are; requested reports and alarms, which are of no site, only where neither the person nor the question is limited to one.</summary>
        public sealed record Found(IReadOnlyList<OfCase> Cases, IReadOnlyList<Requested> Requested, IReadOnlyList<Alarm> Alarms) : Answer;

        /// <summary>Not for this person, or there is no such site.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads them.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        (request.By.Requires(StaffRoles.All) ?? (request.Site is { } site && !request.By.Sees(site) ? CaseRefusals.SiteUnknown(site) : null)) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.ReadAsync<Answer>(async (db, token) => new Answer.Found(
                await OfCasesAsync(db, request, token),
                request is { Site: null, By.Sites: null } ? await RequestedAsync(db, token) : [],
                request is { Site: null, By.Sites: null } ? await AlarmsAsync(db, request.By, token) : []), ct);

    private static Task<List<OfCase>> OfCasesAsync(BackOfficeDb db, Request request, CancellationToken ct) => db.Reports.Where(report => report.State == ReportState.Failed)
        .Join(db.CasesOf(request.By).Where(@case => request.Site == null || @case.SiteCode == request.Site), report => report.CaseId, @case => @case.Id, (report, @case) => new { report, @case })
        .OrderByDescending(row => row.report.DueAt).Take(Most).Select(row => new OfCase(row.@case.Number, row.@case.SiteCode.Value, row.report.DueAt, row.report.Attempts)).ToListAsync(ct);

    private static Task<List<Requested>> RequestedAsync(BackOfficeDb db, CancellationToken ct) => db.RequestedReports.Where(report => report.State == ReportState.Failed)
        .OrderByDescending(report => report.DueAt).Take(Most).Select(report => new Requested(report.Kind, report.RequestedBy, report.DueAt, report.Attempts)).ToListAsync(ct);

    private static async Task<List<Alarm>> AlarmsAsync(BackOfficeDb db, StaffActor by, CancellationToken ct)
    {
        var reads = by.Requires(PolicyRoles.Readers) is null;
        return (await db.PolicyAlarms.Where(alarm => alarm.ClearedAt == null).OrderByDescending(alarm => alarm.RaisedAt).Take(Most).ToListAsync(ct))
            .ConvertAll(alarm => new Alarm(Path.GetFileName(alarm.File), alarm.RaisedAt, reads ? alarm.Problems : null));
    }
}

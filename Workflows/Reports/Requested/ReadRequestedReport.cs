using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Reports;

/// <summary>How far a requested report is, and its files; for staff of any role.</summary>
public sealed class ReadRequestedReport(Database database, IOptions<ReportOptions> options)
{
    /// <summary>How far a report is.</summary>
    /// <param name="Id">The report.</param>
    /// <param name="Kind">What it is about.</param>
    /// <param name="Subject">Which one.</param>
    /// <param name="From">The first day of a period.</param>
    /// <param name="To">Its last day.</param>
    /// <param name="State">How far it is.</param>
    /// <param name="RequestedBy">Who asked for it.</param>
    /// <param name="RequestedAt">When.</param>
    /// <param name="ReadyAt">When it was drawn; null before.</param>
    /// <param name="Number">The number it is filed under; null before it is drawn.</param>
    /// <param name="Code">The code of its digest; null before it is drawn.</param>
    /// <param name="Tables">Its tables that are given as CSV; empty before it is drawn.</param>
    /// <param name="FilesKeptUntil">Until when its files can be had; null before it is drawn.</param>
    /// <param name="FilesRemovedAt">When they were removed; null while they are there.</param>
    public sealed record View(
        Guid Id, ReportKind Kind, string? Subject, DateOnly? From, DateOnly? To, ReportState State, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? ReadyAt,
        string? Number, string? Code, IReadOnlyList<string> Tables, DateTimeOffset? FilesKeptUntil, DateTimeOffset? FilesRemovedAt);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>How far it is.</summary>
        public sealed record Found(View View) : Answer;

        /// <summary>A file of it, which never changes.</summary>
        /// <param name="Path">Where it lies.</param>
        /// <param name="FileName">A name to save it under.</param>
        /// <param name="ReadyAt">When it was drawn.</param>
        public sealed record File(string Path, string FileName, DateTimeOffset ReadyAt) : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>How far it is.</summary>
    public Task<Answer> StatusAsync(StaffActor by, Guid id, CancellationToken ct) => WithAsync(by, id, report => new Answer.Found(new(
        report.Id, report.Kind, report.Subject, report.From, report.To, report.State, report.RequestedBy, report.DueAt, report.ReadyAt, report.Number, report.Digest, Tables(report),
        report.ReadyAt + options.Value.KeepRequested, report.FilesRemovedAt)), ct);

    /// <summary>The PDF; or the named table as CSV where <paramref name="table"/> is given.</summary>
    public Task<Answer> FileAsync(StaffActor by, Guid id, string? table, CancellationToken ct) => WithAsync(by, id, report =>
    {
        if (report is not { State: ReportState.Ready, Folder: { } folder, Number: { } number, ReadyAt: { } at })
            return new Answer.Refused(ReportRefusals.NotReady);
        if (report.FilesRemovedAt is { } removedAt)
            return new Answer.Refused(ReportRefusals.FilesRemoved(removedAt));
        // Only names that stand on the row: nothing that a caller writes becomes part of a path.
        if (table is not null && !Tables(report).Contains(table, StringComparer.Ordinal))
            return new Answer.Refused(ReportRefusals.TableUnknown);
        var path = table is null ? RequestedReportFiles.Pdf(options.Value.Folder, folder) : RequestedReportFiles.Table(options.Value.Folder, folder, table);
        var name = number.Replace('/', '-') + (table is null ? ".pdf" : $"-{table}.csv");
        return System.IO.File.Exists(path) ? new Answer.File(path, name, at) : new Answer.Refused(ReportRefusals.FileMissing);
    }, ct);

    private Task<Answer> WithAsync(StaffActor by, Guid id, Func<RequestedReport, Answer> answer, CancellationToken ct) => by.Requires(StaffRoles.All) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync(async (db, token) => await db.RequestedReports.SingleOrDefaultAsync(one => one.Id == id, token) is { } report && await ReportReach.CoversAsync(db, by, report.Kind, report.Subject, token)
            ? answer(report)
            : new Answer.Refused(ReportRefusals.Unknown), ct);

    private static string[] Tables(RequestedReport report) => report.Tables?.Split('|', StringSplitOptions.RemoveEmptyEntries) ?? [];
}

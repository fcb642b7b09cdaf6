using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Consistency.Checks;

/// <summary>Reports against the cases that owe one and the files that were drawn.</summary>
internal static class ReportChecks
{
    private const int Batch = 200;

    public static IReadOnlyList<Check> In(IOptions<ReportOptions> options) =>
    [
        Check.Of("report-missing", db => Owing(db).Select(@case => @case.Number).Order(), number => $"case {number}", _ => new(
            "Aktivasi sudah selesai tanpa laporan; perbaikan memintanya.", "The activation ended without a report; repairing asks for one."), AskAsync),
        Check.Of("report-without-date", Undated, Name, _ => new(
            "Laporan menunggu tanpa tanggal, sehingga tidak pernah dibuat; perbaikan membuatnya.", "The report waits without a date, so it is never drawn; repairing draws it."), GiveDatesAsync),
        Check.Of("report-failed", db => Named(db.Reports.Where(report => report.State == ReportState.Failed), db.RequestedReports.Where(report => report.State == ReportState.Failed)), Name, _ => new(
            "Laporan tidak dapat dibuat. Lihat log, perbaiki penyebabnya, lalu minta laporan lagi.", "The report could not be drawn. See the log, mend the cause, and ask for it again.")),
        new("report-file-missing", (db, ct) => MissingFiles(db, options.Value.Folder)),
    ];

    private static string Name(Guid id) => $"report {id}";

    private static IOrderedQueryable<Guid> Undated(BackOfficeDb db) => Named(
        db.Reports.Where(report => report.State == ReportState.Due && report.NextAttemptAt == null),
        db.RequestedReports.Where(report => report.State == ReportState.Due && report.NextAttemptAt == null));

    private static IOrderedQueryable<Guid> Named(IQueryable<Report> reports, IQueryable<RequestedReport> requested) =>
        reports.Select(report => report.Id).Concat(requested.Select(report => report.Id)).Order();

    // A definition need not ask for a report; one that does has asked by its end.
    private static IQueryable<ActivationCase> Owing(BackOfficeDb db) =>
        from @case in db.Cases
        join instance in db.Instances on @case.InstanceId equals instance.Id
        join definition in db.DefinitionVersions on instance.DefinitionVersionId equals definition.Id
        where @case.State == CaseState.Active && instance.Status == InstanceStatus.Done && definition.Json.Contains("BackOffice.RequestReport")
            && !db.Reports.Any(report => report.CaseId == @case.Id)
        select @case;

    private static Task AskAsync(Repairing repairing, CancellationToken ct) => repairing.UntilDoneAsync(async (transaction, token) =>
    {
        var some = await Owing(transaction.Db).Select(@case => @case.Id).Order().Take(Batch).ToListAsync(token);
        var now = repairing.Database.Now;
        foreach (var @case in some)
            transaction.Db.Reports.Add(new() { Id = Guid.CreateVersion7(now), CaseId = @case, State = ReportState.Due, DueAt = now, NextAttemptAt = now });
        transaction.AfterCommit(transaction.Service<ReportNudge>().Now);
        return some.Count;
    }, ct);

    private static Task GiveDatesAsync(Repairing repairing, CancellationToken ct) => repairing.Database.InTransactionAsync(async (transaction, token) =>
    {
        DateTimeOffset? now = repairing.Database.Now;
        await transaction.Db.Reports.Where(report => report.State == ReportState.Due && report.NextAttemptAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(report => report.NextAttemptAt, now), token);
        await transaction.Db.RequestedReports.Where(report => report.State == ReportState.Due && report.NextAttemptAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(report => report.NextAttemptAt, now), token);
        transaction.AfterCommit(transaction.Service<ReportNudge>().Now);
    }, ct);

    // Never drawn again: the same code would stand under what may say something else by now.
    private static async IAsyncEnumerable<Finding> MissingFiles(BackOfficeDb db, string folder)
    {
        var files = db.Reports.Where(report => report.State == ReportState.Ready).Select(report => new { report.Id, File = report.FileName! });
        await foreach (var report in files.AsAsyncEnumerable())
            if (!File.Exists(Path.Combine(folder, report.File)))
                yield return Missing(report.Id);
        await foreach (var report in db.RequestedReports.Where(report => report.State == ReportState.Ready && report.FilesRemovedAt == null).Select(report => new { report.Id, report.Folder }).AsAsyncEnumerable())
            if (!File.Exists(RequestedReportFiles.Pdf(folder, report.Folder!)))
                yield return Missing(report.Id);
    }

    private static Finding Missing(Guid id) => new("report-file-missing", Name(id), new(
        "Berkas laporan ini tidak ada di folder laporan. Pulihkan dari cadangan; laporan tidak dibuat ulang dengan kode yang sama.",
        "The file of the report is not in the reports folder. Restore it from a backup; a report is not drawn again under the same code."), Repairable: false);
}

using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Reports;

/// <summary>
/// Draws the reports that are due, by one Host at a time. A file is named by case and digest and comes before its mark on the row, so that a row never names a file that is
/// not the one its digest was taken of; after a crash in between it is drawn again, and what was left behind is removed.
/// </summary>
internal sealed class DrawDueReports(
    Database database, Leadership leadership, IReportRenderer renderer, NoticeTemplates templates, IOptions<ReportOptions> options, ILogger<DrawDueReports> logger,
    IDurablePoints? points = null)
{
    private const int Batch = 20;

    /// <summary>What became of one round.</summary>
    /// <param name="Drawn">Ready to be fetched.</param>
    /// <param name="Postponed">They are tried again later.</param>
    /// <param name="Failed">They are given up: a person looks at them.</param>
    public sealed record Answer(int Drawn, int Postponed, int Failed);

    private sealed record Drawn(string CaseNumber, string Code, string FileName);

    /// <summary>Draws all that is due now; nothing while another Host is at it.</summary>
    public async Task<Answer> HandleAsync(CancellationToken ct)
    {
        var answer = new Answer(0, 0, 0);
        await leadership.TryAsync("draw-reports", async token => answer = await DrawAllAsync(token), ct);
        return answer;
    }

    private async Task<Answer> DrawAllAsync(CancellationToken ct)
    {
        var answer = new Answer(0, 0, 0);
        while (await DueAsync(ct) is [_, ..] due)
            foreach (var report in due)
            {
                var drawn = await TryDrawAsync(report, ct);
                answer = await MarkAsync(report, drawn, ct) switch
                {
                    null => answer,
                    ReportState.Ready => answer with { Drawn = answer.Drawn + 1 },
                    ReportState.Due => answer with { Postponed = answer.Postponed + 1 },
                    ReportState.Failed => answer with { Failed = answer.Failed + 1 },
                    var other => throw new InvalidOperationException($"Unhandled report state {other}."),
                };
                if (drawn is not null)
                    await RemoveLeftoversAsync(report, drawn, ct);
            }
        return answer;
    }

    private Task<List<Report>> DueAsync(CancellationToken ct) => database.ReadAsync((db, token) =>
    {
        var now = database.Now;
        return db.Reports.Where(report => report.NextAttemptAt <= now).OrderBy(report => report.NextAttemptAt).ThenBy(report => report.Id).Take(Batch).ToListAsync(token);
    }, ct);

    private async Task<Drawn?> TryDrawAsync(Report report, CancellationToken ct)
    {
        try
        {
            var rows = await database.ReadAsync((db, token) => CaseRows.ReadAsync(db, report.CaseId, token), ct);
            var facts = CaseFacts.Of(rows, templates, database.Now);
            var digest = ReportDigest.Of(facts);
            var name = $"{facts.CaseNumber}-{digest.Hex[..12]}.pdf";
            points?.Before("DrawDueReports:file");
            await ReportFile.WriteAsync(renderer, ActivationReport.Compose(facts, options.Value.Issuer), Path.Combine(options.Value.Folder, name), ct);
            points?.After("DrawDueReports:file");
            return new(facts.CaseNumber, digest.Code, name);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Without its message, which may repeat what a person typed.
            logger.LogError("The report of case {Case} could not be drawn: {Failure}\n{Trace}", report.CaseId, e.GetType().Name, e.StackTrace);
            return null;
        }
    }

    /// <summary>Writes down what became of the attempt; null when another Host did meanwhile.</summary>
    private Task<ReportState?> MarkAsync(Report tried, Drawn? drawn, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var report = await transaction.Db.Reports.SingleOrDefaultAsync(one => one.Id == tried.Id && one.State == ReportState.Due && one.Attempts == tried.Attempts, token);
        if (report is null)
            return (ReportState?)null;
        report.Attempts++;
        if (drawn is not null)
            (report.State, report.Digest, report.FileName, report.ReadyAt, report.NextAttemptAt) = (ReportState.Ready, drawn.Code, drawn.FileName, database.Now, null);
        else if (options.Value.RetryAfter(report.Attempts) is { } wait)
            report.NextAttemptAt = database.Now + wait;
        else
            (report.State, report.NextAttemptAt) = (ReportState.Failed, null);
        return report.State;
    }, ct);

    // One case has one file, the one its row names: another, whose mark was lost, verifies nowhere.
    private async Task RemoveLeftoversAsync(Report report, Drawn drawn, CancellationToken ct)
    {
        var named = await database.ReadAsync((db, token) => db.Reports.Where(one => one.Id == report.Id).Select(one => one.FileName).SingleAsync(token), ct);
        foreach (var file in Directory.GetFiles(options.Value.Folder, $"{drawn.CaseNumber}-*").Where(file => Path.GetFileName(file) != named))
            File.Delete(file);
    }
}

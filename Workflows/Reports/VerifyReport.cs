using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Reports;

/// <summary>
/// Says to anybody whether a printed report is genuine, and what must stand on it. The company is named: the code cannot be guessed, so who has it has the report, and a genuine
/// code under another company's name would otherwise pass.
/// </summary>
public sealed class VerifyReport(Database database)
{
    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The report is ours; it is genuine if it says just this.</summary>
        /// <param name="Code">The code of its digest.</param>
        /// <param name="CaseNumber">The case's number.</param>
        /// <param name="Company">The company, as it was registered at its site.</param>
        /// <param name="SiteCode">The site of registration.</param>
        /// <param name="SiteName">That site's name.</param>
        /// <param name="DrawnAt">When it was drawn.</param>
        public sealed record Genuine(string Code, string CaseNumber, string Company, string SiteCode, string SiteName, DateTimeOffset DrawnAt) : Answer;

        /// <summary>It is one that staff asked for.</summary>
        /// <param name="Code">The code, as it is written.</param>
        /// <param name="Number">The number it is filed under.</param>
        /// <param name="About">Its title and what it is about.</param>
        /// <param name="DrawnAt">When it was drawn.</param>
        public sealed record GenuineRequested(string Code, string Number, string About, DateTimeOffset DrawnAt) : Answer;

        /// <summary>No report has this code.</summary>
        public sealed record Unknown : Answer;
    }

    /// <summary>Looks up a code as a person types it, or the whole digest.</summary>
    public Task<Answer> HandleAsync(string? typed, CancellationToken ct) => !ReportDigest.TryReadCode(typed, out var code)
        ? Task.FromResult<Answer>(new Answer.Unknown())
        : database.ReadAsync<Answer>(async (db, token) =>
        {
            var found = await db.Reports.Where(report => report.Digest == code && report.State == ReportState.Ready)
                .Join(db.Cases, report => report.CaseId, @case => @case.Id, (report, @case) => new { Report = report, @case.Number, @case.Account })
                .Select(row => new
                {
                    row.Number,
                    // After a merge the account has another's identity; its own provider keeps the name it was registered under, which stands on the report.
                    Company = db.Providers.Where(provider => provider.Id == row.Account.Id).Select(provider => provider.CompanyName).Single(),
                    row.Account.SiteCode,
                    row.Account.Site.Name,
                    row.Report.ReadyAt,
                }).SingleOrDefaultAsync(token);
            if (found is null)
                // Asked for twice within one moment, the same facts are the same report.
                return await db.RequestedReports.Where(report => report.Digest == code && report.State == ReportState.Ready).OrderBy(report => report.Id).FirstOrDefaultAsync(token) is { Number: { } number, About: { } about, ReadyAt: { } at }
                    ? new Answer.GenuineRequested(code, number, about, at)
                    : new Answer.Unknown();
            return new Answer.Genuine(code, found.Number, found.Company, found.SiteCode.Value, found.Name, found.ReadyAt!.Value);
        }, ct);
}

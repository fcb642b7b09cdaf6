using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Reports;

/// <summary>Fetches the report of a case: a site for an account of its own, staff for any case.</summary>
public sealed class ReadReport(Database database, IOptions<ReportOptions> options)
{
    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>Here it is.</summary>
        /// <param name="Path">The PDF file, which never changes.</param>
        /// <param name="FileName">A name to save it under.</param>
        /// <param name="Code">The code of its digest.</param>
        /// <param name="DrawnAt">When it was drawn.</param>
        public sealed record Found(string Path, string FileName, string Code, DateTimeOffset DrawnAt) : Answer;

        /// <summary>Not for this caller, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>The report of the newest case of one of the site's own accounts.</summary>
    public Task<Answer> ForSiteAsync(SiteCode site, UserId userId, CancellationToken ct) => database.ReadAsync<Answer>(async (db, token) =>
    {
        if (await db.FindOwnAsync(site, userId, token) is not { } account)
            return new Answer.Refused(CaseRefusals.AccountUnknown);
        var @case = await db.Cases.Where(one => one.AccountId == account.Id).OrderByDescending(one => one.OpenedAt).Select(one => (CaseId?)one.Id).FirstOrDefaultAsync(token);
        return @case is { } id ? await FindAsync(db, id, token) : new Answer.Refused(CaseRefusals.NoCase);
    }, ct);

    /// <summary>The report of a case; any role may read it.</summary>
    public Task<Answer> ForStaffAsync(StaffActor by, CaseId @case, CancellationToken ct) => by.Requires(StaffRoles.All) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync(async (db, token) => await db.CasesOf(by).AnyAsync(one => one.Id == @case, token)
            ? await FindAsync(db, @case, token)
            : new Answer.Refused(CaseRefusals.CaseUnknown), ct);

    private async Task<Answer> FindAsync(BackOfficeDb db, CaseId @case, CancellationToken ct)
    {
        var report = await db.Reports.SingleOrDefaultAsync(one => one.CaseId == @case, ct);
        if (report is not { State: ReportState.Ready, FileName: { } name, Digest: { } code, ReadyAt: { } at })
            return new Answer.Refused(ReportRefusals.NotReady);
        var path = Path.Combine(options.Value.Folder, name);
        return File.Exists(path) ? new Answer.Found(path, name, code, at) : new Answer.Refused(ReportRefusals.FileMissing);
    }
}

using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Reports;

/// <summary>Gathers the facts of a subject and puts them on paper: a PDF, and a CSV file for each named table.</summary>
internal sealed class ReportPress(Database database, IReportRenderer renderer, NoticeTemplates templates)
{
    /// <summary>What was printed.</summary>
    public sealed record Printed(ReportDigest Digest, Words Title, string Number, string About, IReadOnlyList<string> Tables);

    /// <summary>Finds the subject by what a person calls it; a refusal where there is none for this person, or where it reaches beyond the sites that the person is limited to.</summary>
    public Task<(ReportSubject? Found, Refusal? Refusal)> FindAsync(ReportSubject subject, StaffActor by, CancellationToken ct) => database.ReadAsync(async (db, token) =>
    {
        var (found, refusal) = await FindAsync(db, subject, by, token);
        return found is null || await ReportReach.CoversAsync(db, by, found.Kind, found.Id, token) ? (found, refusal) : (null, StaffRefusals.BeyondSites);
    }, ct);

    /// <summary>Prints a subject that <see cref="FindAsync(ReportSubject, StaffActor, CancellationToken)"/> found.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="issuer">Who issues the report.</param>
    /// <param name="pdf">The PDF file, replaced if it is there.</param>
    /// <param name="table">Where the table of this name goes.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public async Task<Printed> PrintAsync(ReportSubject subject, ReportIssuer issuer, string pdf, Func<string, string> table, CancellationToken ct)
    {
        using var spool = new RowSpool();
        var (document, digest) = await database.ReadAsync((db, token) => ComposeAsync(db, subject, issuer, spool, token), ct);
        Directory.CreateDirectory(Path.GetDirectoryName(pdf)!);
        await CsvTables.WriteAsync(document, table, ct);
        await ReportFile.WriteAsync(renderer, document, pdf, ct);
        return new(digest, document.Info.Title, document.Info.Number.Indonesian, document.Info.Subject.Indonesian, CsvTables.Names(document));
    }

    private async Task<(ReportDocument Document, ReportDigest Digest)> ComposeAsync(BackOfficeDb db, ReportSubject subject, ReportIssuer issuer, RowSpool spool, CancellationToken ct)
    {
        switch (subject.Kind)
        {
            case ReportKind.Case:
                var facts = CaseFacts.Of(await CaseRows.ReadAsync(db, new CaseId(Guid.Parse(subject.Id!)), ct), templates, database.Now);
                return (ActivationReport.Compose(facts, issuer), ReportDigest.Of(facts));
            case ReportKind.Nation or ReportKind.Site:
                var code = subject.Id is null ? null : SiteCode.Parse(subject.Id);
                var site = code is null ? null : await db.Sites.SingleAsync(one => one.Code == code, ct);
                var national = await NationalFacts.ReadAsync(db, site, spool, database.Now, ct);
                return (NationalReport.Compose(national, issuer), ReportDigest.Of(national));
            case ReportKind.Group:
                return Listed(await GroupListing.ReadAsync(db, Guid.Parse(subject.Id!), database.Now, ct), issuer);
            case ReportKind.Clash:
                return Listed(await ClashListing.ReadAsync(db, Guid.Parse(subject.Id!), database.Now, ct), issuer);
            case ReportKind.Period:
                return Listed(await PeriodListing.ReadAsync(db, subject.From!.Value, subject.To!.Value, spool, database.Now, ct), issuer);
            default:
                throw new InvalidOperationException($"Unhandled report kind {subject.Kind}.");
        }
    }

    private static (ReportDocument Document, ReportDigest Digest) Listed(ListingFacts facts, ReportIssuer issuer) => (ListingReport.Compose(facts, issuer), ReportDigest.Of(facts));

    private static async Task<(ReportSubject? Found, Refusal? Refusal)> FindAsync(BackOfficeDb db, ReportSubject subject, StaffActor by, CancellationToken ct)
    {
        if (subject.Check() is { } malformed)
            return (null, malformed);
        var id = Guid.TryParse(subject.Id, out var parsed) ? parsed : (Guid?)null;
        switch (subject.Kind)
        {
            case ReportKind.Case:
                var number = subject.Id!.Trim().ToUpperInvariant();
                var caseId = new CaseId(id ?? Guid.Empty);
                var @case = await db.CasesOf(by).Where(one => one.Number == number || one.Id == caseId).Select(one => (CaseId?)one.Id).FirstOrDefaultAsync(ct);
                return @case is { } found ? (subject with { Id = found.Value.ToString() }, null) : (null, CaseRefusals.CaseUnknown);
            case ReportKind.Group:
                return id is not null && await db.GroupsOf(by).AnyAsync(group => group.Id == id, ct) ? (subject with { Id = id.ToString() }, null) : (null, GroupUnknown);
            case ReportKind.Clash:
                return id is not null && await db.ClashesOf(by).AnyAsync(clash => clash.Id == id, ct) ? (subject with { Id = id.ToString() }, null) : (null, ClashUnknown);
            case ReportKind.Site:
                if (!SiteCode.TryParse(subject.Id, out var code) || !by.Sees(code) || !await db.Sites.AnyAsync(site => site.Code == code, ct))
                    return (null, SiteUnknown);
                return (subject with { Id = code.Value }, null);
            default:
                return (subject, null);
        }
    }

    private static Refusal GroupUnknown { get; } = new("report-subject-unknown", new("Grup ini tidak dikenal.", "This group is not known."));

    private static Refusal ClashUnknown { get; } = new("report-subject-unknown", new("Bentrokan ini tidak dikenal.", "This clash is not known."));

    private static Refusal SiteUnknown { get; } = new("site-unknown", new("LPSE ini tidak dikenal.", "This LPSE is not known."));
}

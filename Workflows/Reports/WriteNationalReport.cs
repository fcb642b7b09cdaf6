using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Reports;

/// <summary>Writes the activation report over the nation or over one site to a file.</summary>
public sealed class WriteNationalReport(Database database, IReportRenderer renderer, IOptions<ReportOptions> options)
{
    /// <summary>Where to, and about what.</summary>
    /// <param name="File">The PDF file to write; one that is there is replaced.</param>
    /// <param name="Site">The site; null for the whole nation.</param>
    public sealed record Request(string File, SiteCode? Site);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is written.</summary>
        /// <param name="File">The file's full path.</param>
        /// <param name="Code">The code of its digest.</param>
        public sealed record Written(string File, string Code) : Answer;

        /// <summary>It cannot be made.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Counts and writes.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (await database.ReadAsync((db, token) => FactsAsync(db, request.Site, token), ct) is not { } facts)
            return new Answer.Refused(CaseRefusals.SiteUnknown(request.Site!));
        var path = Path.GetFullPath(request.File);
        // Nothing is kept of it that a page could verify.
        await ReportFile.WriteAsync(renderer, NationalReport.Compose(facts, options.Value.Issuer with { VerifyPage = null }), path, ct);
        return new Answer.Written(path, ReportDigest.Of(facts).Code);
    }

    private async Task<NationalReportFacts?> FactsAsync(BackOfficeDb db, SiteCode? code, CancellationToken ct)
    {
        var site = await db.Sites.SingleOrDefaultAsync(one => one.Code == code, ct);
        if (code is not null && site is null)
            return null;
        var (accounts, cases, members) = Within(db, code);
        var groups = members.Select(member => member.GroupId).Distinct();
        return new()
        {
            AsOf = database.Now,
            Site = site is null ? null : new(site.Code.Value, site.Name),
            Accounts = await accounts.CountAsync(ct),
            AccountsAtAggregatedSites = await accounts.CountAsync(account => account.Site.Stage == SiteStage.Aggregated, ct),
            Opened = await accounts.CountAsync(account => db.Cases.Any(@case => @case.AccountId == account.Id), ct),
            Active = await accounts.CountAsync(account => account.ActivatedAt != null, ct),
            Waiting = await WaitingAsync(cases, ct),
            Groups = await groups.CountAsync(ct),
            GroupMembers = await members.CountAsync(ct),
            Merges = await members.CountAsync(member => member.MergedAt != null, ct),
            Sites = code is null ? await SitesAsync(db, ct) : [],
            Cases = code is null ? [] : await CasesAsync(cases, database.Now, ct),
        };
    }

    private static (IQueryable<Account> Accounts, IQueryable<ActivationCase> Cases, IQueryable<GroupMember> Members) Within(BackOfficeDb db, SiteCode? code)
    {
        var accounts = db.Accounts.Where(account => account.ClosedAt == null);
        var members = db.GroupMembers.Where(member => member.LeftAt == null);
        return code is null
            ? (accounts, db.Cases, members)
            : (accounts.Where(account => account.SiteCode == code), db.Cases.Where(@case => @case.Account.SiteCode == code), members.Where(member => member.Account.SiteCode == code));
    }

    private static async Task<IReadOnlyList<ReportedCount>> WaitingAsync(IQueryable<ActivationCase> cases, CancellationToken ct) =>
    [
        .. (await cases.Where(@case => @case.ClosedAt == null)
                .GroupBy(@case => @case.State).Select(state => new { State = state.Key, Count = state.Count(), Oldest = state.Min(@case => @case.StateSince) }).ToListAsync(ct))
            .OrderBy(row => row.State).Select(row => new ReportedCount(CaseStateWords.Of(row.State), row.Count, row.Oldest)),
    ];

    private static async Task<IReadOnlyList<ReportedSiteRow>> SitesAsync(BackOfficeDb db, CancellationToken ct)
    {
        var sites = await db.Sites.ToListAsync(ct);
        var accounts = await db.Accounts.Where(account => account.ClosedAt == null).GroupBy(account => account.SiteCode)
            .Select(site => new { site.Key, Count = site.Count(), Active = site.Count(account => account.ActivatedAt != null) }).ToDictionaryAsync(row => row.Key, ct);
        var cases = await db.Cases.GroupBy(@case => @case.Account.SiteCode)
            .Select(site => new { site.Key, Count = site.Count(), Open = site.Count(@case => @case.ClosedAt == null) }).ToDictionaryAsync(row => row.Key, ct);
        return
        [
            .. sites.OrderBy(site => site.Code).Select(site => new ReportedSiteRow(
                new(site.Code.Value, site.Name), Stage(site.Stage), accounts.GetValueOrDefault(site.Code)?.Count ?? 0, cases.GetValueOrDefault(site.Code)?.Count ?? 0,
                accounts.GetValueOrDefault(site.Code)?.Active ?? 0, cases.GetValueOrDefault(site.Code)?.Open ?? 0)),
        ];
    }

    private static async Task<IReadOnlyList<ReportedCaseRow>> CasesAsync(IQueryable<ActivationCase> cases, DateTimeOffset asOf, CancellationToken ct) =>
    [
        .. (await cases.OrderBy(@case => @case.OpenedAt).ThenBy(@case => @case.Number)
                .Select(@case => new { @case.Number, @case.Account.UserId, @case.Account.Provider.CompanyName, @case.State, @case.PostponedUntil, @case.OpenedAt, @case.ClosedAt })
                .ToListAsync(ct))
            .Select(row => new ReportedCaseRow(
                row.Number, row.UserId.Value, row.CompanyName, CaseStateWords.Progress(row.State, row.PostponedUntil, asOf), CaseStateWords.Of(row.State), row.OpenedAt, row.ClosedAt)),
    ];

    private static Words Stage(SiteStage stage) => stage switch
    {
        SiteStage.NonV3 => new("Bukan V3", "Not V3"),
        SiteStage.V3 => new("V3, belum bergabung", "V3, not joined"),
        SiteStage.Aggregated => new("Tergabung", "Aggregated"),
        _ => throw new InvalidOperationException($"Unhandled site stage {stage}."),
    };
}

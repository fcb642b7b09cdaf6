using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Reports;

/// <summary>All rows that the report of a case is made of.</summary>
internal sealed record CaseRows
{
    public required ActivationCase Case { get; init; }

    /// <summary>The case's account, those it was compared with, those of its group and those that merged in it, with their sites and present providers.</summary>
    public required IReadOnlyDictionary<long, Account> Accounts { get; init; }

    /// <summary>The provider each of them was registered with; after a merge it keeps what was replaced.</summary>
    public required IReadOnlyDictionary<long, Provider> OwnProviders { get; init; }

    public ActivationGroup? Group { get; init; }

    /// <summary>The group's present members.</summary>
    public IReadOnlyList<GroupMember> Members { get; init; } = [];

    /// <summary>The newest case of each member that has one.</summary>
    public required IReadOnlyDictionary<long, ActivationCase> MemberCases { get; init; }

    public required IReadOnlyList<PairFinding> Findings { get; init; }

    /// <summary>What persons decided about the pairs.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <summary>The merges of the group that hold, oldest first.</summary>
    public IReadOnlyList<MergeRecord> Merges { get; init; } = [];

    public required IReadOnlyList<Notice> Notices { get; init; }

    public required IReadOnlyList<JournalEntry> Journal { get; init; }

    public required IReadOnlyList<AuditEntry> Acts { get; init; }

    /// <summary>What the rules said, by the version of the rule set.</summary>
    public required IReadOnlyDictionary<string, RuleWordings> Rules { get; init; }

    /// <summary>Reads them.</summary>
    public static async Task<CaseRows> ReadAsync(BackOfficeDb db, CaseId id, CancellationToken ct)
    {
        var @case = await db.Cases.SingleAsync(one => one.Id == id, ct);
        var findings = await db.PairFindings.Where(finding => finding.CaseId == id).OrderBy(finding => finding.AccountA).ThenBy(finding => finding.AccountB).ToListAsync(ct);
        var group = await db.Groups.SingleOrDefaultAsync(one => one.Id == @case.GroupId, ct);
        var members = await db.GroupMembers.Where(member => member.GroupId == @case.GroupId && member.LeftAt == null).ToListAsync(ct);
        var merges = await db.MergeRecords.Where(merge => merge.UndoneAt == null && merge.GroupId == @case.GroupId).OrderBy(merge => merge.At).ToListAsync(ct);
        // Who merged and then closed its account is no member any more, and its merge still holds.
        var ids = findings.SelectMany(finding => new[] { finding.AccountA, finding.AccountB })
            .Concat(members.Select(member => member.AccountId)).Concat(merges.Select(merge => merge.AccountId)).Append(@case.AccountId).Distinct().ToList();
        var accounts = await db.Accounts.Include(account => account.Provider).Include(account => account.Site).Where(account => ids.Contains(account.Id)).ToDictionaryAsync(account => account.Id, ct);
        var memberIds = members.ConvertAll(member => member.AccountId);
        var memberCases = await db.Cases.Where(one => memberIds.Contains(one.AccountId)).ToListAsync(ct);
        var versions = findings.Select(finding => finding.RulesVersion).Distinct().ToList();
        return new()
        {
            Case = @case,
            Accounts = accounts,
            OwnProviders = await db.Providers.Where(provider => ids.Contains(provider.Id)).ToDictionaryAsync(provider => provider.Id, ct),
            Group = group,
            Members = members,
            MemberCases = memberCases.GroupBy(one => one.AccountId).ToDictionary(cases => cases.Key, cases => cases.MaxBy(one => one.OpenedAt)!),
            Findings = findings,
            Verdicts = await db.Verdicts.Where(verdict => verdict.ReopenedAt == null && ids.Contains(verdict.AccountA) && ids.Contains(verdict.AccountB)).ToListAsync(ct),
            Merges = merges,
            Notices = await db.Notices.Where(notice => notice.CaseId == id).OrderBy(notice => notice.CreatedAt).ThenBy(notice => notice.Id).ToListAsync(ct),
            Journal = await db.Journal.Where(entry => entry.CaseId == id).OrderBy(entry => entry.Id).ToListAsync(ct),
            Acts = await db.Audit.Where(entry => entry.CaseId == id).ToListAsync(ct),
            Rules = await db.RuleSetVersions.Where(version => versions.Contains(version.Version)).ToDictionaryAsync(version => version.Version, version => RuleWordings.Of(version.Json), ct),
        };
    }
}

using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Consistency.Checks;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Consistency;

/// <summary>
/// Holds cases, instances, groups, merges, claims, clashes, notices, reports, sealed passwords, blocking keys, search terms and the audit chain against each other, and counts the password
/// hashes that still wait for Argon2id. Reads only, unless asked to repair; then it mends what is safe and leaves the rest to a person.
/// </summary>
public sealed class VerifyConsistency(Database database, IWorkflowEngine engine, Rewrap rewrap, KeyRing keys, IOptions<ReportOptions> reports)
{
    /// <summary>How many findings one check lists; where it finds more, mending or clearing these shows the next.</summary>
    public const int MostPerCheck = 1_000;

    private readonly IReadOnlyList<Check> checks =
    [
        .. CaseChecks.All, .. GroupChecks.All, .. MergeChecks.All, .. ClaimChecks.All, .. ClashChecks.All, .. NoticeChecks.All,
        .. ReportChecks.In(reports), .. PasswordChecks.All, .. BlockingKeyChecks.All, .. SearchTermChecks.All, .. AuditChecks.In(keys),
    ];

    /// <summary>What was found.</summary>
    /// <param name="Findings">What two places say differently and was not mended; empty when all is well. At most <see cref="MostPerCheck"/> of a check.</param>
    /// <param name="Repaired">How many were mended.</param>
    /// <param name="HashesLeft">Imported password hashes that wait for their Argon2id; no finding, merely unfinished.</param>
    /// <param name="CasesSeen">Cases that were looked at.</param>
    /// <param name="Audit">Where the audit chain ends; entries cut off its end are seen by comparing this with an earlier one.</param>
    public sealed record Answer(IReadOnlyList<Finding> Findings, int Repaired, long HashesLeft, int CasesSeen, AuditChainEnd Audit);

    /// <summary>Verifies, and repairs if asked.</summary>
    public async Task<Answer> HandleAsync(bool repair, CancellationToken ct)
    {
        var found = await FindAsync(ct);
        var left = found;
        if (repair && found.Exists(finding => finding.Repairable))
        {
            await RepairAsync([.. found.Where(finding => finding.Repairable).Select(finding => finding.Check)], ct);
            left = await FindAsync(ct);
        }
        var stay = left.Select(finding => (finding.Check, finding.Record)).ToHashSet();
        var cases = await database.ReadAsync((db, token) => db.Cases.CountAsync(token), ct);
        return new(left, found.Count(finding => !stay.Contains((finding.Check, finding.Record))), await rewrap.CountLeftAsync(ct), cases, await database.ReadAsync(AuditChainEnd.ReadAsync, ct));
    }

    /// <summary>The names of all checks.</summary>
    public IReadOnlyList<string> CheckNames => [.. checks.Select(check => check.Name)];

    private async Task<List<Finding>> FindAsync(CancellationToken ct)
    {
        var findings = new List<Finding>();
        foreach (var check in checks)
            await database.ReadAsync(async (db, token) =>
            {
                await foreach (var finding in check.FindAsync(db, token).Take(MostPerCheck).WithCancellation(token))
                    findings.Add(finding);
                return true;
            }, ct);
        return findings;
    }

    private async Task RepairAsync(HashSet<string> names, CancellationToken ct)
    {
        foreach (var check in checks.Where(check => names.Contains(check.Name)))
            await check.RepairAsync!(new(database, engine), ct);
        // Whatever was set in motion goes on at once.
        await engine.RepairAsync(ct);
    }
}

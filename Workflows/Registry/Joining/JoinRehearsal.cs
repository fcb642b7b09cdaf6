using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.Registry.Scan;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>Rehearses the join of one site: reads the registry, compares the newcomers with it, puts each to the pre-check, and writes down all that was found. Changes nothing.</summary>
internal sealed class JoinRehearsal(Database database, RegistryFolder folder, PolicySet rules, SiteJob job, SiteJobProgress progress)
{
    private const int Examples = 20;
    private const int ChecksPerReport = 500;

    private readonly SiteCode site = job.SiteCode;
    private readonly Dictionary<string, int> failedRules = [];
    private readonly Dictionary<RehearsalFindingKind, int> written = [];
    private readonly List<RehearsalFinding> examples = [];

    /// <summary>What was found, with the digest of the accounts that it was about; or why the uploaded file cannot be used.</summary>
    public async Task<(RehearsalFindings? Findings, string Fingerprint, Refusal? Refusal)> RunAsync(CancellationToken ct)
    {
        await progress.StageAsync("reading", 0, ct);
        var registry = await DatabaseSource.ReadAsync(database, progress, ct, joining: site);
        using var rejected = new RejectedRows(folder.Table(job.Id, SiteFiles.Rejected));
        var (newcomers, unusable) = Newcomers(registry, rejected, ct);
        if (newcomers is null)
            return (null, "", unusable);
        await progress.StageAsync("comparing", registry.Accounts.Count, ct);
        var result = await JoinScan.RunAsync(rules, registry.Accounts.Where(account => account.Site != site), newcomers, code => code == site, registry.Verdicts, ct);
        var active = await JoinScan.ActiveAsync(database, ct);
        var counts = JoinCounts.Of(1, newcomers.Select(account => account.Key).ToHashSet(), active, result, rejected.Count);

        await using var table = CsvText.Create(folder.Table(job.Id, SiteFiles.Findings));
        await table.WriteLineAsync("kind,subject,other,rule,active,evidence");
        var failures = await CheckAsync(newcomers, table, ct);
        await progress.StageAsync("writing", result.Pairs.Count, ct);
        await WriteAsync(result, active, table, ct);
        return (new(counts, failures, failedRules, examples), SiteFingerprint.Of(newcomers.Select(account => account.Record)), null);
    }

    // What the file says of an account stands before what the registry has: so it will be once it is imported.
    private (List<PreparedAccount>? Accounts, Refusal? Refusal) Newcomers(ScannedRegistry registry, RejectedRows rejected, CancellationToken ct)
    {
        var accounts = registry.Accounts.Where(account => account.Site == site).ToDictionary(account => account.UserId.Key);
        if (job.UploadId is { } upload)
        {
            var (table, wrong) = CsvTable.Open(folder.Upload(upload), AccountRow.Columns);
            if (table is null)
                return (null, wrong);
            using (table)
            {
                var file = new AccountsFile(table, [site]);
                while (file.Read() is { } read)
                {
                    ct.ThrowIfCancellationRequested();
                    if (read.Row is { } row)
                        accounts[row.Record.UserId.Key] = PreparedAccount.From(row.Record with { Site = site });
                    else
                        rejected.Add("accounts", read.Record, read.Reason!);
                }
            }
        }
        return ([.. accounts.Values], null);
    }

    private async Task<int> CheckAsync(List<PreparedAccount> newcomers, StreamWriter table, CancellationToken ct)
    {
        await progress.StageAsync("checking", newcomers.Count, ct);
        var (done, failures) = (0, 0);
        foreach (var account in newcomers)
        {
            if (++done % ChecksPerReport == 0)
                await progress.ProgressAsync(done, ct);
            var record = account.Record;
            // As it will be asked: of an account at its own site, which has joined.
            var facts = PreCheckMeasures.Take(record.Npwp, record.Nitku, record.Regency, record.Province, record.Email, (site.Value, SiteStage.Aggregated.WireName()), site.Value);
            var outcome = await rules.EvaluateAsync(ActivationPreCheckFacts.Shape.Policy, facts, ct);
            List<string> failed = [.. outcome.Errors.Concat(outcome.Failed.Where(rule => rule.Outcome is "mend" or "refuse")).Select(rule => rule.Name)];
            if (failed.Count == 0)
                continue;
            failures++;
            foreach (var rule in failed)
                failedRules[rule] = failedRules.GetValueOrDefault(rule) + 1;
            await WriteAsync(table, new(RehearsalFindingKind.PreCheck, account.ToString(), "", string.Join(' ', failed), Concerned: false), "");
        }
        return failures;
    }

    private async Task WriteAsync(ScanResult result, HashSet<AccountKey> active, StreamWriter table, CancellationToken ct)
    {
        foreach (var pair in result.Pairs)
        {
            ct.ThrowIfCancellationRequested();
            var (own, other) = pair.A.Site == site ? (pair.A, pair.B) : (pair.B, pair.A);
            if (KindOf(pair) is { } kind)
                await WriteAsync(table, new(kind, own.ToString(), other.ToString(), pair.Rule, active.Contains(other.Key)), pair.EvidenceLine());
        }
        foreach (var component in result.Components)
            if (component is { IsGroup: true, Default: { } choice })
                await WriteAsync(table, new(
                    RehearsalFindingKind.Group, string.Join("; ", component.Members), $"{choice.Account.Site}/{choice.Account.UserId}", "",
                    component.Members.Any(member => active.Contains(member.Key))), choice.Sentence.English);
    }

    private static RehearsalFindingKind? KindOf(PairFinding pair) => pair switch
    {
        { IsUserIdClash: true } => RehearsalFindingKind.Clash,
        { Decision: PairDecision.SameCompany } => RehearsalFindingKind.Duplicate,
        { Decision: PairDecision.Review } => RehearsalFindingKind.Doubt,
        _ => null,
    };

    private async Task WriteAsync(StreamWriter table, RehearsalFinding finding, string evidence)
    {
        var count = written[finding.Kind] = written.GetValueOrDefault(finding.Kind) + 1;
        if (count <= Examples)
            examples.Add(finding);
        await table.WriteLineAsync(CsvText.SheetLine(finding.Kind.ToString(), finding.Subject, finding.Other, finding.Rule, finding.Concerned ? "yes" : "no", evidence));
    }
}

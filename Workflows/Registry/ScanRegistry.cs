using BackOffice.Rules.Matching;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.Registry.Scan;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Registry;

/// <summary>
/// The national search for duplicates (2.e), of the database or straight from files. It reports and makes nothing: only an activation makes a group (decision 3). From files it
/// touches no database, and takes its rules from the rule file.
/// </summary>
public sealed class ScanRegistry(Database database, LivePolicies live, IOptions<PolicyOptions> policies, RegistryFolder folder)
{
    /// <summary>What to scan, and where to write what is found.</summary>
    /// <param name="From">The files to scan; the database when null.</param>
    /// <param name="Pairs">The path of <c>pairs.csv</c>; in the data folder when null.</param>
    /// <param name="Groups">The path of <c>groups.csv</c>; in the data folder when null.</param>
    public sealed record Request(Files? From = null, string? Pairs = null, string? Groups = null);

    /// <summary>A registry in files.</summary>
    /// <param name="Sites">The path of <c>sites.csv</c>.</param>
    /// <param name="Accounts">The path of <c>accounts.csv</c>.</param>
    public sealed record Files(string Sites, string Accounts);

    /// <summary>How it went.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It went through.</summary>
        /// <param name="Counts">What was found.</param>
        /// <param name="RulesVersion">The version of the rules that decided.</param>
        /// <param name="PairsFile">Where the pairs are.</param>
        /// <param name="GroupsFile">Where the groups are.</param>
        /// <param name="RejectedFile">Where the rows that were passed over are listed; null when there are none.</param>
        public sealed record Scanned(ScanCounts Counts, string RulesVersion, string PairsFile, string GroupsFile, string? RejectedFile) : Answer;

        /// <summary>A registry file or the rule file cannot be used at all; nothing was written.</summary>
        public sealed record Unusable(Refusal Refusal) : Answer;
    }

    /// <summary>Scans.</summary>
    /// <param name="request">What.</param>
    /// <param name="progress">Is told how much is read of how much; may be null.</param>
    /// <param name="ct">Stops between two portions of work.</param>
    /// <exception cref="IOException">What was found cannot be written.</exception>
    public async Task<Answer> HandleAsync(Request request, IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        if (request.From is not { } files)
            return await ScanAsync(request, live.Current, await DatabaseSource.ReadAsync(database, progress, ct), null, ct);
        var (rules, broken) = await RulesAsync(ct);
        if (rules is null)
            return new Answer.Unusable(broken!);
        using var rejected = new RejectedRows(folder.ScanRejected);
        var (registry, unusable) = FileSource.Read(files, rejected, progress, ct);
        return registry is null ? new Answer.Unusable(unusable!) : await ScanAsync(request, rules, registry, rejected, ct);
    }

    private async Task<Answer> ScanAsync(Request request, PolicySet rules, ScannedRegistry registry, RejectedRows? rejected, CancellationToken ct)
    {
        var (pairs, groups) = (request.Pairs ?? folder.Pairs, request.Groups ?? folder.Groups);
        // Opened first: what cannot be written is better known before the work than after it.
        await using var report = new ScanReport(pairs, groups);
        var scan = new DuplicateScan(new(rules), registry.TakesPart);
        scan.Add(registry.Accounts);
        // What reading left behind would lie beside the tables of the join, which are as large.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var result = await scan.RunAsync(registry.Verdicts, ct);
        await report.WriteAsync(result, ct);
        return new Answer.Scanned(ScanCounts.Of(registry, result, rejected?.Count ?? 0), rules.Version, pairs, groups, rejected?.Path);
    }

    private async Task<(PolicySet? Rules, Refusal? Refusal)> RulesAsync(CancellationToken ct)
    {
        var file = policies.Value.File;
        return await RuleFileBytes.OfAsync(file, ct) switch
        {
            RuleFileBytes.Unreadable(var reason) => (null, new("rules-unreadable", new($"Berkas aturan {file} tidak dapat dibaca.", reason))),
            RuleFileBytes.Read(var bytes) => PolicySet.Load(bytes, PolicyCatalogue.Shipped) switch
            {
                PolicyLoad.Loaded(var set) => (set, null),
                PolicyLoad.Refused(var problems) => (null, new("rules-broken", new(
                    $"Berkas aturan {file} tidak dapat dipakai:\n{string.Join('\n', problems)}", $"The rule file {file} cannot be used:\n{string.Join('\n', problems)}"))),
                var other => throw new InvalidOperationException($"Unhandled load {other.GetType().Name}."),
            },
            var other => throw new InvalidOperationException($"Unhandled reading {other.GetType().Name}."),
        };
    }
}

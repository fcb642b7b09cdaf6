using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.Registry.Scan;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>
/// Scans the files of sites that want to join against the registry, and changes nothing (decision 18): the pairs and groups that their accounts would bring, and whom it concerns. Sites of
/// the files that take part already are left as the registry has them.
/// </summary>
public sealed class RehearseJoin(Database database, LivePolicies live, RegistryFolder folder)
{
    /// <summary>What to rehearse, and where to write what is found.</summary>
    /// <param name="From">The files of the sites that want to join.</param>
    /// <param name="Pairs">The path of the pairs; <c>pairs.csv</c> in the data folder when null.</param>
    /// <param name="Groups">The path of the groups; <c>groups.csv</c> in the data folder when null.</param>
    public sealed record Request(ScanRegistry.Files From, string? Pairs = null, string? Groups = null);

    /// <summary>How it went.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It went through.</summary>
        public sealed record Rehearsed(JoinCounts Counts, string RulesVersion, string PairsFile, string GroupsFile, string? RejectedFile) : Answer;

        /// <summary>A file cannot be used at all; nothing was written.</summary>
        public sealed record Unusable(Refusal Refusal) : Answer;
    }

    /// <summary>Rehearses.</summary>
    /// <param name="request">What.</param>
    /// <param name="progress">Is told how much is read of how much; may be null.</param>
    /// <param name="ct">Stops between two portions of work.</param>
    /// <exception cref="IOException">What was found cannot be written.</exception>
    public async Task<Answer> HandleAsync(Request request, IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        var rules = live.Current;
        var registry = await DatabaseSource.ReadAsync(database, progress, ct);
        using var rejected = new RejectedRows(folder.ScanRejected);
        var (newcomers, unusable) = FileSource.Read(request.From, rejected, progress, site => site.Stage is not SiteStage.NonV3 && !registry.Aggregated.Contains(site.Code), ct);
        if (newcomers is null)
            return new Answer.Unusable(unusable!);

        var (pairs, groups) = (request.Pairs ?? folder.Pairs, request.Groups ?? folder.Groups);
        await using var report = new ScanReport(pairs, groups);
        var result = await JoinScan.RunAsync(rules, registry.Accounts, newcomers.Accounts, newcomers.TakesPart, registry.Verdicts, ct);
        await report.WriteAsync(result, ct);
        var counts = JoinCounts.Of(newcomers.Aggregated.Count, newcomers.Accounts.Select(account => account.Key).ToHashSet(), await JoinScan.ActiveAsync(database, ct), result, rejected.Count);
        return new Answer.Rehearsed(counts, rules.Version, pairs, groups, rejected.Path);
    }
}

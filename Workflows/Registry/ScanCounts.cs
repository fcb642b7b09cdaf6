using BackOffice.Rules.Matching;
using BackOffice.Workflows.Registry.Scan;

namespace BackOffice.Workflows.Registry;

/// <summary>What a scan found.</summary>
/// <param name="Sites">Sites that take part.</param>
/// <param name="Accounts">Open accounts there.</param>
/// <param name="Candidates">Pairs that were compared.</param>
/// <param name="Pairs">Pairs of each decision, by its name in <c>pairs.csv</c>; every name is there.</param>
/// <param name="Groups">Groups that activations may make.</param>
/// <param name="GroupMembers">Accounts in them.</param>
/// <param name="ReviewComponents">Connected accounts that a person looks at as a whole (decision 3).</param>
/// <param name="Rejected">Rows of files that were passed over.</param>
public sealed record ScanCounts(
    int Sites, int Accounts, int Candidates, IReadOnlyDictionary<string, int> Pairs, int Groups, int GroupMembers, int ReviewComponents, int Rejected)
{
    internal static ScanCounts Of(ScannedRegistry registry, ScanResult result, int rejected)
    {
        var decisions = result.Pairs.CountBy(pair => pair.Decision.WireName()).ToDictionary();
        return new(
            registry.Aggregated.Count,
            registry.Accounts.Count,
            result.Candidates,
            PairDecisions.Outcomes.ToDictionary(name => name, name => decisions.GetValueOrDefault(name)),
            result.Components.Count(component => component.IsGroup),
            result.Components.Where(component => component.IsGroup).Sum(component => component.Members.Count),
            result.Components.Count(component => component.NeedsReview),
            rejected);
    }
}

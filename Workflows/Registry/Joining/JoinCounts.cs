using BackOffice.Rules.Matching;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>What would follow if the sites of a rehearsal joined (decision 18).</summary>
/// <param name="Sites">Sites that would join.</param>
/// <param name="Accounts">Accounts that would come.</param>
/// <param name="Duplicates">Those that are one company with another account, of the registry or of their own.</param>
/// <param name="Groups">Groups that activations may make of them, or that they would come into.</param>
/// <param name="Clashes">Pairs of equal user IDs of different providers (2.f.1).</param>
/// <param name="Doubts">Pairs that a person would look at (decision 10).</param>
/// <param name="Reviews">Sets of connected accounts that a person would look at as a whole (decision 3).</param>
/// <param name="ActiveConcerned">Active accounts that share a company, a user ID or a doubt with a newcomer: their providers would be told.</param>
/// <param name="Rejected">Rows of the files that were passed over.</param>
public sealed record JoinCounts(int Sites, int Accounts, int Duplicates, int Groups, int Clashes, int Doubts, int Reviews, int ActiveConcerned, int Rejected)
{
    internal static JoinCounts Of(int sites, IReadOnlySet<AccountKey> newcomers, IReadOnlySet<AccountKey> active, ScanResult result, int rejected)
    {
        var telling = result.Pairs.Where(pair => pair.IsUserIdClash || pair.Decision is PairDecision.SameCompany or PairDecision.Review).ToList();
        return new(
            sites,
            newcomers.Count,
            result.Pairs.Where(pair => pair.Decision is PairDecision.SameCompany).SelectMany(pair => new[] { pair.A.Key, pair.B.Key }).Where(newcomers.Contains).Distinct().Count(),
            result.Components.Count(component => component.IsGroup),
            result.Pairs.Count(pair => pair.IsUserIdClash),
            result.Pairs.Count(pair => pair.Decision is PairDecision.Review),
            result.Components.Count(component => component.NeedsReview),
            telling.SelectMany(pair => new[] { pair.A.Key, pair.B.Key }).Where(active.Contains).Distinct().Count(),
            rejected);
    }
}

using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;

namespace BackOffice.Workflows.Registry.Scan;

/// <summary>A registry as a scan looks at it.</summary>
/// <param name="Aggregated">The sites that take part (4.c).</param>
/// <param name="Accounts">Their open accounts, each with the login and identity that hold for it now.</param>
/// <param name="Verdicts">What people decided about pairs of them, and still holds.</param>
internal sealed record ScannedRegistry(IReadOnlySet<SiteCode> Aggregated, IReadOnlyList<PreparedAccount> Accounts, IReadOnlyCollection<Verdict> Verdicts)
{
    public bool TakesPart(SiteCode site) => Aggregated.Contains(site);
}

using BackOffice.Rules.Matching;

namespace BackOffice.Workflows.Policies.Impact;

/// <summary>So many go from one to another.</summary>
/// <param name="From">Decision or state as it is.</param>
/// <param name="To">As it would be.</param>
/// <param name="Count">How many.</param>
public sealed record ImpactMove(string From, string To, int Count);

/// <summary>The numbers of a preview.</summary>
/// <param name="Accounts">Open accounts at sites that take part.</param>
/// <param name="PairsMoved">Pairs that another decision falls on.</param>
/// <param name="PairMoves">The same by decision before and after; <c>unrelated</c> where no rule holds.</param>
/// <param name="GroupsNew">See <see cref="GroupChange.New"/>.</param>
/// <param name="GroupsDissolved">See <see cref="GroupChange.Dissolved"/>.</param>
/// <param name="GroupsMerged">See <see cref="GroupChange.Merged"/>.</param>
/// <param name="GroupsSplit">See <see cref="GroupChange.Split"/>.</param>
/// <param name="GroupsChanged">See <see cref="GroupChange.Changed"/>.</param>
/// <param name="DefaultsChanged">Groups that go on with another Default.</param>
/// <param name="Cases">Open cases that the rules may move.</param>
/// <param name="CasesMoved">Those that would stand elsewhere.</param>
/// <param name="CaseMoves">The same by state before and after.</param>
/// <param name="CasesLookingAgain">Those that would look again: the moved ones, and those about whose pairs another thing is found.</param>
/// <param name="Errors">Cases about which a rule could not be evaluated (decision 11): a pair in doubt goes to a person, a case at the pre-check stays where it is.</param>
public sealed record ImpactCounts(
    int Accounts, int PairsMoved, IReadOnlyList<ImpactMove> PairMoves, int GroupsNew, int GroupsDissolved, int GroupsMerged, int GroupsSplit, int GroupsChanged, int DefaultsChanged,
    int Cases, int CasesMoved, IReadOnlyList<ImpactMove> CaseMoves, int CasesLookingAgain, int Errors)
{
    internal static ImpactCounts Of(int accounts, ScanComparison scans, IReadOnlyList<ForecastedCase> cases) => new(
        accounts,
        scans.Pairs.Count,
        [.. scans.Pairs.CountBy(pair => (From: pair.Before.WireName(), To: pair.After.WireName())).OrderBy(move => move.Key).Select(move => new ImpactMove(move.Key.From, move.Key.To, move.Value))],
        scans.Groups.Count(group => group.Change == GroupChange.New),
        scans.Groups.Count(group => group.Change == GroupChange.Dissolved),
        scans.Groups.Count(group => group.Change == GroupChange.Merged),
        scans.Groups.Count(group => group.Change == GroupChange.Split),
        scans.Groups.Count(group => group.Change == GroupChange.Changed),
        scans.Defaults.Count,
        cases.Count,
        cases.Count(one => one.Moves),
        [.. cases.Where(one => one.Moves).CountBy(one => (From: one.Now.ToString(), To: one.Then.ToString())).OrderBy(move => move.Key)
            .Select(move => new ImpactMove(Wire(move.Key.From), Wire(move.Key.To), move.Value))],
        cases.Count(one => one.LooksAgain),
        cases.Count(one => one.Errored));

    internal static string Wire(string state) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state);
}

using BackOffice.Rules.Matching;

namespace BackOffice.Rules.Tests.Matching;

/// <summary>The pairs that people wrote by hand, each with what a person would say (2.f.2, decision 10).</summary>
public class HardPairsTests
{
    public static IEnumerable<TheoryDataRow<string, string, string, string, string, string, string, string, string, string>> Pairs() =>
        LabelledRegistry.Folder is null ? [] : LabelledRegistry.Rows("hard-pairs-dev.csv").Select(row =>
            new TheoryDataRow<string, string, string, string, string, string, string, string, string, string>(
                row["truth"], row["note"], row["a_company"], row["a_npwp"], row["a_address"], row["a_regency"], row["b_company"], row["b_npwp"], row["b_address"], row["b_regency"]));

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Pairs))]
    public async Task A_pair_written_by_hand_is_decided_as_a_person_would(
        string truth, string note, string nameA, string npwpA, string addressA, string regencyA, string nameB, string npwpB, string addressB, string regencyB)
    {
        // The same phone on both sides: it may decide nothing but a doubt.
        var finding = await Some.FindingAsync(
            Some.Account(site: 1, userId: "a", name: nameA, npwp: npwpA, address: addressA, regency: regencyA, province: ""),
            Some.Account(site: 2, userId: "b", name: nameB, npwp: npwpB, address: addressB, regency: regencyB, province: ""));
        var wanted = truth switch
        {
            "same" => PairDecision.SameCompany,
            "branch" => PairDecision.DifferentBranch,
            "ambiguous" => PairDecision.Review,
            _ => PairDecision.Unrelated,
        };
        Assert.True(wanted == finding.Decision, $"{note}: {finding.Decision}, not {wanted}. {finding.EvidenceLine()}");
    }
}

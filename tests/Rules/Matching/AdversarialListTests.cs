using BackOffice.Rules.Matching;
using Sylvan.Data.Csv;

namespace BackOffice.Rules.Tests.Matching;

/// <summary>
/// Pairs that were written to mislead, in <c>adversarial-pairs.csv</c>: what registrations look like beyond the labelled registry. An empty field is the field of one and the same company
/// at one and the same address, a dash is a field left empty. The list is held to the bounds of a labelled registry, and nearly the same company is never called the same.
/// </summary>
public class AdversarialListTests
{
    private static readonly Dictionary<string, string> Usual = new()
    {
        ["company"] = "PT Belantika Karya Sentosa",
        ["npwp"] = Some.Npwp,
        ["nitku"] = "",
        ["address"] = "Jl. Kenanga No. 4, RT 001 RW 002, Kel. Sukamaju, Kec. Telanaipura",
        ["regency"] = "Kota Jambi",
        ["province"] = "Jambi",
        ["postal_code"] = "",
        ["phone"] = "0741-60123",
        ["email"] = "",
    };

    [Fact]
    public async Task No_two_companies_are_called_one() =>
        Assert.Empty((await JudgedAsync()).Where(pair => pair.Decision is PairDecision.SameCompany && pair.Truth != "same").Select(pair => pair.Sentence));

    [Fact]
    public async Task Nearly_all_equal_companies_are_found_at_once_and_the_others_by_a_person()
    {
        var same = (await JudgedAsync()).Where(pair => pair.Truth == "same").ToList();
        var missed = same.Where(pair => pair.Decision is not PairDecision.SameCompany).ToList();
        Assert.True(missed.Count <= same.Count * 0.05, string.Join('\n', missed.Select(pair => pair.Sentence)));
        Assert.Empty(missed.Where(pair => pair.Decision is not PairDecision.Review).Select(pair => pair.Sentence));
    }

    [Fact]
    public async Task Every_branch_is_found() =>
        Assert.Empty((await JudgedAsync()).Where(pair => pair.Truth == "branch" && pair.Decision is not PairDecision.DifferentBranch).Select(pair => pair.Sentence));

    [Fact]
    public async Task Doubt_goes_to_a_person_and_strangers_do_not()
    {
        var judged = await JudgedAsync();
        Assert.Empty(judged.Where(pair => pair.Truth == "ambiguous" && pair.Decision is not PairDecision.Review).Select(pair => pair.Sentence));
        Assert.Empty(judged.Where(pair => pair.Truth == "none" && pair.Decision is PairDecision.Review or PairDecision.DifferentBranch).Select(pair => pair.Sentence));
    }

    [Fact]
    public async Task The_list_is_long_and_holds_every_truth()
    {
        var counts = (await JudgedAsync()).CountBy(pair => pair.Truth).ToDictionary();
        Assert.Equal(["ambiguous", "branch", "none", "same"], counts.Keys.Order());
        Assert.True(counts.Values.Sum() >= 200 && counts.Values.Min() >= 10);
    }

    private static async Task<List<Judged>> JudgedAsync()
    {
        using var reader = CsvDataReader.Create(new StreamReader(typeof(AdversarialListTests).Assembly.GetManifestResourceStream("adversarial-pairs.csv")!));
        List<Judged> judged = [];
        while (reader.Read())
        {
            var finding = await Some.FindingAsync(Account(reader, "a", 1), Account(reader, "b", 2));
            judged.Add(new(reader.GetString(0), finding.Decision, $"{reader.GetString(1)}: {finding.Decision}, not {reader.GetString(0)}. {finding.EvidenceLine()}"));
        }
        return judged;
    }

    private static PreparedAccount Account(CsvDataReader row, string side, int site)
    {
        return Some.Account(
            site, side, Field("company"), Field("npwp"), Field("nitku"), Field("address"), Field("regency"), Field("province"), Field("postal_code"), Field("phone"), Field("email"));

        string Field(string name) => row.GetString(row.GetOrdinal($"{side}_{name}")) switch { "" => Usual[name], "-" => "", var text => text };
    }

    private sealed record Judged(string Truth, PairDecision Decision, string Sentence);
}

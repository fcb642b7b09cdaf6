using BackOffice.Rules.Matching;
using BackOffice.Rules.Tests.Policies;

namespace BackOffice.Rules.Tests.Matching;

/// <summary>The policy DuplicateCase as shipped, rule by rule, and what stands above it.</summary>
public class DuplicateCaseTests
{
    [Fact]
    public async Task Same_taxpayer_branch_and_address_are_one_company_with_its_clause_and_sentence()
    {
        var finding = await Some.FindingAsync(Some.Account(1), Some.Account(2));
        Assert.Equal((PairDecision.SameCompany, "SameCompany", "2.f.2.b"), (finding.Decision, finding.Rule, finding.Result?.Clause));
        Assert.Equal(LoadedRules.Shipped.Version, finding.RulesVersion);
    }

    [Fact]
    public async Task Equal_user_IDs_of_one_company_are_no_clash() =>
        Assert.False((await Some.FindingAsync(Some.Account(1, userId: "satu"), Some.Account(2, userId: "SATU"))).IsUserIdClash);

    [Fact]
    public async Task Equal_user_IDs_at_two_branches_stay_branches_and_clash_all_the_same()
    {
        var finding = await Some.FindingAsync(Some.Account(1, npwp: "01.482.917.0-331.000"), Some.Account(2, npwp: "01.482.917.0-331.001"));
        Assert.Equal((PairDecision.DifferentBranch, true), (finding.Decision, finding.IsUserIdClash));
    }

    [Fact]
    public async Task One_user_ID_of_two_taxpayers_clashes_also_when_they_share_an_e_mail()
    {
        var finding = await Some.FindingAsync(
            Some.Account(1, userId: "admin", name: "CV Lumintara Jaya", npwp: Some.OtherNpwp, email: "jasa@kantor.example"),
            Some.Account(2, userId: "ADMIN ", email: "JASA@kantor.example"));
        Assert.Equal((PairDecision.UserIdClash, true), (finding.Decision, finding.IsUserIdClash));
    }

    [Fact]
    public async Task Shared_e_mail_or_phone_of_two_taxpayers_is_reported_and_never_grouped()
    {
        var one = Some.Account(1, userId: "a", email: "jasa@kantor.example", phone: "0741 47674/47675");
        Assert.Equal(PairDecision.SharedContact, (await Some.FindingAsync(one, Some.Account(2, userId: "b", name: "CV Lain", npwp: Some.OtherNpwp, email: "jasa@kantor.example"))).Decision);
        Assert.Equal(PairDecision.SharedContact, (await Some.FindingAsync(one, Some.Account(2, userId: "b", name: "CV Lain", npwp: Some.OtherNpwp, phone: "+62 741 47674"))).Decision);
    }

    [Fact]
    public async Task Two_accounts_of_one_company_at_one_site_are_for_a_person() =>
        Assert.Equal(PairDecision.Review, (await Some.FindingAsync(Some.Account(1, userId: "a"), Some.Account(1, userId: "b"))).Decision);

    [Theory]
    [InlineData("")]
    [InlineData("00.000.000.0-000.000")]
    [InlineData("XX.XXX.XXX.X-XXX.XXX")]
    [InlineData("tidak ada")]
    [InlineData("12345")]
    public async Task Without_a_tax_number_a_person_decides_what_name_and_address_suggest(string npwp)
    {
        Assert.Equal(PairDecision.Review, (await Some.FindingAsync(Some.Account(1, npwp: npwp), Some.Account(2, npwp: npwp))).Decision);
        Assert.Equal(PairDecision.Review, (await Some.FindingAsync(Some.Account(1), Some.Account(2, npwp: npwp))).Decision);
        Assert.NotEqual(PairDecision.Review, (await Some.FindingAsync(Some.Account(1, npwp: npwp), Some.Account(2, npwp: npwp, name: "CV Lain Sekali"))).Decision);
    }

    [Theory]
    [InlineData(VerdictAnswer.Same, PairDecision.SameCompany)]
    [InlineData(VerdictAnswer.Branch, PairDecision.DifferentBranch)]
    [InlineData(VerdictAnswer.Unrelated, PairDecision.UserIdClash)]
    public async Task What_a_person_decided_stands_above_every_rule(VerdictAnswer verdict, PairDecision wanted)
    {
        var finding = await Some.FindingAsync(Some.Account(1), Some.Account(2), verdict);
        Assert.Equal((wanted, PairFinding.ByPerson), (finding.Decision, finding.Rule));
    }

    [Fact]
    public async Task A_rule_that_cannot_be_evaluated_is_doubt_and_never_no()
    {
        var outcome = await LoadedRules.Shipped.EvaluateAsync(PairJudge.Policy, new DuplicatePairFacts(), TestContext.Current.CancellationToken);
        Assert.Equal(PairDecision.Unrelated, PairJudge.Decide(outcome));
        Assert.Equal(PairDecision.Review, PairJudge.Decide(outcome with { Results = [outcome.Results[0] with { Error = "no such member" }, .. outcome.Results.Skip(1)] }));
    }

    [Fact]
    public async Task The_order_of_two_accounts_changes_nothing()
    {
        var (one, other) = (Some.Account(1, address: "Jl. Kenanga No. 4 A"), Some.Account(2, address: "Kel. Sukamaju, Jl. Kenagna 4"));
        var (there, back) = (await Some.FindingAsync(one, other), await Some.FindingAsync(other, one));
        Assert.Equal(PairComparer.Compare(one, other).Facts, PairComparer.Compare(other, one).Facts);
        Assert.Equal((there.A, there.B, there.Decision), (back.A, back.B, back.Decision));
    }

    [Fact]
    public async Task Evidence_shows_raw_and_normal_form_of_each_field()
    {
        var finding = await Some.FindingAsync(Some.Account(1, address: "Jl. Jend. A.Yani No.1"), Some.Account(2, address: "Jalan Ahmad Yani Nomor 1"));
        var street = finding.Comparison.Evidence.Single(line => line.Field == "street");
        Assert.Equal(new FieldEvidence("street", "Jl. Jend. A.Yani No.1", "Jalan Ahmad Yani Nomor 1", "ahmad yani", "ahmad yani", FieldVerdict.Agrees), street);
        Assert.Contains("; street agrees [Jl. Jend. A.Yani No.1 → ahmad yani | Jalan Ahmad Yani Nomor 1 → ahmad yani]; house_number agrees [1 | 1]", finding.EvidenceLine(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_rule_merely_repeats_one_ready_made_fact() =>
        Assert.All(LoadedRules.Shipped.Rules.Where(rule => rule.Policy == PairJudge.Policy), rule => Assert.Contains("&&", rule.Expression, StringComparison.Ordinal));
}

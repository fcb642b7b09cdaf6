using BackOffice.Rules.Matching;
using BackOffice.Rules.Policies;
using BackOffice.Rules.Tests.Matching;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>A rule that has no answer for one account in a million is doubt about that account, and about no other (decision 11).</summary>
public sealed class OneInAMillionTests
{
    private const int Odd = 654_321;

    [Fact]
    public async Task One_account_in_a_million_goes_to_a_person_and_every_other_is_answered()
    {
        var ct = TestContext.Current.CancellationToken;
        var set = TrialFacts.Set($"100 / (trial.Count - {Odd}) > 0", "trial.Count >= 0");
        var compiled = set.Compiled("Trial");
        for (var account = 0; account < 1_000_000; account++)
        {
            var facts = new TrialFacts { Count = account };
            var outcome = await set.EvaluateAsync("Trial", facts, ct);
            var delegates = compiled.Evaluate(facts);
            if (account == Odd)
            {
                Assert.Equal(("R0", "Attempted to divide by zero."), (Assert.Single(outcome.Errors).Name, outcome.Errors[0].Error));
                Assert.Null(outcome.FirstHolding);
                Assert.Equal(outcome.Results, delegates.Results);
            }
            else if (outcome.FirstHolding?.Name != (account > Odd ? "R0" : "R1") || outcome.FirstHolding != delegates.FirstHolding || outcome.Errors.Count + delegates.Errors.Count > 0)
                Assert.Fail($"{account}: {outcome} and {delegates}");
        }
    }

    [Fact]
    public async Task Scan_with_such_a_rule_ends_and_makes_a_review_of_the_one_pair()
    {
        // A rule of a policy owner who forgot that the slips can be 3.
        var rules = LoadedRules.ShippedText.Replace(
            "!pair.TaxpayerEqual && (pair.EmailEqual || pair.PhoneEqual)",
            "!pair.TaxpayerEqual && (pair.EmailEqual || pair.PhoneEqual) && 1 / (pair.TaxpayerSlips - 3) < 5",
            StringComparison.Ordinal);
        var judge = new PairJudge(LoadedRules.Loaded(PolicySet.Load(rules, PolicyCatalogue.Shipped)));
        var scan = new DuplicateScan(judge, _ => true);
        foreach (var account in Accounts())
            scan.Add(account);
        var found = await scan.RunAsync(ct: TestContext.Current.CancellationToken);

        Assert.Equal(PairFinding.ByError, Assert.Single(found.Pairs, pair => pair.Decision is PairDecision.Review).Rule);
        Assert.Equal(2, found.Pairs.Count(pair => pair.Decision is PairDecision.SharedContact));
        Assert.True(Assert.Single(found.Components, component => component.IsGroup).Members.Count is 2);
    }

    /// <summary>Three firms with one e-mail, two of them with tax numbers that are three slips apart, and one firm registered twice.</summary>
    private static IEnumerable<PreparedAccount> Accounts() =>
    [
        Some.Account(1, "a", "PT Lautan Biru", npwp: "01.482.917.0-331.000", email: "jasa@konsultan.co.id", address: "Jl. Melati No. 4"),
        Some.Account(2, "b", "PT Gunung Hijau", npwp: "01.482.000.0-331.000", email: "jasa@konsultan.co.id", address: "Jl. Kenanga No. 9"),
        Some.Account(3, "c", "CV Langit Cerah", npwp: "77.999.333.5-331.000", email: "jasa@konsultan.co.id", address: "Jl. Mawar No. 70"),
        Some.Account(4, "d", "PT Dua Kali", npwp: "03.111.222.4-331.000"),
        Some.Account(5, "e", "PT Dua Kali", npwp: "03.111.222.4-331.000"),
    ];
}

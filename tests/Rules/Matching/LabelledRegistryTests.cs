using BackOffice.Rules.Matching;

namespace BackOffice.Rules.Tests.Matching;

/// <summary>Clauses 2.e, 2.f and 4.c on the labelled registry: what a scan must find, and what it must never say.</summary>
public class LabelledRegistryTests
{
    private static readonly Lazy<Task<Scored>> Scan = new(ScoreAsync);

    [Fact]
    public async Task No_two_accounts_are_called_one_company_that_are_not()
    {
        var scored = await ScannedAsync();
        Assert.DoesNotContain(scored.Decisions, pair => pair.Value is PairDecision.SameCompany && scored.Truth.GetValueOrDefault(pair.Key) != "same");
    }

    [Fact]
    public async Task Ninety_five_in_a_hundred_equal_companies_are_found_at_once_and_nearly_all_with_a_person()
    {
        var scored = await ScannedAsync();
        Assert.InRange(scored.Share("same", PairDecision.SameCompany), 0.95, 1);
        Assert.InRange(scored.Share("same", PairDecision.SameCompany, PairDecision.Review), 0.995, 1);
    }

    [Fact]
    public async Task Every_branch_and_every_clash_is_found()
    {
        var scored = await ScannedAsync();
        Assert.Equal(1, scored.Share("branch", PairDecision.DifferentBranch));
        Assert.Equal(1, scored.Share("user_id_clash", PairDecision.UserIdClash));
        Assert.Equal(1, scored.Share("shared_email", PairDecision.SharedContact));
    }

    [Fact]
    public async Task Doubt_goes_to_a_person_and_hardly_anything_else_does()
    {
        var scored = await ScannedAsync();
        Assert.InRange(scored.Share("ambiguous", PairDecision.Review), 0.95, 1);
        var needless = scored.Decisions.Count(pair => pair.Value is PairDecision.Review && scored.Truth.GetValueOrDefault(pair.Key) is not ("ambiguous" or "same"));
        Assert.InRange(needless * 1000.0 / scored.Accounts, 0, 10);
    }

    [Fact]
    public async Task Sites_that_do_not_take_part_are_in_no_pair()
    {
        var scored = await ScannedAsync();
        var aggregated = LabelledRegistry.AggregatedSites();
        Assert.All(scored.Result.Pairs, pair => Assert.True(aggregated.Contains(pair.A.Site.Value) && aggregated.Contains(pair.B.Site.Value)));
    }

    [Fact]
    public async Task Groups_have_the_Default_of_the_truth()
    {
        var scored = await ScannedAsync();
        var found = scored.Result.Components.ToDictionary(component => string.Join(' ', component.Members.Select(member => member.Key)));
        var groups = LabelledRegistry.Groups().ToList();
        var exact = groups.Where(group => found.ContainsKey(string.Join(' ', group.Select(line => line.Member).Order()))).ToList();
        Assert.InRange(exact.Count, groups.Count * 0.97, groups.Count);
        Assert.All(exact, group =>
        {
            var chosen = found[string.Join(' ', group.Select(line => line.Member).Order())].Default!.Account;
            Assert.Equal(group.Single(line => line.IsDefault).Member, new(chosen.Site, chosen.UserId));
        });
    }

    [Fact]
    public async Task Detection_from_any_member_finds_what_the_scan_found()
    {
        var scored = await ScannedAsync();
        var aggregated = LabelledRegistry.AggregatedSites();
        var search = new ComponentSearch(Some.Judge, site => aggregated.Contains(site.Value), new ListedAccounts(LabelledRegistry.Accounts()));
        foreach (var component in scored.Result.Components)
        {
            var found = await search.FindAsync(component.Members[^1], TestContext.Current.CancellationToken);
            Assert.Equal(component.Members.Select(member => member.Key), found.Component.Members.Select(member => member.Key));
            Assert.Equal(component.IsGroup, found.Component.IsGroup);
        }
    }

    private static Task<Scored> ScannedAsync()
    {
        Assert.SkipUnless(LabelledRegistry.Folder is not null, LabelledRegistry.Missing);
        return Scan.Value;
    }

    private static async Task<Scored> ScoreAsync()
    {
        var accounts = LabelledRegistry.Accounts();
        var aggregated = LabelledRegistry.AggregatedSites();
        var result = await Some.ScanAsync(accounts, takesPart: site => aggregated.Contains(site.Value));
        return new(result, result.Pairs.ToDictionary(pair => new AccountPair(pair.A.Key, pair.B.Key), pair => pair.Decision), LabelledRegistry.Truth(), accounts.Count);
    }

    private sealed record Scored(ScanResult Result, Dictionary<AccountPair, PairDecision> Decisions, Dictionary<AccountPair, string> Truth, int Accounts)
    {
        public double Share(string truth, params PairDecision[] wanted)
        {
            var pairs = Truth.Where(pair => pair.Value == truth).Select(pair => pair.Key).ToList();
            return pairs.Count(pair => Decisions.TryGetValue(pair, out var decision) && wanted.Contains(decision)) / (double)pairs.Count;
        }
    }
}

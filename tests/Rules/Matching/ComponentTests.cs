using BackOffice.Rules.Matching;
using CsCheck;

namespace BackOffice.Rules.Tests.Matching;

/// <summary>Groups are connected components of *same* pairs, whoever asks (decision 3).</summary>
public class ComponentTests
{
    // Close enough to C to be one company, but without the number that A has.
    private const string House = "Jl. Kenanga No. 4, Kel. Sukamaju";

    [Fact]
    public async Task Three_accounts_of_one_company_are_one_group()
    {
        var group = Assert.Single((await Some.ScanAsync([Some.Account(3), Some.Account(1), Some.Account(2)])).Components);
        Assert.Equal(["1", "2", "3"], group.Members.Select(member => member.Site.Value));
        Assert.True(group.IsGroup);
        Assert.Empty(group.WeakLinks);
    }

    [Theory]
    [InlineData(VerdictAnswer.Branch)]
    [InlineData(VerdictAnswer.Unrelated)]
    public async Task A_component_with_a_pair_that_a_person_parted_is_a_case_for_a_person(VerdictAnswer verdict)
    {
        PreparedAccount[] accounts = [Some.Account(1, userId: "a"), Some.Account(2, userId: "b"), Some.Account(3, userId: "c")];
        var component = Assert.Single((await Some.ScanAsync(accounts, [Some.Verdict(accounts[0], accounts[2], verdict)])).Components);
        Assert.Equal((3, false, true), (component.Members.Count, component.IsGroup, component.NeedsReview));
        Assert.Equal(2, component.WeakLinks.Count);
    }

    [Fact]
    public async Task A_component_with_a_doubt_in_it_is_a_case_for_a_person()
    {
        // The first and the last differ in RT; the one between states none and agrees with both.
        var component = Assert.Single((await Some.ScanAsync(
            [Some.Account(1, address: House + ", RT 01 RW 02"), Some.Account(2, address: House), Some.Account(3, address: House + ", RT 09 RW 02")])).Components);
        Assert.Equal(PairDecision.Review, Assert.Single(component.Conflicts).Decision);
        Assert.True(component.NeedsReview);
    }

    [Fact]
    public async Task A_verdict_joins_two_accounts_that_share_no_key()
    {
        var one = Some.Account(1, userId: "a", npwp: "", name: "PT Lama", regency: "Kota Jambi");
        var other = Some.Account(2, userId: "b", name: "PT Baru Sekali", regency: "Kota Medan");
        Verdict[] verdicts = [Some.Verdict(one, other, VerdictAnswer.Same)];
        Assert.Empty((await Some.ScanAsync([one, other])).Components);
        Assert.True(Assert.Single((await Some.ScanAsync([one, other], verdicts)).Components).IsGroup);
        var found = await new ComponentSearch(Some.Judge, _ => true, new ListedAccounts([one, other], verdicts)).FindAsync(one, TestContext.Current.CancellationToken);
        Assert.Equal(2, found.Component.Members.Count);
    }

    [Fact]
    public async Task Accounts_at_sites_that_do_not_take_part_are_never_compared()
    {
        PreparedAccount[] accounts = [Some.Account(1), Some.Account(2)];
        Assert.Empty((await Some.ScanAsync(accounts, takesPart: site => site.Value == "1")).Pairs);
        var search = new ComponentSearch(Some.Judge, site => site.Value == "1", new ListedAccounts(accounts));
        Assert.Single((await search.FindAsync(accounts[0], TestContext.Current.CancellationToken)).Component.Members);
        await Assert.ThrowsAsync<ArgumentException>(() => search.FindAsync(accounts[1], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Detection_from_any_account_finds_the_component_and_the_pairs_of_the_scan() =>
        await Registries.SampleAsync(
            async registry =>
            {
                var (accounts, verdicts) = registry;
                var scan = await Some.ScanAsync(accounts, verdicts);
                var search = new ComponentSearch(Some.Judge, _ => true, new ListedAccounts(accounts, verdicts));
                foreach (var account in accounts)
                {
                    var found = await search.FindAsync(account);
                    var scanned = scan.Components.SingleOrDefault(component => component.Members.Contains(account));
                    Assert.Equal(scanned?.Members ?? [account], found.Component.Members);
                    Assert.Equal(scanned?.NeedsReview ?? false, found.Component.NeedsReview);
                    Assert.Equal(scanned?.WeakLinks.Count ?? 0, found.Component.WeakLinks.Count);
                    var touching = scan.Pairs.Where(pair => found.Component.Members.Contains(pair.A) || found.Component.Members.Contains(pair.B));
                    Assert.Equal(
                        touching.Select(pair => (pair.A.Key, pair.B.Key, pair.Decision, pair.Rule)).Order(),
                        found.Pairs.Select(pair => (pair.A.Key, pair.B.Key, pair.Decision, pair.Rule)).Order());
                }
            },
            iter: 60);

    /// <summary>Small worlds in which nearly everything collides: few taxpayers, streets, names, contacts, and some verdicts.</summary>
    private static Gen<(PreparedAccount[] Accounts, Verdict[] Verdicts)> Registries { get; } =
        from picks in Gen.Int[0, 1 << 20].Array[2, 40]
        from parted in Gen.Int[0, 1 << 20].Array[0, 4]
        let accounts = picks.Select(Account).ToArray()
        select (accounts, parted.Select(pick => VerdictOf(accounts, pick)).OfType<Verdict>().DistinctBy(verdict => verdict.Pair).ToArray());

    private static PreparedAccount Account(int pick, int index) => Some.Account(
        site: index + 1,
        userId: pick % 3 is 0 ? "umum" : $"u{pick % 17}",
        name: pick % 5 is 0 ? "CV Lumintara Jaya" : "PT Belantika Karya",
        npwp: (string[])[Some.Npwp, Some.Npwp, Some.OtherNpwp, ""] is var npwps ? npwps[pick / 7 % 4] : "",
        address: (string[])[House, House + ", RT 01 RW 02", "Jalan Kenanga No 4 RT 9 RW 2", "Jl. Kenanga", "Jl. Melati No. 4"] is var addresses ? addresses[pick / 31 % 5] : "",
        email: pick / 11 % 2 is 0 ? "jasa@kantor.example" : "",
        phone: pick / 13 % 3 is 0 ? "0741 47674" : "");

    private static Verdict? VerdictOf(PreparedAccount[] accounts, int pick) =>
        (accounts[pick % accounts.Length], accounts[pick / 64 % accounts.Length]) is var (one, other) && one != other
            ? Some.Verdict(one, other, (VerdictAnswer)(pick / 4096 % 3))
            : null;
}

using System.Globalization;
using BackOffice.Rules.Matching;

namespace BackOffice.Rules.Tests.Matching;

/// <summary>Which accounts meet at all: the keys, and what happens where one key has thousands of accounts.</summary>
public class CandidateTests
{
    [Fact]
    public void Keys_stand_in_databases_and_never_change() =>
        Assert.Equal(
            ["01BC4373204E972B", "02FE47E95D761B64", "03CD8D4F391F94FD", "04317AB4BEB3DF24", "05A3762E0B5F0728"],
            BlockingKeys.Of(Some.Account(phone: "0741 47674", email: "a@b.example")).Order().Select(key => key.ToString("X16", CultureInfo.InvariantCulture)));

    [Fact]
    public void Spelling_changes_no_key() =>
        Assert.Equal(
            BlockingKeys.Of(Some.Account(userId: "Satu", name: "PT Belantika & Karya", npwp: "01.482.917.0-331.000", phone: "(0741) 47674", email: "A@b.example", regency: "Kota Jambi")),
            BlockingKeys.Of(Some.Account(userId: " SATU", name: "BELANTIKA DAN KARYA, PT.", npwp: "014829170335001", phone: "+62 741-47674", email: " a@B.example ", regency: "JAMBI")));

    [Fact]
    public void Missing_numbers_and_contacts_make_no_key() =>
        Assert.Equal(2, BlockingKeys.Of(Some.Account(npwp: "XX.XXX.XXX.X-XXX.XXX", phone: "-", email: "tidak ada")).Count);

    [Fact]
    public async Task Five_thousand_accounts_with_one_e_mail_are_reported_in_five_thousand_pairs()
    {
        PreparedAccount[] accounts = [.. Enumerable.Range(0, 5_000).Select(Stranger)];
        var scan = await Some.ScanAsync(accounts);
        Assert.Equal(4_999, scan.Pairs.Count);
        Assert.All(scan.Pairs, pair => Assert.Equal((accounts[0].Key, PairDecision.SharedContact), (pair.A.Key, pair.Decision)));

        var search = new ComponentSearch(Some.Judge, _ => true, new ListedAccounts(accounts));
        var found = await search.FindAsync(accounts[4_321], TestContext.Current.CancellationToken);
        Assert.Equal((accounts[0].Key, accounts[4_321].Key), Assert.Single(found.Pairs) is var pair ? (pair.A.Key, pair.B.Key) : default);
        Assert.Equal(4_999, (await search.FindAsync(accounts[0], TestContext.Current.CancellationToken)).Pairs.Count);
    }

    [Fact]
    public async Task An_account_without_a_double_costs_one_look_up()
    {
        var lookup = new ListedAccounts([.. Enumerable.Range(0, 20).Select(Stranger)]);
        await new ComponentSearch(Some.Judge, _ => true, lookup).FindAsync(Stranger(7), TestContext.Current.CancellationToken);
        Assert.Equal(1, lookup.LookUps);
    }

    private static PreparedAccount Stranger(int number) => Some.Account(
        site: number + 1, userId: $"u{number}", name: $"CV Perusahaan {number}x", npwp: $"{10_000_000 + number}0331000".PadLeft(15, '7'), email: "jasa@konsultan.example");
}

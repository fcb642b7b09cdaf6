using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;

namespace BackOffice.Rules.Tests.Matching;

/// <summary>Which account of a group is the Default (2.f.2.b, decisions 1 and 2).</summary>
public class DefaultChoiceTests
{
    [Fact]
    public void The_account_with_the_most_packages_is_the_Default() => Chosen("2", DefaultReason.MostPackages, Candidate(1, 3, 2008), Candidate(2, 9, 2012));

    [Fact]
    public void Among_equals_the_earliest_registration_wins_also_at_zero_packages() =>
        Chosen("2", DefaultReason.EarliestRegistration, Candidate(1, 0, 2012), Candidate(2, 0, 2010), Candidate(3, 0, 2011));

    [Fact]
    public void Then_the_lowest_site_code_as_a_number() => Chosen("9", DefaultReason.LowestSiteCode, Candidate(10, 5, 2010), Candidate(9, 5, 2010));

    [Fact]
    public void An_unverified_Default_beside_a_verified_member_is_confirmed_by_a_person()
    {
        Assert.True(DefaultChoice.Among([Candidate(1, 9, 2010, verified: false), Candidate(2, 1, 2010)]).NeedsPerson);
        Assert.False(DefaultChoice.Among([Candidate(1, 9, 2010, verified: false), Candidate(2, 1, 2010, verified: false)]).NeedsPerson);
    }

    [Fact]
    public void A_Default_registered_after_another_member_was_activated_is_confirmed_by_a_person() =>
        Assert.True(DefaultChoice.Among([Candidate(1, 9, 2013), Candidate(2, 1, 2010) with { ActivatedOn = new(2012, 5, 1) }]).NeedsPerson);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void Of_the_day_of_activation_nobody_knows_which_came_first_so_a_person_confirms(int daysAfterActivation, bool needsPerson)
    {
        DateOnly activated = new(2012, 5, 1);

        var choice = DefaultChoice.Among([Candidate(1, 9, 2010) with { RegisteredOn = activated.AddDays(daysAfterActivation) }, Candidate(2, 1, 2010) with { ActivatedOn = activated }]);

        Assert.Equal(needsPerson, choice.NeedsPerson);
    }

    [Fact]
    public void The_Default_is_not_doubted_for_its_own_activation_on_the_day_of_its_registration() =>
        Assert.False(DefaultChoice.Among([Candidate(1, 9, 2010) with { ActivatedOn = new(2010, 1, 1) }, Candidate(2, 1, 2010)]).NeedsPerson);

    [Fact]
    public void The_reason_names_the_number_that_decided()
    {
        var choice = DefaultChoice.Among([Candidate(1, 3, 2008), Candidate(2, 9, 2012)]);
        Assert.Equal("The account at LPSE 2 has the most packages (9).", choice.Sentence.English);
        Assert.Equal("Akun di LPSE 2 mengikuti paket terbanyak (9).", choice.Sentence.Indonesian);
    }

    private static void Chosen(string site, DefaultReason reason, params DefaultCandidate[] accounts)
    {
        Assert.Equal((site, reason), Told(DefaultChoice.Among(accounts)));
        Assert.Equal((site, reason), Told(DefaultChoice.Among([.. accounts.Reverse()])));

        static (string, DefaultReason) Told(DefaultChoice choice) => (choice.Account.Site.Value, choice.Reason);
    }

    private static DefaultCandidate Candidate(int site, int packages, int year, bool verified = true) =>
        new(SiteCode.Parse($"{site}"), UserId.Parse("belantika"), packages, new(year, 1, 1), verified);
}

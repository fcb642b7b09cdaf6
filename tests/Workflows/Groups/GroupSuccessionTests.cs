using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using static BackOffice.Workflows.Activation.Groups.GroupSuccession;

namespace BackOffice.Workflows.Tests.Groups;

/// <summary>What becomes of a group from which an account goes (decisions 1, 2; ADR 15).</summary>
public sealed class GroupSuccessionTests
{
    [Fact]
    public void Group_of_one_is_no_group() => Assert.IsType<Answer.Dissolved>(Decide(defaultGoes: false, [Some(1)]));

    [Fact]
    public void Default_stays_when_another_member_goes() => Assert.IsType<Answer.Stays>(Decide(defaultGoes: false, [Some(1), Some(2)]));

    [Fact]
    public void Most_packages_as_frozen_among_those_who_stay() =>
        Assert.Equal(new Answer.Successor(2, DefaultReason.MostPackages, NeedsPerson: false), Decide(defaultGoes: true, [Some(1, packages: 3), Some(2, packages: 9)]));

    [Fact]
    public void Person_confirms_an_unverified_successor_beside_a_verified_member() =>
        Assert.True(Assert.IsType<Answer.Successor>(Decide(defaultGoes: true, [Some(1, packages: 30, verified: false), Some(2)])).NeedsPerson);

    [Fact]
    public void Person_confirms_a_locked_successor() =>
        Assert.True(Assert.IsType<Answer.Successor>(Decide(defaultGoes: true, [Some(1, packages: 30, locked: true), Some(2)])).NeedsPerson);

    [Fact]
    public void Those_who_merged_into_the_login_carry_it_on_whatever_others_count() =>
        Assert.Equal(new Answer.Successor(2, DefaultReason.CarriesTheLogin, NeedsPerson: false),
            Decide(defaultGoes: true, [Some(1, packages: 900), Some(2, packages: 1, carries: true), Some(3, packages: 0, carries: true)]));

    private static Member Some(long account, int packages = 1, bool verified = true, bool locked = false, bool carries = false) => new(
        account, new(SiteCode.Parse($"{account}"), UserId.Parse($"user-{account}"), packages, new(2019, 4, 1), verified), carries, locked);
}

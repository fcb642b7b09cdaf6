using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation.Groups;
using static BackOffice.Workflows.Activation.Groups.JoinDecision;

namespace BackOffice.Workflows.Tests.Groups;

/// <summary>Into which group the accounts of one company come, and who is its Default (2.f.2.b; decisions 1, 2; ADR 15).</summary>
public sealed class JoinDecisionTests
{
    private static readonly Guid One = Guid.Parse("00000000-0000-0000-0000-000000000001"), Two = Guid.Parse("00000000-0000-0000-0000-000000000002");

    [Fact]
    public void Company_without_a_group_forms_one_with_the_most_packages_as_Default()
    {
        var joins = Joining(new(1, [Some(1, packages: 3), Some(2, packages: 9)], []));

        Assert.Equal((null, 2L, false), (joins.Into, joins.Default, joins.AwaitsConfirmation));
        Assert.Equal([1L, 2L], joins.Newcomers.Select(newcomer => newcomer.Account));
    }

    [Fact]
    public void Company_with_two_groups_is_a_persons_question() =>
        Assert.IsType<Answer.Bridges>(Decide(new(1, [Some(1), Some(2), Some(3)], [Group(One, @default: 2, Present(2), Present(8)), Group(Two, @default: 3, Present(3), Present(9))])));

    [Fact]
    public void Group_that_nobody_comes_to_keeps_its_Default_whatever_the_counts_are_today()
    {
        var joins = Joining(new(1, [Some(1, packages: 99), Some(2)], [Group(One, @default: 2, Present(1, packages: 3), Present(2, packages: 9))]));

        Assert.Equal((2L, null), (joins.Default, joins.Appointed));
        Assert.Empty(joins.Newcomers);
    }

    [Fact]
    public void Newcomer_with_more_packages_becomes_the_Default_of_a_group_in_which_nothing_has_happened() =>
        Assert.Equal(3, Joining(new(3, [Some(1), Some(2), Some(3, packages: 50)], [Group(One, @default: 2, Present(1), Present(2, packages: 9))])).Default);

    [Theory]
    [InlineData("a person chose it")]
    [InlineData("it is active")]
    [InlineData("a member has merged")]
    [InlineData("it is not found to be this company")]
    public void Newcomer_changes_no_Default_when(string because)
    {
        var group = Group(One, @default: 2, Present(1, merged: because == "a member has merged"), Present(2, packages: 9)) with
        {
            DefaultChosenByPerson = because == "a person chose it",
            DefaultIsActive = because == "it is active",
        };
        List<GroupSuccession.Member> company = because == "it is not found to be this company" ? [Some(1), Some(3, packages: 50)] : [Some(1), Some(2), Some(3, packages: 50)];

        var joins = Joining(new(3, company, [group]));

        Assert.Equal((2L, 3L), (joins.Default, Assert.Single(joins.Newcomers).Account));
    }

    [Fact]
    public void One_that_comes_back_brings_the_count_that_was_frozen() =>
        Assert.Equal(2, Joining(new(3, [Some(1), Some(2), Some(3, packages: 50)], [Group(One, @default: 2, Present(1), Present(2, packages: 9), Present(3, packages: 4) with { IsPresent = false })])).Default);

    [Fact]
    public void Account_of_another_company_leaves_its_group_for_the_new_one()
    {
        var joins = Joining(new(1, [Some(1), Some(2)], [Group(One, @default: 1, Present(1), Present(8)), Group(Two, @default: 2, Present(2), Present(9))]));

        Assert.True(joins.LeavesFormerGroup);
        Assert.Equal(Two, joins.Into?.Id);
    }

    [Fact]
    public void Nobody_leaves_a_group_in_which_a_member_has_the_Defaults_login() =>
        Assert.False(Assert.IsType<Answer.Bridges>(
            Decide(new(1, [Some(1), Some(2)], [Group(One, @default: 1, Present(1), Present(8, merged: true)), Group(Two, @default: 2, Present(2), Present(9))]))).LeavesFormerGroup);

    private static Answer.Joins Joining(Facts facts) => Assert.IsType<Answer.Joins>(Decide(facts));

    private static Group Group(Guid id, long @default, params Member[] members) => new(id, @default, DefaultIsActive: false, DefaultChosenByPerson: false, AwaitsConfirmation: false, members);

    private static Member Present(long account, int packages = 1, bool merged = false) => new(Some(account, packages), IsPresent: true, merged);

    private static GroupSuccession.Member Some(long account, int packages = 1) => new(
        account, new(SiteCode.Parse($"{account}"), UserId.Parse($"user-{account}"), packages, new(2019, 4, 1), Verified: true), HasLoginOfLeaver: false, IsLocked: false);
}

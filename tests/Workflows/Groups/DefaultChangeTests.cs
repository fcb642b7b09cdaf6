using static BackOffice.Workflows.Activation.Groups.DefaultChange;

namespace BackOffice.Workflows.Tests.Groups;

/// <summary>Whether a person may make an account the Default (decisions 1, 2; ADR 15).</summary>
public sealed class DefaultChangeTests
{
    private static readonly Guid One = new(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
    private static readonly Guid Two = new(2, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    [Fact]
    public void Any_member_while_nobody_has_merged() => Assert.Equal(new Answer.Change(One, 2), Decide(Facts(2, Of(One, 1, 2))));

    [Fact]
    public void Confirming_what_awaits_it_is_a_change_and_confirming_again_is_nothing()
    {
        Assert.Equal(new Answer.Change(One, 1), Decide(Facts(1, Of(One, 1, 2) with { AwaitsConfirmation = true })));
        Assert.IsType<Answer.Nothing>(Decide(Facts(1, Of(One, 1, 2))));
    }

    [Theory]
    [InlineData(9L, true, false, "not-a-member")]
    [InlineData(2L, true, true, "default-locked")]
    [InlineData(2L, false, false, "not-own-login")]
    public void Refused(long chosen, bool ownLogin, bool locked, string code) =>
        Assert.Equal(code, Assert.IsType<Answer.Refuse>(Decide(Facts(chosen, Of(One, 1, 2)) with { HasOwnLogin = ownLogin, IsLocked = locked })).Refusal.Code);

    [Fact]
    public void Default_that_somebody_merged_into_stays() =>
        Assert.Equal("already-merged", Assert.IsType<Answer.Refuse>(Decide(Facts(1, Merged(One, 1, 2) with { Default = 2 }))).Refusal.Code);

    [Fact]
    public void Groups_become_one_under_the_Default_that_somebody_merged_into()
    {
        Assert.Equal(new Answer.Change(One, 1), Decide(Facts(1, Merged(One, 1, 2), Of(Two, 3, 4))));
        Assert.Equal("already-merged", Assert.IsType<Answer.Refuse>(Decide(Facts(3, Merged(One, 1, 2), Of(Two, 3, 4)))).Refusal.Code);
        Assert.Equal("groups-both-merged", Assert.IsType<Answer.Refuse>(Decide(Facts(1, Merged(One, 1, 2), Merged(Two, 3, 4)))).Refusal.Code);
        Assert.Equal(new Answer.Change(Two, 4), Decide(Facts(4, Of(One, 1, 2), Of(Two, 3, 4))));
    }

    private static Facts Facts(long chosen, params Group[] groups) => new(groups, chosen, HasOwnLogin: true, IsLocked: false);

    private static Group Of(Guid id, params long[] accounts) => new(id, accounts[0], AwaitsConfirmation: false, [.. accounts.Select(account => new Member(account, Merged: false))]);

    private static Group Merged(Guid id, params long[] accounts) => Of(id, accounts) with { Members = [new(accounts[0], Merged: false), new(accounts[1], Merged: true)] };
}

using BackOffice.Workflows.Activation.Review;

namespace BackOffice.Workflows.Tests.Review;

/// <summary>Decision 6: which of two accounts of one company at one site is closed.</summary>
public sealed class AliasChoiceTests
{
    private static readonly DateOnly Day = new(2019, 4, 1);

    [Fact]
    public void Account_with_fewer_packages_is_closed() => Closes(2, One(packages: 40), Other(packages: 3));

    [Fact]
    public void Of_equal_packages_the_later_registered_is_closed() => Closes(2, One(packages: 3), Other(packages: 3, registered: Day.AddDays(1)));

    [Fact]
    public void Of_equals_the_one_that_came_later_into_the_registry_is_closed() => Closes(2, One(packages: 3), Other(packages: 3));

    [Fact]
    public void Account_on_whose_login_others_rely_stays_whatever_its_packages()
    {
        Closes(1, One(packages: 40), Other(packages: 3) with { Active = true });
        Closes(1, One(packages: 40), Other(packages: 3) with { IsDefault = true });
    }

    [Fact]
    public void Neither_is_closed_when_others_rely_on_both()
    {
        var (one, other) = (One(packages: 40) with { Active = true }, Other(packages: 3) with { IsDefault = true });
        Assert.Null(AliasChoice.Between(one, other));
        Assert.Null(AliasChoice.Between(other, one));
    }

    private static void Closes(long account, AliasChoice.Facts one, AliasChoice.Facts other) =>
        Assert.Equal((account, account), (AliasChoice.Between(one, other), AliasChoice.Between(other, one)));

    private static AliasChoice.Facts One(int packages) => new(1, Active: false, IsDefault: false, packages, Day);

    private static AliasChoice.Facts Other(int packages, DateOnly? registered = null) => new(2, Active: false, IsDefault: false, packages, registered ?? Day);
}

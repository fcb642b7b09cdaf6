using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;

namespace BackOffice.Rules.Tests.Matching;

/// <summary>What becomes of groups when rules change, in the words of the preview.</summary>
public sealed class ScanComparisonTests
{
    [Theory]
    [InlineData("", "ab", "New ab", "")]
    [InlineData("ab", "", "Dissolved ab", "")]
    [InlineData("ab", "ab", "", "")]
    [InlineData("ab cd", "abcd", "Merged abcd", "c>a")]
    [InlineData("abcd", "ab cd", "Split abcd", "")]
    [InlineData("ab", "abc", "Changed abc", "")]
    [InlineData("abc", "bc", "Changed bc", "a>b")]
    [InlineData("bc", "abc", "Changed abc", "b>a")]
    [InlineData("abcd", "cd", "Changed cd", "a>c")]
    [InlineData("ab cd", "bc", "Merged bc", "a>b c>b")]
    public void Group_is_new_dissolved_merged_split_or_has_other_members_and_may_have_another_Default(string before, string after, string groups, string defaults)
    {
        var compared = ScanComparison.Of(Scan(before), Scan(after));

        Assert.Equal(groups, string.Join(' ', compared.Groups.Select(group => $"{group.Change} {string.Concat(group.Members.Select(member => member.UserId.Value))}")));
        Assert.Equal(defaults, string.Join(' ', compared.Defaults.Select(moved => $"{moved.Before.UserId}>{moved.After.UserId}")));
    }

    // The earlier letter has more packages and the lower site.
    private static ScanResult Scan(string groups) => new([], [.. groups.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Group)], 0);

    private static AccountComponent Group(string members) => new([.. members.Select(Member)], [], [], []);

    private static PreparedAccount Member(char letter) => PreparedAccount.From(new(
        SiteCode.Parse($"{letter - 'a' + 1}"), UserId.Parse(letter.ToString()), "PT Sinar", "", "", "", "", "", "", "", "", 100 - letter, new(2020, 1, 1), Verified: true));
}

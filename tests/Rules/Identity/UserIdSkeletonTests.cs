using BackOffice.Rules.Identity;

namespace BackOffice.Rules.Tests.Identity;

/// <summary>Decision 9: which user IDs a person takes for one another.</summary>
public sealed class UserIdSkeletonTests
{
    [Theory]
    [InlineData("sinar.kencana", "sinar-kencana")]
    [InlineData("sinar_kencana", "SinarKencana")]
    [InlineData("sinar kencana", "sinarkencana")]
    [InlineData("maju2o2o", "maju2020")]
    [InlineData("MAJU1", "majui")]
    [InlineData("majul", "maju1")]
    [InlineData("5inar", "sinar")]
    [InlineData("ѕіnаr", "sinar")]
    [InlineData("МАJU", "maju")]
    [InlineData("βumi", "bumi")]
    [InlineData("bumı", "bumi")]
    [InlineData("ｓｉｎａｒ", "sinar")]
    [InlineData("sínár", "sinar")]
    [InlineData("rnaju", "maju")]
    [InlineData("vvijaya", "wijaya")]
    [InlineData("sinar​kencana", "sinarkencana")]
    public void Looks_alike(string one, string other) => Assert.Equal(Skeleton(one), Skeleton(other));

    [Theory]
    [InlineData("sinar", "sinur")]
    [InlineData("sinar2", "sinar3")]
    [InlineData("sinar-jambi", "sinar-medan")]
    [InlineData("maju", "maju7")]
    [InlineData("...", "---")]
    public void Is_told_apart(string one, string other) => Assert.NotEqual(Skeleton(one), Skeleton(other));

    [Theory]
    [InlineData("-_-")]
    [InlineData("印尼公司")]
    [InlineData("0")]
    public void Is_never_empty(string text) => Assert.NotEmpty(Skeleton(text));

    [Fact]
    public void Equal_user_IDs_have_equal_skeletons_whatever_the_letters()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 2_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => char.ConvertFromUtf32(random.Next(0x21, 0x590))));
            if (UserId.TryParse(text, out var one) && UserId.TryParse(text.ToUpperInvariant(), out var other) && one == other)
                Assert.Equal(UserIdSkeleton.Of(one), UserIdSkeleton.Of(other));
        }
    }

    private static string Skeleton(string text) => UserIdSkeleton.Of(UserId.Parse(text));
}

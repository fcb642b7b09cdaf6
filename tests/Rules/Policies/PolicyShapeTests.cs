using BackOffice.Rules.Policies;

namespace BackOffice.Rules.Tests.Policies;

public sealed class PolicyShapeTests
{
    private sealed record Nested(TrialFacts Inside);

    private sealed record Listed(string[] Names);

    private sealed record Dated(DateTime Day);

    private sealed record Worded(bool Not);

    public record Open(bool Known);

    [Fact]
    public void Facts_are_flat_sealed_and_named_with_plain_words()
    {
        Refused(new Nested(new()));
        Refused(new Listed([]));
        Refused(new Dated(default));
        Refused(new Worded(true));
        Refused(new Open(true));
        Assert.Throws<ArgumentException>(() => PolicyShape.Of("Trial", "it", PolicyMode.AllMustHold, new TrialFacts(), ["no"]));
    }

    [Fact]
    public void Rules_see_the_measures_and_nothing_else() =>
        Assert.Equal(["Name", "Other", "Known", "Sure", "Count", "Age", "Total", "Share", "Likeness"], TrialFacts.Shape.Members.Keys);

    private static void Refused<TFacts>(TFacts facts)
        where TFacts : class => Assert.Throws<ArgumentException>(() => PolicyShape.Of("Trial", "trial", PolicyMode.AllMustHold, facts, ["no"]));
}

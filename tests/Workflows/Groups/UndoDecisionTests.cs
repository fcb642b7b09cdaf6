using static BackOffice.Workflows.Activation.Undo.UndoDecision;

namespace BackOffice.Workflows.Tests.Groups;

/// <summary>Whether a merge may be undone (decision 15).</summary>
public sealed class UndoDecisionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static Facts Good { get; } = new(HasMerge: true, IsUndone: false, MergedAgain: false, HasLoginOfMerge: true, DefaultIsPresent: true, MergedAt: Noon, IsErased: false, Now: Noon.AddDays(89));

    [Fact]
    public void Latest_merge_is_undone_within_90_days() => Assert.IsType<Answer.Undo>(Decide(Good));

    [Fact]
    public void Undone_before_is_nothing_also_after_90_days() => Assert.IsType<Answer.Nothing>(Decide(Good with { IsUndone = true, HasLoginOfMerge = false, Now = Noon.AddDays(900) }));

    [Fact]
    public void Day_90_is_too_late_whether_or_not_it_is_erased_yet() => Assert.Equal("undo-erased", Code(Good with { Now = Noon.AddDays(90) }));

    [Fact]
    public void Each_refusal_has_its_reason()
    {
        Assert.Equal("nothing-to-undo", Code(Good with { HasMerge = false }));
        Assert.Equal("merged-again", Code(Good with { MergedAgain = true, IsUndone = true }));
        Assert.Equal("undo-erased", Code(Good with { IsErased = true }));
        Assert.Equal("default-replaced", Code(Good with { DefaultIsPresent = false }));
        Assert.Equal("default-replaced", Code(Good with { HasLoginOfMerge = false }));
    }

    private static string Code(Facts facts) => Assert.IsType<Answer.Refuse>(Decide(facts)).Refusal.Code;
}

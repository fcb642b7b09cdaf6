using BackOffice.Rules.Policies;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>May this provider roam to this site: all must hold. The rules of rules.json, each hit both ways.</summary>
public sealed class RoamingEligibilityTests
{
    private static readonly RoamingFacts Eligible = new()
    {
        TargetStage = "aggregated",
        VerifiedAccounts = 1,
        ActivatedAccounts = 2,
        LockMinutesLeft = 0,
        OpenClashes = 0,
        GroupAccounts = 2,
        DefaultState = RoamingFacts.Activated,
        AccountState = RoamingFacts.Activated,
        WaitingAtTarget = 0,
    };

    [Fact]
    public Task Verified_and_activated_provider_may_roam_to_an_aggregated_site_1a_2g() => Asserts(Eligible);

    [Fact]
    public Task Provider_without_a_group_may_roam_2g() => Asserts(Eligible with { ActivatedAccounts = 1, GroupAccounts = 0, DefaultState = null });

    [Theory]
    [InlineData("non_v3")]
    [InlineData("v3")]
    [InlineData(null)]
    public Task Roaming_exists_at_aggregated_sites_only_1d_4c(string? stage) => Asserts(Eligible with { TargetStage = stage }, "TargetAggregated");

    [Fact]
    public Task Somebody_must_have_verified_the_provider_once_1a() => Asserts(Eligible with { VerifiedAccounts = 0 }, "Verified");

    [Fact]
    public Task Roaming_is_after_activation_2g() => Asserts(Eligible with { ActivatedAccounts = 0 }, "Active");

    [Fact]
    public Task Locked_provider_waits() => Asserts(Eligible with { LockMinutesLeft = 1 }, "NotLocked");

    [Fact]
    public Task Party_of_an_open_clash_renames_first_2f1() => Asserts(Eligible with { OpenClashes = 1 }, "NoOpenClash");

    [Theory]
    [InlineData("open")]
    [InlineData(null)]
    public Task Group_waits_for_its_Default_2h(string? state) => Asserts(Eligible with { DefaultState = state }, "DefaultActive");

    [Theory]
    [InlineData("open")]
    [InlineData(null)]
    public Task Group_waits_for_the_member_2h(string? state) => Asserts(Eligible with { AccountState = state }, "MemberActive");

    [Fact]
    public Task Own_account_at_the_target_is_activated_first_decision_4() => Asserts(Eligible with { WaitingAtTarget = 1 }, "NothingOpenAtTarget");

    [Fact]
    public Task Every_reason_why_not_is_given() => Asserts(Eligible with { TargetStage = "v3", OpenClashes = 2, LockMinutesLeft = 5 }, "TargetAggregated", "NotLocked", "NoOpenClash");

    [Fact]
    public async Task Unknown_and_not_activated_are_one_answer_decision_21()
    {
        await Asserts(RoamingFacts.NotActivated("aggregated"), "Active");
        var outcome = await LoadedRules.Shipped.EvaluateAsync("RoamingEligibility", RoamingFacts.NotActivated("aggregated"), TestContext.Current.CancellationToken);
        Assert.StartsWith("There is no active user ID of this name.", outcome.Failed[0].Sentence.English, StringComparison.Ordinal);
    }

    private static async Task Asserts(RoamingFacts facts, params string[] failed)
    {
        var outcome = await LoadedRules.Shipped.EvaluateAsync("RoamingEligibility", facts, TestContext.Current.CancellationToken);
        Assert.Empty(outcome.Errors);
        Assert.Equal(failed, outcome.Failed.Select(result => result.Name));
    }
}

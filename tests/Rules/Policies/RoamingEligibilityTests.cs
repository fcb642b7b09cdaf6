using BackOffice.Rules.Policies;

namespace BackOffice.Rules.Tests.Policies;

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
    public async Task Verified_and_activated_provider_may_roam_to_an_aggregated_site_1a_2g()
    {
        var outcome = await LoadedRules.Shipped.EvaluateAsync("RoamingEligibility", Eligible, TestContext.Current.CancellationToken);
        Assert.Empty(outcome.Errors);
        Assert.Empty(outcome.Failed);
    }
}

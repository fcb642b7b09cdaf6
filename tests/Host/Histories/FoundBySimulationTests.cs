using BackOffice.Host.Tests.Consistency;
using BackOffice.Host.Tests.Groups;
using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Histories;

/// <summary>What random histories have found, told as the business would tell it.</summary>
public sealed class FoundBySimulationTests
{
    /// <summary>Seed 741: the report of every later member of the group failed for good.</summary>
    [Theory, OnBothDatabases]
    public async Task Member_that_closed_its_account_after_its_merge_does_not_keep_the_reports_of_others_from_being_drawn(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(3);
        (await sites[0].ActivateAsync()).Done();
        await sites[1].MergeAsync();
        await host.SettledAsync();

        (await sites[1].DeleteAccountAsync("sinar-12")).Done();
        await sites[2].MergeAsync();

        await host.SettledAsync();
        Assert.Empty((await host.VerifyAsync()).Findings);
    }
}

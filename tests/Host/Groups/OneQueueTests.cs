using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using static BackOffice.Host.Tests.Groups.GroupScenes;

namespace BackOffice.Host.Tests.Groups;

/// <summary>Decision 3: a record stands in one queue only, also where a person is to name the Default (decision 2; ADR 15).</summary>
public sealed class OneQueueTests
{
    [Theory, OnBothDatabases]
    public async Task Members_that_wait_for_the_same_Default_to_be_confirmed_are_one_review(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(4);
        await sites[0].RegisterAsync("sinar-277", Some.Account(packages: 40, verified: false, email: "277@sinar.example", password: DefaultPassword));
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        List<Reply> cases = [];
        foreach (var site in sites.Skip(1))
        {
            cases.Add(await vera.CaseAsync((await site.ActivateAsync()).CaseId()));
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["sinar-12"], await vera.QueueAsync("verifikator"));
        Assert.Equal([null, cases[0]["number"], cases[0]["number"]], await WaitOnAsync(vera, cases));

        // The review goes with its account; the oldest of those that are left takes its place.
        (await sites[1].DeleteAccountAsync("sinar-12")).Done();
        Assert.Equal(["sinar-300"], await vera.QueueAsync("verifikator"));
        Assert.Equal([null, cases[1]["number"]], await WaitOnAsync(vera, cases[1..]));

        (await vera.ChooseDefaultAsync(cases[1].CaseId(), sites[0], "sinar-277")).Done();
        await host.SettleAsync();
        Assert.Empty(await vera.QueueAsync("verifikator"));
        Assert.Equal(["awaitDefaultPassword", "awaitDefaultPassword"], [(await sites[2].ActivationAsync("sinar-300")).State(), (await sites[3].ActivationAsync("sinar-301")).State()]);
    }

    [Theory, OnBothDatabases]
    public async Task Newcomers_that_bridge_the_same_two_groups_are_one_review_and_join_together(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (sites, (palu, ambon), bridge) = await NewcomerTests.TwoGroupsAsync(host);
        await sites[1].MergeAsync();
        (await ambon.OpenActivationAsync("bumi-501")).Done();
        var second = await host.AddSiteAsync("601");
        await second.RegisterAsync("sinar-601", Some.Account(packages: 1));
        await NewcomerTests.SameByHandAsync(host, "600", "500");
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        var first = await vera.CaseAsync((await bridge.ActivateAsync()).CaseId());
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var other = await vera.CaseAsync((await second.ActivateAsync()).CaseId());
        Assert.Equal(("bridges-groups", "bridges-groups"), (first["stateReason"], other["stateReason"]));

        Assert.Equal(["sinar-600"], await vera.QueueAsync("verifikator"));
        Assert.Equal([null, first["number"]], await WaitOnAsync(vera, [first, other]));

        (await vera.ChooseDefaultAsync(first.CaseId(), sites[0], "sinar-277")).Done();
        await host.SettleAsync();
        Assert.Empty(await vera.QueueAsync("verifikator"));
        Assert.Equal(("277", "277"), ((await bridge.ActivationAsync("sinar-600")).DefaultSite(), (await second.ActivationAsync("sinar-601")).DefaultSite()));
    }

    private static async Task<IReadOnlyList<string?>> WaitOnAsync(StaffClient staff, IReadOnlyList<Reply> cases)
    {
        List<string?> waits = [];
        foreach (var one in cases)
            waits.Add((await staff.CaseAsync(one.CaseId())).WaitsOn());
        return waits;
    }
}

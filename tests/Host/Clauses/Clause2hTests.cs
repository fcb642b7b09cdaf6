using System.Net;
using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>2.h: while a group exists no member roams before the Default and that member have been activated at their own sites (decision 4).</summary>
public sealed class Clause2hTests
{
    private const string DefaultPassword = "kata sandi Jambi";

    [Theory, OnBothDatabases]
    public async Task Default_first_and_then_the_member(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, palu) = await GroupAndGuestAsync(host);

        Assert.Equal("active", (await jambi.OpenActivationAsync("sinar-jambi")).State());
        Assert.True((await palu.RoamingAsync("sinar-jambi")).Allowed());
        Assert.Equal(["Active"], (await palu.RoamingAsync("sinar-medan")).Reasons());

        Assert.Equal("awaitDefaultPassword", (await medan.OpenActivationAsync("sinar-medan")).State());
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar-medan", DefaultPassword)).State());
        Assert.Equal("sinar-jambi", (await palu.LoginAsync("sinar-jambi", DefaultPassword)).Done()["userId"]);
    }

    [Theory, OnBothDatabases]
    public async Task Member_first_waits_for_the_Default(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, palu) = await GroupAndGuestAsync(host);
        await medan.OpenActivationAsync("sinar-medan");

        var merged = await medan.ProveDefaultPasswordAsync("sinar-medan", DefaultPassword);

        Assert.Equal("active", merged.State());
        Assert.Equal(["activate-default at 277"], merged.Remaining());
        Assert.Equal(["DefaultActive"], (await palu.RoamingAsync("sinar-jambi")).Reasons());
        Assert.Equal(["DefaultActive"], (await palu.LoginAsync("sinar-jambi", DefaultPassword)).RefusedAs(HttpStatusCode.Forbidden, "may-not-roam").Reasons());
        Assert.Equal("True", (await medan.LoginAsync("sinar-jambi", DefaultPassword)).Done()["home"]);

        Assert.Equal("active", (await jambi.OpenActivationAsync("sinar-jambi")).State());
        Assert.Empty((await medan.ActivationAsync("sinar-medan")).Remaining());
        Assert.Equal("sinar-jambi", (await palu.LoginAsync("sinar-jambi", DefaultPassword)).Done()["userId"]);
    }

    [Theory, OnBothDatabases]
    public async Task User_ID_of_a_member_that_came_first_is_nobody_elses_and_its_tax_number_waits_for_a_verifikator(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, palu) = await GroupAndGuestAsync(host);
        await medan.OpenActivationAsync("sinar-medan");
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar-medan", DefaultPassword)).State());

        // Decision 7, as for whoever is active.
        (await palu.TryToRegisterAsync("SINAR-JAMBI", Some.OtherCompany)).RefusedAs(HttpStatusCode.Conflict, "user-id-claimed");
        // Decision 16.
        Assert.Equal(HttpStatusCode.Accepted, (await medan.EditAsync("sinar-jambi", new { npwp = Some.ThirdCompany.Npwp })).Done().Status);

        (await jambi.RenameAsync("sinar-jambi", "sinar-kencana", DefaultPassword)).Done();
        (await palu.TryToRegisterAsync("sinar-kencana", Some.OtherCompany)).RefusedAs(HttpStatusCode.Conflict, "user-id-claimed");
        Assert.Equal("active", (await jambi.OpenActivationAsync("sinar-kencana")).State());
        Assert.Equal("sinar-kencana", (await palu.LoginAsync("sinar-kencana", DefaultPassword)).Done()["userId"]);
    }

    [Theory, OnBothDatabases]
    public async Task Default_roams_everywhere_but_where_its_own_member_is_not_yet_activated(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, palu) = await GroupAndGuestAsync(host);
        await medan.OpenActivationAsync("sinar-medan");
        await jambi.OpenActivationAsync("sinar-jambi");

        Assert.Equal(["NothingOpenAtTarget"], (await medan.RoamingAsync("sinar-jambi")).Reasons());
        Assert.Equal(["NothingOpenAtTarget"], (await medan.LoginAsync("sinar-jambi", DefaultPassword)).RefusedAs(HttpStatusCode.Forbidden, "may-not-roam").Reasons());
        Assert.True((await palu.RoamingAsync("sinar-jambi")).Allowed());
    }

    private static async Task<(SiteClient Jambi, SiteClient Medan, SiteClient Palu)> GroupAndGuestAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, password: DefaultPassword));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3));
        return (jambi, medan, await host.AddSiteAsync("300"));
    }
}

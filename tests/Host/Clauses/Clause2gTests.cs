using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>2.g: after activation the provider can roam; with 1.a no other site has to register or verify it again.</summary>
public sealed class Clause2gTests
{
    [Theory, OnBothDatabases]
    public async Task Provider_roams_once_it_is_active_and_not_before(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, palu) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("300"));
        await jambi.RegisterAsync("sinar", Some.Account());
        (await palu.LoginAsync("sinar", Some.Password)).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        Assert.Equal("False", (await jambi.LoginAsync("sinar", Some.Password)).Done()["active"]);

        (await jambi.OpenActivationAsync("sinar")).Done();

        Assert.True((await palu.RoamingAsync("sinar")).Allowed());
        var session = (await palu.LoginAsync(" Sinar ", Some.Password)).Done();
        Assert.Equal(("sinar", "PT Sinar Kencana", "False", "True"), (session["userId"], session["companyName"], session["home"], session["active"]));
        Assert.Equal("True", (await jambi.LoginAsync("sinar", Some.Password)).Done()["home"]);
    }

    [Theory, OnBothDatabases]
    public async Task Wrong_password_and_unknown_user_are_one_answer_at_home_and_elsewhere(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, palu) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("300"));
        await jambi.RegisterAsync("sinar", Some.Account());
        (await jambi.OpenActivationAsync("sinar")).Done();

        var answers = new[]
        {
            await jambi.LoginAsync("sinar", "bukan sandinya"), await palu.LoginAsync("sinar", "bukan sandinya"),
            await jambi.LoginAsync("siapa", "bukan sandinya"), await palu.LoginAsync("siapa", Some.Password),
        };

        Assert.Single(answers.Select(answer => (answer.RefusedAs(HttpStatusCode.Forbidden, "wrong-password").Status, answer["detail"])).Distinct());
    }

    [Theory, OnBothDatabases]
    public async Task Unknown_user_and_one_that_is_not_activated_get_the_same_answer_about_roaming(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, palu) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("300"));
        await jambi.RegisterAsync("sinar", Some.Account(verified: false));

        var (notActivated, unknown) = (await palu.RoamingAsync("sinar"), await palu.RoamingAsync("siapa"));

        Assert.Equal(["Active"], notActivated.Reasons());
        Assert.Equal((notActivated.Status, notActivated.Text), (unknown.Status, unknown.Text));
    }

    [Theory, OnBothDatabases]
    public async Task Provider_that_no_site_has_verified_does_not_roam(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, palu) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("300"));
        await jambi.RegisterAsync("sinar", Some.Account(verified: false));
        (await jambi.OpenActivationAsync("sinar")).Done();

        Assert.Equal(["Verified"], (await palu.RoamingAsync("sinar")).Reasons());

        await jambi.RegisterAsync("sinar", Some.Account(verified: true));
        Assert.True((await palu.RoamingAsync("sinar")).Allowed());
    }

    [Theory, OnBothDatabases]
    public async Task Roaming_ends_at_the_border_of_the_sites_that_have_joined(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, old, waiting) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("9", SiteStage.NonV3), await host.AddSiteAsync("10", SiteStage.V3));
        await jambi.RegisterAsync("sinar", Some.Account());
        (await jambi.OpenActivationAsync("sinar")).Done();

        Assert.Equal(["TargetAggregated"], (await old.RoamingAsync("sinar")).Reasons());
        Assert.Equal(["TargetAggregated"], (await waiting.RoamingAsync("sinar")).Reasons());
        await waiting.JoinAsync();
        Assert.True((await waiting.RoamingAsync("sinar")).Allowed());
    }

    [Theory, OnBothDatabases]
    public async Task Change_feed_tells_every_site_that_it_became_active(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, palu) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("300"));
        await jambi.RegisterAsync("sinar", Some.Account());
        (await jambi.OpenActivationAsync("sinar")).Done();

        var page = await palu.FeedWithAsync("activated");

        Assert.DoesNotContain(Some.Account().Email, page.Text, StringComparison.Ordinal);
    }
}

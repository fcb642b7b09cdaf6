using System.Net;
using System.Net.Http.Json;
using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>2.b: activation is done online. The site asks for its provider, and the answer says at once how far it came and what is left to do.</summary>
public sealed class Clause2bTests
{
    [Theory, OnBothDatabases]
    public async Task Answer_to_the_request_already_says_what_remains_and_where(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3));

        var reply = await medan.OpenActivationAsync("sinar-medan");

        Assert.Equal("awaitDefaultPassword", reply.State());
        Assert.Equal(["type-default-password at 12"], reply.Remaining());
        Assert.Equal(reply["remaining"], (await medan.ActivationAsync("sinar-medan"))["remaining"]);
    }

    [Theory, OnBothDatabases]
    public async Task Only_a_site_that_has_signed_in_can_ask(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());

        var stranger = await host.Http.PostAsJsonAsync("/api/v1/sites/277/activations", new { userId = "sinar" }, TestContext.Current.CancellationToken);

        (await Reply.ReadAsync(stranger, TestContext.Current.CancellationToken)).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-missing");
        (await jambi.ActivationAsync("sinar")).RefusedAs(HttpStatusCode.NotFound, "no-activation");
    }

    [Theory, OnBothDatabases]
    public async Task Case_outlives_a_restart(DatabaseProvider database)
    {
        await using var first = await RunningHost.StartAsync(database);
        var jambi = await first.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());
        var before = await jambi.OpenActivationAsync("sinar");

        await using var second = await first.RestartAsync();
        var after = await new SiteClient(second, jambi.Credentials).ActivationAsync("sinar");

        Assert.Equal((before.CaseId(), "active"), (after.CaseId(), after.State()));
    }
}

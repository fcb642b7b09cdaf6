using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>2.a: a provider activates once for each user ID, at the site where that account was registered.</summary>
public sealed class Clause2aTests
{
    [Theory, OnBothDatabases]
    public async Task Account_without_duplicates_is_active_as_soon_as_it_asks(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());
        await jambi.RegisterAsync("bumi", Some.OtherCompany);

        var reply = await jambi.OpenActivationAsync("sinar");

        Assert.Equal((HttpStatusCode.Created, "active", "277", "sinar"), (reply.Status, reply.State(), reply["site"], reply["userId"]));
        Assert.Empty(reply.Remaining());
        Assert.False(reply.HasGroup());
    }

    [Theory, OnBothDatabases]
    public async Task Asking_again_is_the_same_case(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());

        var first = await jambi.OpenActivationAsync("sinar");
        var second = await jambi.OpenActivationAsync(" SINAR ");

        Assert.Equal((HttpStatusCode.OK, first.CaseId()), (second.Status, second.CaseId()));
        Assert.Equal(first.CaseId(), (await jambi.ActivationAsync("sinar")).CaseId());
    }

    [Theory, OnBothDatabases]
    public async Task Asked_many_times_at_once_it_is_one_case(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());
        await jambi.TokenAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => jambi.OpenActivationAsync("sinar")));

        Assert.Single(replies.Select(reply => reply.CaseId()).Distinct());
        Assert.Single(replies, reply => reply.Status == HttpStatusCode.Created);
        Assert.Equal("active", (await jambi.ActivationAsync("sinar")).State());
    }

    [Theory, OnBothDatabases]
    public async Task Site_of_another_place_cannot_activate_the_account(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar", Some.Account());

        (await medan.OpenActivationAsync("sinar")).RefusedAs(HttpStatusCode.NotFound, "account-unknown");
        (await jambi.OpenActivationAsync("sinar")).Done();

        (await medan.OpenActivationAsync("sinar")).RefusedAs(HttpStatusCode.Conflict, "not-registered-here");
        (await medan.ActivationAsync("sinar")).RefusedAs(HttpStatusCode.NotFound, "account-unknown");
    }

    [Theory, OnBothDatabases]
    public async Task User_ID_that_nobody_has_cannot_be_activated(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");

        (await jambi.OpenActivationAsync("siapa")).RefusedAs(HttpStatusCode.NotFound, "account-unknown");
        (await jambi.ActivationAsync("siapa")).RefusedAs(HttpStatusCode.NotFound, "account-unknown");
    }

    [Theory, OnBothDatabases]
    public async Task Account_that_never_asked_has_no_activation_to_show(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());

        (await jambi.ActivationAsync("sinar")).RefusedAs(HttpStatusCode.NotFound, "no-activation");
        (await jambi.PostponeAsync("sinar")).RefusedAs(HttpStatusCode.NotFound, "no-activation");
        (await jambi.ProveDefaultPasswordAsync("sinar", Some.Password)).RefusedAs(HttpStatusCode.NotFound, "no-activation");
    }

    [Theory, OnBothDatabases]
    public async Task Site_that_has_not_joined_cannot_activate(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (old, waiting) = (await host.AddSiteAsync("9", SiteStage.NonV3), await host.AddSiteAsync("10", SiteStage.V3));
        await old.RegisterAsync("sinar", Some.Account());
        await waiting.RegisterAsync("bumi", Some.OtherCompany);

        (await old.OpenActivationAsync("sinar")).RefusedAs(HttpStatusCode.Conflict, "site-not-aggregated");
        (await waiting.OpenActivationAsync("bumi")).RefusedAs(HttpStatusCode.Conflict, "site-not-aggregated");
        (await old.ActivationAsync("sinar")).RefusedAs(HttpStatusCode.NotFound, "no-activation");
    }

    [Theory]
    [InlineData("""{"userId":"a/b"}""")]
    [InlineData("""{"userId":""}""")]
    [InlineData("""{"userId":null}""")]
    [InlineData("""{"userid":"sinar","more":1}""")]
    [InlineData("{}")]
    [InlineData("sinar")]
    public async Task Request_that_names_no_user_ID_is_refused_with_its_place(string body)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var jambi = await host.AddSiteAsync("277");

        (await jambi.OwnAsync(HttpMethod.Post, "activations", body)).RefusedAs(HttpStatusCode.BadRequest, "json-malformed");
    }
}

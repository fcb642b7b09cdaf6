using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>2.f.1: a user ID that different providers use must be changed by all of them; nobody keeps it (decisions 7 and 8).</summary>
public sealed class Clause2f1Tests
{
    [Theory, OnBothDatabases]
    public async Task All_who_use_it_must_rename_and_each_waits_for_itself_alone(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await TwoCompaniesWithOneUserIdAsync(host);
        Assert.Equal("awaitUserId", (await jambi.OpenActivationAsync("maju")).State());
        Assert.Equal(["change-user-id at 12"], (await medan.OpenActivationAsync("MAJU")).Remaining());

        (await jambi.RenameAsync("maju", "sinar-kencana", Some.Password)).Done();

        Assert.Equal(("active", "sinar-kencana"), await StateAsync(jambi, "sinar-kencana"));
        Assert.Equal(("awaitUserId", "MAJU"), await StateAsync(medan, "MAJU"));
        (await medan.RenameAsync("MAJU", "bumi-perkasa", Some.OtherCompany.Password)).Done();
        Assert.Equal(("active", "bumi-perkasa"), await StateAsync(medan, "bumi-perkasa"));
    }

    [Theory, OnBothDatabases]
    public async Task User_ID_that_was_lost_in_a_clash_is_never_given_again(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await TwoCompaniesWithOneUserIdAsync(host);
        await jambi.OpenActivationAsync("maju");
        (await jambi.RenameAsync("maju", "sinar-kencana", Some.Password)).Done();
        (await medan.RenameAsync("MAJU", "bumi-perkasa", Some.OtherCompany.Password)).Done();

        (await jambi.RenameAsync("sinar-kencana", "Maju", Some.Password)).RefusedAs(HttpStatusCode.Conflict, "user-id-taken");
        var palu = await host.AddSiteAsync("300");
        (await palu.TryToRegisterAsync("maju", Some.ThirdCompany)).RefusedAs(HttpStatusCode.Conflict, "user-id-claimed");
    }

    [Theory, OnBothDatabases]
    public async Task New_user_ID_must_be_free_at_every_site_also_where_none_takes_part(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, _) = await TwoCompaniesWithOneUserIdAsync(host);
        var old = await host.AddSiteAsync("9", SiteStage.NonV3);
        await old.RegisterAsync("cahaya", Some.ThirdCompany);
        await jambi.OpenActivationAsync("maju");

        (await jambi.RenameAsync("maju", "Cahaya", Some.Password)).RefusedAs(HttpStatusCode.Conflict, "user-id-taken");
        (await jambi.RenameAsync("maju", "MAJU", Some.Password)).RefusedAs(HttpStatusCode.Conflict, "user-id-unchanged");
        (await jambi.RenameAsync("maju", "sinar/kencana", Some.Password)).RefusedAs(HttpStatusCode.BadRequest, "json-malformed");
        (await jambi.RenameAsync("maju", "sinar-kencana", "bukan sandinya")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        Assert.Equal("awaitUserId", (await jambi.ActivationAsync("maju")).State());
    }

    [Theory, OnBothDatabases]
    public async Task Everybody_concerned_is_told_also_who_never_asked(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, _) = await TwoCompaniesWithOneUserIdAsync(host);

        await jambi.OpenActivationAsync("maju");

        var told = (await host.MailsAsync()).Where(mail => mail.Subject == "User ID Anda harus diganti").Select(mail => mail.To).Order(StringComparer.Ordinal);
        Assert.Equal([Some.OtherCompany.Email, Some.Account().Email], told);
    }

    [Theory, OnBothDatabases]
    public async Task Active_provider_whose_ID_a_joining_site_brings_too_stays_signed_in_at_home_but_does_not_roam(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, palu, joining) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("300"), await host.AddSiteAsync("12", SiteStage.V3));
        await jambi.RegisterAsync("maju", Some.Account());
        await joining.RegisterAsync("maju", Some.OtherCompany);
        (await jambi.OpenActivationAsync("maju")).Done();
        Assert.True((await palu.RoamingAsync("maju")).Allowed());

        await joining.JoinAsync();
        Assert.Equal("awaitUserId", (await joining.OpenActivationAsync("maju")).State());

        Assert.Equal("maju", (await jambi.LoginAsync("maju", Some.Password)).Done()["userId"]);
        Assert.Equal(["NoOpenClash"], (await palu.LoginAsync("maju", Some.Password)).RefusedAs(HttpStatusCode.Forbidden, "may-not-roam").Reasons());
        (await jambi.RenameAsync("maju", "sinar-kencana", Some.Password)).Done();
        Assert.Equal("sinar-kencana", (await palu.LoginAsync("sinar-kencana", Some.Password)).Done()["userId"]);
    }

    [Theory, OnBothDatabases]
    public async Task New_account_cannot_take_a_user_ID_that_an_active_provider_has(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("maju", Some.Account());
        (await jambi.OpenActivationAsync("maju")).Done();

        (await medan.TryToRegisterAsync("MAJU", Some.OtherCompany)).RefusedAs(HttpStatusCode.Conflict, "user-id-claimed");
    }

    private static async Task<(SiteClient Jambi, SiteClient Medan)> TwoCompaniesWithOneUserIdAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("maju", Some.Account());
        await medan.RegisterAsync("MAJU", Some.OtherCompany);
        return (jambi, medan);
    }

    private static async Task<(string State, string UserId)> StateAsync(SiteClient site, string userId)
    {
        var reply = await site.ActivationAsync(userId);
        return (reply.State(), reply["userId"]);
    }
}

using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>3.b: user ID and password can be changed at any V3 site, with effect at all (decisions 7, 17). In the browser it comes with the provider pages.</summary>
public sealed class Clause3bTests
{
    [Theory, OnBothDatabases]
    public async Task Change_at_a_site_that_is_not_its_own_holds_at_home_too(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, palu) = await ActiveAsync(host);

        (await medan.RenameAsync("sinar", "sinar-kencana", Some.Password)).Done();
        (await palu.ChangePasswordAsync("sinar-kencana", Some.Password, "kata sandi baru")).Done();

        foreach (var site in new[] { jambi, medan, palu })
        {
            Assert.Equal("sinar-kencana", (await site.LoginAsync("SINAR-KENCANA", "kata sandi baru")).Done()["userId"]);
            (await site.LoginAsync("sinar", "kata sandi baru")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
            (await site.LoginAsync("sinar-kencana", Some.Password)).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        }
        foreach (var kind in new[] { "userIdChanged", "passwordChanged" })
            await palu.FeedWithAsync(kind);
    }

    [Theory, OnBothDatabases]
    public async Task Sessions_of_the_old_login_end_with_each_change(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, _) = await ActiveAsync(host);
        var first = await EpochAsync(jambi, "sinar", Some.Password);

        (await medan.RenameAsync("sinar", "sinar-kencana", Some.Password)).Done();
        var second = await EpochAsync(jambi, "sinar-kencana", Some.Password);
        (await medan.ChangePasswordAsync("sinar-kencana", Some.Password, "kata sandi baru")).Done();

        Assert.True(first < second && second < await EpochAsync(jambi, "sinar-kencana", "kata sandi baru"));
    }

    [Theory, OnBothDatabases]
    public async Task Before_activation_only_the_own_site_changes_a_login_and_a_site_outside_never(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, _) = await ActiveAsync(host);
        var outside = await host.AddSiteAsync("9", SiteStage.V3);
        await medan.RegisterAsync("bumi", Some.OtherCompany);

        (await jambi.RenameAsync("bumi", "bumi-perkasa", Some.OtherCompany.Password)).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        (await jambi.ChangePasswordAsync("bumi", Some.OtherCompany.Password, "kata sandi baru")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        (await outside.RenameAsync("sinar", "sinar-kencana", Some.Password)).RefusedAs(HttpStatusCode.Conflict, "site-not-aggregated");
        (await medan.RenameAsync("bumi", "bumi-perkasa", Some.OtherCompany.Password)).Done();
        (await medan.ChangePasswordAsync("bumi-perkasa", Some.OtherCompany.Password, "kata sandi baru")).Done();
        Assert.Equal("bumi-perkasa", (await medan.LoginAsync("bumi-perkasa", "kata sandi baru")).Done()["userId"]);
    }

    [Theory, OnBothDatabases]
    public async Task User_ID_that_was_changed_is_nobodys_again_but_still_finds_its_account_at_home(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, _) = await ActiveAsync(host);
        (await medan.RenameAsync("sinar", "sinar-kencana", Some.Password)).Done();

        (await medan.TryToRegisterAsync("Sinar", Some.OtherCompany)).RefusedAs(HttpStatusCode.Conflict, "user-id-claimed");
        (await medan.RenameAsync("sinar-kencana", "sinar", Some.Password)).RefusedAs(HttpStatusCode.Conflict, "user-id-taken");
        Assert.Equal("sinar-kencana", (await jambi.ActivationAsync("sinar"))["userId"]);
    }

    private static async Task<int> EpochAsync(SiteClient site, string userId, string password) => (await site.LoginAsync(userId, password)).Done().Json.GetProperty("sessionEpoch").GetInt32();

    private static async Task<(SiteClient Jambi, SiteClient Medan, SiteClient Palu)> ActiveAsync(RunningHost host)
    {
        var (jambi, medan, palu) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"), await host.AddSiteAsync("300"));
        await jambi.RegisterAsync("sinar", Some.Account());
        Assert.Equal("active", (await jambi.OpenActivationAsync("sinar")).State());
        return (jambi, medan, palu);
    }
}

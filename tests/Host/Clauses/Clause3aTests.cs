using System.Net;
using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>3.a: one company or branch office has exactly one single user ID, which is used at all V3 sites (decisions 5 and 7).</summary>
public sealed class Clause3aTests
{
    [Theory, OnBothDatabases]
    public async Task One_user_ID_and_one_password_hold_at_every_site_of_the_group_and_as_a_guest(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await ActiveGroupAsync(host);
        var palu = await host.AddSiteAsync("300");

        foreach (var site in new[] { jambi, medan, palu })
            Assert.Equal("sinar-jambi", (await site.LoginAsync("sinar-jambi", "kata sandi Jambi")).Done()["userId"]);
        foreach (var site in new[] { jambi, medan, palu })
            (await site.LoginAsync("sinar-medan", Some.Password)).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
    }

    [Theory, OnBothDatabases]
    public async Task Equal_user_IDs_of_one_company_are_no_clash(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar", Some.Account(packages: 40, password: "kata sandi Jambi"));
        await medan.RegisterAsync("SINAR", Some.Account(packages: 3));

        Assert.Equal("active", (await jambi.OpenActivationAsync("sinar")).State());
        Assert.Equal("awaitDefaultPassword", (await medan.OpenActivationAsync("sinar")).State());
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar", "kata sandi Jambi")).State());

        (await medan.LoginAsync("sinar", Some.Password)).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        Assert.Equal("sinar", (await medan.LoginAsync("sinar", "kata sandi Jambi")).Done()["userId"]);
    }

    [Theory, OnBothDatabases]
    public async Task User_ID_that_was_merged_away_is_never_anybodys_again(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, _) = await ActiveGroupAsync(host);

        (await jambi.RenameAsync("sinar-jambi", "sinar-medan", "kata sandi Jambi")).RefusedAs(HttpStatusCode.Conflict, "user-id-taken");
        (await jambi.TryToRegisterAsync("Sinar-Medan", Some.OtherCompany)).RefusedAs(HttpStatusCode.Conflict, "user-id-claimed");
    }

    [Theory, OnBothDatabases]
    public async Task New_user_ID_and_new_password_hold_everywhere_at_once(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await ActiveGroupAsync(host);
        var palu = await host.AddSiteAsync("300");

        (await palu.RenameAsync("sinar-jambi", "sinar-kencana", "kata sandi Jambi")).Done();
        (await medan.ChangePasswordAsync("sinar-kencana", "kata sandi Jambi", "kata sandi baru")).Done();

        foreach (var site in new[] { jambi, medan, palu })
        {
            Assert.Equal("sinar-kencana", (await site.LoginAsync("sinar-kencana", "kata sandi baru")).Done()["userId"]);
            (await site.LoginAsync("sinar-kencana", "kata sandi Jambi")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
            (await site.LoginAsync("sinar-jambi", "kata sandi baru")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        }
    }

    [Theory, OnBothDatabases]
    public async Task Before_activation_a_login_changes_at_its_own_site_alone(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar", Some.Account());

        (await medan.ChangePasswordAsync("sinar", Some.Password, "kata sandi baru")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        (await medan.RenameAsync("sinar", "sinar-kencana", Some.Password)).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");

        (await jambi.ChangePasswordAsync("sinar", Some.Password, "kata sandi baru")).Done();
        Assert.Equal("sinar", (await jambi.LoginAsync("sinar", "kata sandi baru")).Done()["userId"]);
    }

    private static async Task<(SiteClient Jambi, SiteClient Medan)> ActiveGroupAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3));
        (await jambi.OpenActivationAsync("sinar-jambi")).Done();
        await medan.OpenActivationAsync("sinar-medan");
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).State());
        return (jambi, medan);
    }
}

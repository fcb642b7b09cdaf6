using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>4.c: at a site that has not joined everything is valid there only. Its accounts are known and take part in nothing, in neither direction.</summary>
public sealed class Clause4cTests
{
    public static TheoryData<SiteStage, DatabaseProvider> Outside => new MatrixTheoryData<SiteStage, DatabaseProvider>(
        [SiteStage.NonV3, SiteStage.V3], Enum.GetValues<DatabaseProvider>());

    [Theory, MemberData(nameof(Outside))]
    public async Task Same_company_there_is_no_duplicate_of_an_account_here(SiteStage stage, DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, outside) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("9", stage));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 3));
        await outside.RegisterAsync("sinar-luar", Some.Account(packages: 400));

        var reply = await jambi.OpenActivationAsync("sinar-jambi");

        Assert.Equal(("active", false), (reply.State(), reply.HasGroup()));
        Assert.All(await host.MailsAsync(), mail => Assert.Equal("Aktivasi Agregasi Inaproc selesai", mail.Subject));
    }

    [Theory, MemberData(nameof(Outside))]
    public async Task Same_user_ID_there_is_no_clash_with_one_here(SiteStage stage, DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, outside) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("9", stage));
        await jambi.RegisterAsync("maju", Some.Account());
        await outside.RegisterAsync("maju", Some.OtherCompany);
        Assert.Equal("active", (await jambi.OpenActivationAsync("maju")).State());

        await outside.RegisterAsync("Maju", Some.OtherCompany with { PackageCount = 8 });

        Assert.True((await (await host.AddSiteAsync("300")).RoamingAsync("maju")).Allowed());
    }

    [Theory, MemberData(nameof(Outside))]
    public async Task Login_of_there_opens_nothing_here_and_no_login_of_here_opens_there(SiteStage stage, DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, outside) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("9", stage));
        await jambi.RegisterAsync("sinar", Some.Account());
        await outside.RegisterAsync("bumi", Some.OtherCompany);
        (await jambi.OpenActivationAsync("sinar")).Done();

        (await jambi.LoginAsync("bumi", Some.OtherCompany.Password)).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        (await outside.LoginAsync("sinar", Some.Password)).RefusedAs(HttpStatusCode.Conflict, "site-not-aggregated");
        (await outside.LoginAsync("bumi", Some.OtherCompany.Password)).RefusedAs(HttpStatusCode.Conflict, "site-not-aggregated");
        (await outside.ChangePasswordAsync("sinar", Some.Password, "kata sandi baru")).RefusedAs(HttpStatusCode.Conflict, "site-not-aggregated");
        (await outside.RenameAsync("sinar", "sinar-kencana", Some.Password)).RefusedAs(HttpStatusCode.Conflict, "site-not-aggregated");
    }

    [Theory, OnBothDatabases]
    public async Task Site_that_joins_brings_its_accounts_with_it(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, joining) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12", SiteStage.V3));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, password: "kata sandi Jambi"));
        await joining.RegisterAsync("sinar-medan", Some.Account(packages: 3));
        (await jambi.OpenActivationAsync("sinar-jambi")).Done();

        await joining.JoinAsync();

        Assert.Equal("awaitDefaultPassword", (await joining.OpenActivationAsync("sinar-medan")).State());
        Assert.Equal("active", (await joining.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).State());
    }
}

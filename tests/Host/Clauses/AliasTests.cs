using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>Decision 6: two accounts of one company at one site; judged the same, the one with fewer packages is closed as an alias of the other.</summary>
public sealed class AliasTests
{
    [Theory, OnBothDatabases]
    public async Task Account_with_fewer_packages_is_closed_and_its_ID_finds_the_other_ones_activation(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, vera) = await TwoAtOneSiteAsync(host);
        var few = await jambi.OpenActivationAsync("sinar-2");
        Assert.Equal("underReview", few.State());

        (await vera.JudgePairAsync(few.CaseId(), "277/sinar-1", "277/sinar-2", "same")).Done();

        Assert.Equal("cancelled", (await vera.CaseAsync(few.CaseId()))["state"]);
        var goesOn = await jambi.OpenActivationAsync("sinar-2");
        Assert.Equal(("active", "sinar-1"), (goesOn.State(), goesOn["userId"]));
        (await jambi.LoginAsync("sinar-2", Some.Password)).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        Assert.Equal("sinar-1", (await jambi.LoginAsync("sinar-1", "kata sandi satu")).Done()["userId"]);
        (await (await host.AddSiteAsync("12")).TryToRegisterAsync("sinar-2", Some.OtherCompany)).RefusedAs(HttpStatusCode.Conflict, "user-id-claimed");
        Assert.Contains(await host.MailsAsync(), mail => mail.Subject == "Dua akun Anda di satu LPSE dijadikan satu" && mail.To == "dua@sinar.example");
    }

    [Theory, OnBothDatabases]
    public async Task Closing_the_alias_by_its_site_closes_nothing_else(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, vera) = await TwoAtOneSiteAsync(host);
        (await vera.JudgePairAsync((await jambi.OpenActivationAsync("sinar-2")).CaseId(), "277/sinar-1", "277/sinar-2", "same")).Done();

        (await jambi.DeleteAccountAsync("sinar-2")).Done();

        Assert.Equal("sinar-1", (await jambi.LoginAsync("sinar-1", "kata sandi satu")).Done()["userId"]);
    }

    [Theory, OnBothDatabases]
    public async Task Account_on_whose_login_others_rely_is_not_closed_whatever_the_packages(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar-2", Some.Account(packages: 3));
        Assert.Equal("active", (await jambi.OpenActivationAsync("sinar-2")).State());
        await jambi.RegisterAsync("sinar-1", Some.Account(packages: 40));
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);

        (await vera.JudgePairAsync((await jambi.OpenActivationAsync("sinar-1")).CaseId(), "277/sinar-1", "277/sinar-2", "same")).Done();

        Assert.Equal("sinar-2", (await jambi.LoginAsync("sinar-2", Some.Password)).Done()["userId"]);
        Assert.Equal(("active", "sinar-2"), ((await jambi.ActivationAsync("sinar-1")).State(), (await jambi.ActivationAsync("sinar-1"))["userId"]));
    }

    [Theory, OnBothDatabases]
    public async Task Verdict_that_is_taken_back_opens_the_account_again(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, vera) = await TwoAtOneSiteAsync(host);
        (await vera.JudgePairAsync((await jambi.OpenActivationAsync("sinar-2")).CaseId(), "277/sinar-1", "277/sinar-2", "same")).Done();

        (await vera.ReopenAsync(Assert.Single(await vera.VerdictsAsync("277/sinar-1")))).Done();

        Assert.Equal("sinar-2", (await jambi.LoginAsync("sinar-2", Some.Password)).Done()["userId"]);
        Assert.Equal("underReview", (await jambi.OpenActivationAsync("sinar-2")).State());
    }

    private static async Task<(SiteClient Jambi, StaffClient Vera)> TwoAtOneSiteAsync(RunningHost host)
    {
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar-1", Some.Account(packages: 40, password: "kata sandi satu", email: "satu@sinar.example"));
        await jambi.RegisterAsync("sinar-2", Some.Account(packages: 3, email: "dua@sinar.example"));
        return (jambi, await host.AddStaffAsync("vera", StaffRoles.Verifikator));
    }
}

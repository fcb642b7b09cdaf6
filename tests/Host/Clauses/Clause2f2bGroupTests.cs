using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>2.f.2.b, the group: equal NPWP and address form one activation group; the account with the most packages is its Default (decisions 1, 2, 20).</summary>
public sealed class Clause2f2bGroupTests
{
    [Theory]
    [InlineData(40, "2020-01-01", 39, "2015-01-01", "277", "mostPackages")]
    [InlineData(40, "2020-01-01", 41, "2021-01-01", "12", "mostPackages")]
    [InlineData(40, "2015-01-01", 40, "2015-01-02", "277", "earliestRegistration")]
    [InlineData(0, "2015-01-02", 0, "2015-01-01", "12", "earliestRegistration")]
    [InlineData(40, "2015-01-01", 40, "2015-01-01", "12", "lowestSiteCode")]
    public async Task Default_has_most_packages_then_the_earliest_registration_then_the_lowest_site(
        int packagesAt277, string registeredAt277, int packagesAt12, string registeredAt12, string site, string reason)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: packagesAt277, registered: registeredAt277));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: packagesAt12, registered: registeredAt12));

        var group = (await jambi.OpenActivationAsync("sinar-jambi")).Group();

        Assert.Equal((site, reason), (group.GetProperty("default").GetProperty("site").GetString(), group.GetProperty("reason").GetString()));
        Assert.Equal(site, (await medan.OpenActivationAsync("sinar-medan")).DefaultSite());
    }

    [Theory, OnBothDatabases]
    public async Task Default_activates_at_once_and_the_member_waits_for_its_password(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await SitesWithDefaultAndMemberAsync(host);

        Assert.Equal("active", (await jambi.OpenActivationAsync("sinar-jambi")).State());
        Assert.Equal("awaitDefaultPassword", (await medan.OpenActivationAsync("sinar-medan")).State());
        (await jambi.ProveDefaultPasswordAsync("sinar-jambi", Some.Password)).RefusedAs(HttpStatusCode.Conflict, "password-not-awaited");
    }

    [Theory, OnBothDatabases]
    public async Task Counts_of_later_do_not_move_the_Default(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await SitesWithDefaultAndMemberAsync(host);
        await jambi.OpenActivationAsync("sinar-jambi");

        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 999));

        var reply = await medan.OpenActivationAsync("sinar-medan");
        Assert.Equal(("awaitDefaultPassword", "277"), (reply.State(), reply.DefaultSite()));
    }

    [Theory, OnBothDatabases]
    public async Task Members_that_never_asked_are_told_once_that_a_group_has_formed(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, palu) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"), await host.AddSiteAsync("300"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, email: "jambi@sinar.example"));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3, email: "medan@sinar.example"));
        await palu.RegisterAsync("sinar-palu", Some.Account(packages: 2, email: "palu@sinar.example"));

        await medan.OpenActivationAsync("sinar-medan");
        await palu.OpenActivationAsync("sinar-palu");

        var told = (await host.MailsAsync()).Where(mail => mail.Subject is "Akun Anda termasuk dalam satu grup aktivasi" or "Akun Anda terpilih sebagai User ID Default");
        Assert.Equal(
            ["jambi@sinar.example: Akun Anda terpilih sebagai User ID Default", "palu@sinar.example: Akun Anda termasuk dalam satu grup aktivasi"],
            told.Select(mail => $"{mail.To}: {mail.Subject}").Order(StringComparer.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Unverified_Default_beside_a_verified_member_waits_for_a_person(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 400, verified: false, password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3, verified: true));
        var (@default, member) = (await jambi.OpenActivationAsync("sinar-jambi"), await medan.OpenActivationAsync("sinar-medan"));
        Assert.Equal(("underReview", "underReview"), (@default.State(), member.State()));
        (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).RefusedAs(HttpStatusCode.Conflict, "password-not-awaited");

        var verifikator = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        (await verifikator.ChooseDefaultAsync(member.CaseId(), jambi, "sinar-jambi")).Done();

        Assert.Equal("active", (await jambi.ActivationAsync("sinar-jambi")).State());
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).State());
    }

    [Theory, OnBothDatabases]
    public async Task Verifikator_can_choose_another_Default_until_a_member_has_merged(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 400, verified: false));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3, verified: true, password: "kata sandi Medan"));
        var caseId = (await medan.OpenActivationAsync("sinar-medan")).CaseId();
        var verifikator = await host.AddStaffAsync("vera", StaffRoles.Verifikator);

        (await verifikator.ChooseDefaultAsync(caseId, medan, "sinar-medan")).Done();

        Assert.Equal("active", (await medan.ActivationAsync("sinar-medan")).State());
        Assert.Equal("12", (await jambi.OpenActivationAsync("sinar-jambi")).DefaultSite());
        Assert.Equal("active", (await jambi.ProveDefaultPasswordAsync("sinar-jambi", "kata sandi Medan")).State());
        (await verifikator.ChooseDefaultAsync(caseId, jambi, "sinar-jambi")).RefusedAs(HttpStatusCode.Conflict, "already-merged");
    }

    [Theory, OnBothDatabases]
    public async Task Default_registered_after_another_member_was_activated_waits_for_a_person(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3));
        (await medan.OpenActivationAsync("sinar-medan")).Done();
        host.Clock.Advance(TimeSpan.FromDays(2));

        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 400, registered: "2026-03-03"));

        Assert.Equal("underReview", (await jambi.OpenActivationAsync("sinar-jambi")).State());
    }

    private static async Task<(SiteClient Jambi, SiteClient Medan)> SitesWithDefaultAndMemberAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3));
        return (jambi, medan);
    }
}

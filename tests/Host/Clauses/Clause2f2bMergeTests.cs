using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>2.f.2.b, the merge: a member activates at its own site with the Default's password; its login and identity are then the Default's (decision 14).</summary>
public sealed class Clause2f2bMergeTests
{
    [Theory, OnBothDatabases]
    public async Task Login_of_the_Default_is_the_login_at_the_members_site_and_the_old_one_is_none(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, medan) = await WaitingMemberAsync(host);

        var merged = await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi");

        Assert.Equal(("active", "sinar-jambi"), (merged.State(), merged["userId"]));
        var session = (await medan.LoginAsync("sinar-jambi", "kata sandi Jambi")).Done();
        Assert.Equal(("sinar-jambi", "True"), (session["userId"], session["home"]));
        (await medan.LoginAsync("sinar-medan", "kata sandi Medan")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        (await medan.LoginAsync("sinar-medan", "kata sandi Jambi")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        (await medan.LoginAsync("sinar-jambi", "kata sandi Medan")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
    }

    [Theory, OnBothDatabases]
    public async Task Identity_is_the_Defaults_while_the_sites_own_record_stays(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, medan) = await WaitingMemberAsync(host);
        var auditor = await host.AddStaffAsync("andi", StaffRoles.Auditor);
        var caseId = (await medan.ActivationAsync("sinar-medan")).CaseId();
        Assert.Equal("medan@sinar.example", (await auditor.CaseAsync(caseId)).At("account", "login", "email"));

        (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).Done();

        var after = await auditor.CaseAsync(caseId);
        Assert.Equal(("jambi@sinar.example", "sinar-jambi"), (after.At("account", "login", "email"), after.At("account", "login", "userId")));
        Assert.Equal(("3", "2017-05-02", "sinar-medan", "12"),
            (after.At("account", "packageCount"), after.At("account", "registeredOn"), after.At("account", "registeredUserId"), after.At("account", "site")));
    }

    [Theory, OnBothDatabases]
    public async Task Wrong_password_is_refused_and_changes_nothing(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, medan) = await WaitingMemberAsync(host);

        foreach (var wrong in new[] { "kata sandi Medan", "Kata Sandi Jambi", "kata sandi Jambi ", "'; drop table Providers; --" })
            (await medan.ProveDefaultPasswordAsync("sinar-medan", wrong)).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");

        Assert.Equal("awaitDefaultPassword", (await medan.ActivationAsync("sinar-medan")).State());
        Assert.Equal("sinar-medan", (await medan.LoginAsync("sinar-medan", "kata sandi Medan")).Done()["userId"]);
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).State());
    }

    [Theory, OnBothDatabases]
    public async Task Password_before_there_is_a_group_is_refused_unlooked_at(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("maju", Some.Account());
        await medan.RegisterAsync("maju", Some.OtherCompany);
        await jambi.OpenActivationAsync("maju");

        (await jambi.ProveDefaultPasswordAsync("maju", Some.Password)).RefusedAs(HttpStatusCode.Conflict, "no-group");
    }

    [Theory, OnBothDatabases]
    public async Task Password_typed_many_times_at_once_merges_once(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, medan) = await WaitingMemberAsync(host);
        await medan.TokenAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")));

        Assert.Contains(replies, reply => reply.Status == HttpStatusCode.OK);
        Assert.All(replies, reply => Assert.True(reply.Status == HttpStatusCode.OK || reply.Refusal == "password-not-awaited", reply.Text));
        var caseId = (await medan.ActivationAsync("sinar-medan")).CaseId();
        Assert.Equal(1, await (await host.AddStaffAsync("andi", StaffRoles.Auditor)).CountAsync(caseId, "account-merged"));
        Assert.Equal(1, (await host.MailsAsync()).Count(mail => mail.To == "medan@sinar.example" && mail.Subject == "Data login dan identitas akun Anda telah digantikan"));
    }

    [Theory, OnBothDatabases]
    public async Task Members_that_type_it_in_the_same_moment_are_all_merged(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, medan) = await WaitingMemberAsync(host);
        var palu = await host.AddSiteAsync("300");
        await palu.RegisterAsync("sinar-palu", Some.Account(packages: 2));
        Assert.Equal("awaitDefaultPassword", (await palu.OpenActivationAsync("sinar-palu")).State());

        var replies = await Task.WhenAll(medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi"), palu.ProveDefaultPasswordAsync("sinar-palu", "kata sandi Jambi"));

        Assert.All(replies, reply => Assert.Equal(("active", "sinar-jambi"), (reply.State(), reply["userId"])));
        Assert.Equal(3, (await medan.ActivationAsync("sinar-jambi")).Group().GetProperty("size").GetInt32());
    }

    [Theory, OnBothDatabases]
    public async Task Replaced_ID_still_finds_its_case_at_its_own_site_and_nowhere_else(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await WaitingMemberAsync(host);
        var merged = (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).CaseId();

        Assert.Equal(merged, (await medan.ActivationAsync("sinar-medan")).CaseId());
        Assert.Equal(merged, (await medan.ActivationAsync("sinar-jambi")).CaseId());
        Assert.Equal(merged, (await medan.OpenActivationAsync("sinar-medan")).CaseId());
        (await jambi.ActivationAsync("sinar-medan")).RefusedAs(HttpStatusCode.NotFound, "account-unknown");
    }

    private static async Task<(SiteClient Jambi, SiteClient Medan)> WaitingMemberAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, email: "jambi@sinar.example", password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3, email: "medan@sinar.example", password: "kata sandi Medan", registered: "2017-05-02"));
        Assert.Equal("awaitDefaultPassword", (await medan.OpenActivationAsync("sinar-medan")).State());
        return (jambi, medan);
    }
}

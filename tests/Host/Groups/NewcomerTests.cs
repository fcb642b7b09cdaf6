using System.Net;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using static BackOffice.Host.Tests.Groups.GroupScenes;

namespace BackOffice.Host.Tests.Groups;

/// <summary>Decisions 1, 2, 18 and ADR 15: newcomers to a finished group, and accounts that were active before they came into one.</summary>
public sealed class NewcomerTests
{
    [Theory, OnBothDatabases]
    public async Task Newcomer_with_more_packages_joins_a_finished_group_as_member(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync();
        (await sites[0].ActivateAsync()).Done();
        var caseId = await sites[1].MergeAsync();
        var palu = await host.AddSiteAsync("300");
        await palu.RegisterAsync("sinar-300", Some.Account(packages: 900));

        var newcomer = await palu.ActivateAsync();

        Assert.Equal(("awaitDefaultPassword", "277"), (newcomer.State(), newcomer.DefaultSite()));
        Assert.Equal("active", (await palu.ProveDefaultPasswordAsync("sinar-300", DefaultPassword)).State());
        var auditor = await host.AddStaffAsync("andi", StaffRoles.Auditor);
        Assert.Equal(["40", "900", "3"], (await auditor.CaseAsync(caseId)).Json.GetProperty("group").GetProperty("members").EnumerateArray().Select(member => member.GetProperty("frozenPackageCount").ToString()));
    }

    [Theory, OnBothDatabases]
    public async Task Newcomer_with_more_packages_is_the_Default_while_nobody_is_active_and_all_are_told(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync();
        Assert.Equal("awaitDefaultPassword", (await sites[1].ActivateAsync()).State());
        var palu = await host.AddSiteAsync("300");
        await palu.RegisterAsync("sinar-300", Some.Account(packages: 900, email: "300@sinar.example", password: "kata sandi Palu"));

        Assert.Equal("active", (await palu.ActivateAsync()).State());

        await host.SettleAsync();
        Assert.Equal(("awaitDefaultPassword", "300"), ((await sites[1].ActivationAsync("sinar-12")).State(), (await sites[1].ActivationAsync("sinar-12")).DefaultSite()));
        Assert.Equal("active", (await sites[1].ProveDefaultPasswordAsync("sinar-12", "kata sandi Palu")).State());
        Assert.Equal(["12@sinar.example", "277@sinar.example", "300@sinar.example"],
            (await host.MailsAsync()).Where(mail => mail.Subject == "User ID Default grup aktivasi Anda telah ditetapkan").Select(mail => mail.To).Order(StringComparer.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Newcomer_of_the_day_of_an_activation_becomes_no_Default_without_a_person_and_the_day_is_that_of_the_clocks_here(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (medan, jambi) = (await host.AddSiteAsync("12"), await host.AddSiteAsync("277"));
        host.Clock.SetUtcNow(new(2026, 3, 4, 3, 0, 0, TimeSpan.Zero));
        await medan.RegisterAsync("sinar-12", Some.Account(packages: 3));
        Assert.Equal("active", (await medan.ActivateAsync()).State());
        await jambi.RegisterAsync("sinar-277", Some.Account(packages: 4000, registered: "2026-03-04"));
        // Half past one at night in Jambi; in Greenwich it is still the day before.
        host.Clock.SetUtcNow(new(2026, 3, 4, 18, 30, 0, TimeSpan.Zero));
        await medan.RegisterAsync("bumi-12", Some.OtherCompany with { PackageCount = 3 });
        Assert.Equal("active", (await medan.OpenActivationAsync("bumi-12")).State());
        await jambi.RegisterAsync("bumi-277", Some.OtherCompany with { PackageCount = 4000, RegisteredOn = new(2026, 3, 4) });

        Assert.Equal("underReview", (await jambi.ActivateAsync()).State());
        Assert.Equal("active", (await jambi.OpenActivationAsync("bumi-277")).State());
    }

    [Theory, OnBothDatabases]
    public async Task Active_provider_keeps_roaming_until_the_newcomer_is_activated_and_merges_then(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (medan, guest) = (await host.AddSiteAsync("12"), await host.AddSiteAsync("400"));
        await medan.RegisterAsync("sinar-12", Some.Account(packages: 3, email: "12@sinar.example"));
        var first = (await medan.ActivateAsync()).CaseId();
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("maju", Some.OtherCompany);
        await jambi.RegisterAsync("sinar-277", Some.Account(packages: 40, verified: false, email: "277@sinar.example", password: DefaultPassword));

        // The newcomer is unverified beside a verified member: a person confirms it (decision 2), and nothing is lost meanwhile.
        var newcomer = await jambi.ActivateAsync();
        Assert.Equal("underReview", newcomer.State());
        Assert.Equal("sinar-12", (await guest.LoginAsync("sinar-12", Some.Password)).Done()["userId"]);
        Assert.Equal(("active", first), ((await medan.ActivateAsync()).State(), (await medan.ActivateAsync()).CaseId()));
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        (await vera.ChooseDefaultAsync(newcomer.CaseId(), jambi, "sinar-277")).Done();
        Assert.Equal("active", (await jambi.ActivationAsync("sinar-277")).State());

        // One company, one single user ID (3.a): from now on the old one works at home alone.
        Assert.Equal(["MemberActive"], (await guest.RoamingAsync("sinar-12")).Reasons());
        Assert.Equal("sinar-12", (await medan.LoginAsync("sinar-12", Some.Password)).Done()["userId"]);
        Assert.Equal(["activate-again at 12"], (await medan.ActivationAsync("sinar-12")).Remaining());
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains(await host.MailsAsync(), mail => mail is { To: "12@sinar.example", Subject: "Akun Anda perlu diaktifkan sekali lagi" });

        var second = await medan.MergeAsync();

        Assert.NotEqual(first, second);
        Assert.Equal("sinar-277", (await medan.LoginAsync("sinar-277", DefaultPassword)).Done()["userId"]);
        Assert.Equal("sinar-277", (await guest.LoginAsync("sinar-277", DefaultPassword)).Done()["userId"]);
        (await guest.LoginAsync("sinar-12", Some.Password)).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        Assert.Equal(second, (await medan.ActivateAsync()).CaseId());

        Assert.Equal("True", (await vera.UndoAsync(second)).Done()["active"]);
        Assert.Equal("sinar-12", (await guest.LoginAsync("sinar-12", Some.Password)).Done()["userId"]);
        Assert.Equal(("active", first), ((await medan.ActivateAsync()).State(), (await medan.ActivateAsync()).CaseId()));
    }

    [Theory, OnBothDatabases]
    public async Task Active_member_is_told_that_it_must_merge_when_another_active_one_is_made_the_Default(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (medan, jambi) = (await host.AddSiteAsync("12"), await host.AddSiteAsync("277"));
        await medan.RegisterAsync("sinar-12", Some.Account(packages: 3, email: "12@sinar.example"));
        (await medan.ActivateAsync()).Done();
        await jambi.RegisterAsync("sinar-277", Some.Account(packages: 40, verified: false, email: "277@sinar.example", password: DefaultPassword));
        var newcomer = (await jambi.ActivateAsync()).CaseId();
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        (await vera.ChooseDefaultAsync(newcomer, jambi, "sinar-277")).Done();
        await jambi.ReachesAsync("sinar-277", "active");

        (await vera.ChooseDefaultAsync(newcomer, medan, "sinar-12")).Done();

        Assert.Contains("MemberActive", (await medan.RoamingAsync("sinar-277")).Reasons());
        Assert.Equal(["12@sinar.example", "277@sinar.example"],
            (await host.MailsAsync()).Where(mail => mail.Subject == "Akun Anda perlu diaktifkan sekali lagi").Select(mail => mail.To).Order(StringComparer.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Active_provider_is_told_that_it_must_merge_when_another_draws_it_into_a_group_with_an_active_Default(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync();
        (await sites[0].ActivateAsync()).Done();
        var (palu, bridge) = (await host.AddSiteAsync("500"), await host.AddSiteAsync("600"));
        await palu.RegisterAsync("bumi-500", Some.OtherCompany);
        (await palu.OpenActivationAsync("bumi-500")).Done();
        await bridge.RegisterAsync("sinar-600", Some.Account(packages: 1));
        await SameByHandAsync(host, "600", "500");

        Assert.Equal("awaitDefaultPassword", (await bridge.ActivateAsync()).State());

        Assert.Contains("MemberActive", (await bridge.RoamingAsync("bumi-500")).Reasons());
        Assert.Contains(await host.MailsAsync(), mail => mail.To == Some.OtherCompany.Email && mail.Subject == "Akun Anda perlu diaktifkan sekali lagi");
    }

    [Theory, OnBothDatabases]
    public async Task Bridge_between_two_groups_is_one_review_and_may_make_them_one(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (sites, (palu, ambon), bridge) = await TwoGroupsAsync(host);
        await sites[1].MergeAsync();
        Assert.Equal("awaitDefaultPassword", (await ambon.OpenActivationAsync("bumi-501")).State());
        await SameByHandAsync(host, "600", "500");

        var opened = await bridge.ActivateAsync();

        Assert.Equal("underReview", opened.State());
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        Assert.Equal("bridges-groups", (await vera.CaseAsync(opened.CaseId()))["stateReason"]);
        // A member of the first group has merged into 277: it stays the Default.
        (await vera.ChooseDefaultAsync(opened.CaseId(), palu, "bumi-500")).RefusedAs(HttpStatusCode.Conflict, "already-merged");
        (await vera.ChooseDefaultAsync(opened.CaseId(), sites[0], "sinar-277")).Done();
        await host.SettleAsync();
        Assert.Equal(("awaitDefaultPassword", "277"), ((await bridge.ActivationAsync("sinar-600")).State(), (await bridge.ActivationAsync("sinar-600")).DefaultSite()));
        Assert.Equal(("awaitDefaultPassword", "277"), ((await ambon.ActivationAsync("bumi-501")).State(), (await ambon.ActivationAsync("bumi-501")).DefaultSite()));
        Assert.Equal(5, (await bridge.ActivationAsync("sinar-600")).Group().GetProperty("size").GetInt32());
        Assert.Equal("active", (await ambon.ProveDefaultPasswordAsync("bumi-501", DefaultPassword)).State());
    }

    [Theory, OnBothDatabases]
    public async Task Bridge_is_refused_where_members_of_both_groups_have_merged_and_can_be_judged_apart(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (sites, (palu, ambon), bridge) = await TwoGroupsAsync(host);
        await sites[1].MergeAsync();
        (await ambon.OpenActivationAsync("bumi-501")).Done();
        Assert.Equal("active", (await ambon.ProveDefaultPasswordAsync("bumi-501", Some.OtherCompany.Password)).State());
        await SameByHandAsync(host, "600", "500");
        var caseId = (await bridge.ActivateAsync()).CaseId();
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);

        (await vera.ChooseDefaultAsync(caseId, sites[0], "sinar-277")).RefusedAs(HttpStatusCode.Conflict, "groups-both-merged");
        await SameByHandAsync(host, "600", "500", reopen: true);
        var pair = (await vera.PairsAsync(caseId)).First(one => one.GetProperty("a").GetProperty("site").GetString() == "277" || one.GetProperty("b").GetProperty("site").GetString() == "277");
        (await vera.CallAsync(HttpMethod.Post, $"cases/{caseId}/verdict", new { pair = pair.GetProperty("pair").GetGuid(), answer = "same", reason = "Satu perusahaan." })).Done();

        Assert.Equal(("awaitDefaultPassword", "277"), ((await bridge.ActivationAsync("sinar-600")).State(), (await bridge.ActivationAsync("sinar-600")).DefaultSite()));
        Assert.Equal(3, (await bridge.ActivationAsync("sinar-600")).Group().GetProperty("size").GetInt32());
    }

    internal static async Task<(IReadOnlyList<SiteClient> Sites, (SiteClient Palu, SiteClient Ambon) Others, SiteClient Bridge)> TwoGroupsAsync(RunningHost host)
    {
        var sites = await host.CompanyAsync();
        (await sites[0].ActivateAsync()).Done();
        var (palu, ambon) = (await host.AddSiteAsync("500"), await host.AddSiteAsync("501"));
        await palu.RegisterAsync("bumi-500", Some.OtherCompany with { PackageCount = 30 });
        await ambon.RegisterAsync("bumi-501", Some.OtherCompany with { PackageCount = 2 });
        var bridge = await host.AddSiteAsync("600");
        await bridge.RegisterAsync("sinar-600", Some.Account(packages: 1));
        return (sites, (palu, ambon), bridge);
    }

    // A verdict from outside the case: as if staff had judged the pair in another one.
    internal static Task SameByHandAsync(RunningHost host, string site, string other, bool reopen = false) => host.Database.InTransactionAsync(async (transaction, ct) =>
    {
        var accounts = transaction.Db.Accounts.AsEnumerable().Where(account => account.SiteCode.Value == site || account.SiteCode.Value == other).Select(account => account.Id).Order().ToList();
        if (reopen)
        {
            transaction.Db.Verdicts.Single(verdict => verdict.AccountA == accounts[0] && verdict.AccountB == accounts[1]).ReopenedAt = RunningHost.Beginning;
            return;
        }
        transaction.Db.Verdicts.Add(new()
        {
            Id = Guid.NewGuid(),
            AccountA = accounts[0],
            AccountB = accounts[1],
            Answer = Rules.Matching.VerdictAnswer.Same,
            Reason = "Satu pemilik.",
            By = "vera",
            At = RunningHost.Beginning,
        });
        await Task.CompletedTask;
    }, TestContext.Current.CancellationToken);
}

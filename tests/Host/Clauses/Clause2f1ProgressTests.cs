using System.Net;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Host.Tests.Groups;
using BackOffice.Workflows.Activation.Clashes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>2.f.1: a clash has parties, progress, deadlines and an end (decisions 5, 7, 8, 20).</summary>
public sealed class Clause2f1ProgressTests
{
    [Theory, OnBothDatabases]
    public async Task Staff_follow_a_clash_until_the_last_party_has_renamed_too(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await TwoCompaniesWithOneUserIdAsync(host);
        var staff = await host.AddStaffAsync("andi", StaffRoles.Auditor);
        await jambi.OpenActivationAsync("maju");
        Assert.Equal(["12 MAJU open", "277 maju open"], (await staff.OnlyClashAsync()).Parties());

        (await jambi.RenameAsync("maju", "sinar-kencana", Some.Password)).Done();
        var half = Assert.Single(await staff.ClashesAsync("?open=true&userId=Maju"));
        Assert.Equal((2, 1), (half.GetProperty("parties").GetInt32(), half.GetProperty("renamed").GetInt32()));
        Assert.Equal(RunningHost.Beginning.AddDays(30), half.GetProperty("deadline").GetDateTimeOffset());
        Assert.Equal("active", (await jambi.ActivationAsync("sinar-kencana")).State());

        (await medan.RenameAsync("MAJU", "bumi-perkasa", Some.OtherCompany.Password)).Done();
        Assert.Empty(await staff.ClashesAsync("?open=true"));
        Assert.Equal(["12 bumi-perkasa renamed", "277 sinar-kencana renamed"], (await staff.OnlyClashAsync()).Parties());
    }

    [Theory, OnBothDatabases]
    public async Task Party_without_a_case_is_reminded_three_times_and_then_the_helpdesk_gets_it(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await TwoCompaniesWithOneUserIdAsync(host);
        var staff = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await jambi.OpenActivationAsync("maju");

        foreach (var (day, reminders) in new[] { (3, 1), (7, 2), (14, 3) })
        {
            host.Clock.SetUtcNow(RunningHost.Beginning.AddDays(day));
            await Eventually.TrueAsync(async () => (await MedanAsync(staff)).GetProperty("reminders").GetInt32() == reminders, otherwise: () => $"No reminder on day {day}.", cancel: Cancel);
        }
        Assert.Empty(await staff.ClashesAsync("?handedOver=true"));
        host.Clock.SetUtcNow(RunningHost.Beginning.AddDays(30));
        await Eventually.TrueAsync(async () => (await staff.ClashesAsync("?handedOver=true")).Count == 1, otherwise: () => "Not handed over.", cancel: Cancel);

        var told = (await host.MailsAsync()).Where(mail => mail.To == Some.OtherCompany.Email).Select(mail => mail.Subject);
        Assert.Equal(["User ID Anda harus diganti", .. Enumerable.Repeat("User ID Anda masih harus diganti", 4)], told.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(await host.MailsAsync(), mail => mail.To == Some.Account().Email && mail.Subject == "User ID Anda masih harus diganti");

        (await medan.RenameAsync("MAJU", "bumi-perkasa", Some.OtherCompany.Password)).Done();
        Assert.Empty(await staff.ClashesAsync("?handedOver=true"));
    }

    [Theory, OnBothDatabases]
    public async Task Party_that_closes_its_account_ends_its_obligation_and_nobody_gets_the_ID(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await TwoCompaniesWithOneUserIdAsync(host);
        var staff = await host.AddStaffAsync("andi", StaffRoles.Auditor);
        await jambi.OpenActivationAsync("maju");

        (await medan.DeleteAccountAsync("MAJU")).Done();

        Assert.Equal(["12 MAJU closed", "277 maju open"], (await staff.OnlyClashAsync()).Parties());
        Assert.Equal("awaitUserId", (await jambi.ActivationAsync("maju")).State());
        (await jambi.RenameAsync("maju", "sinar-kencana", Some.Password)).Done();
        Assert.Empty(await staff.ClashesAsync("?open=true"));
        (await (await host.AddSiteAsync("300")).TryToRegisterAsync("maju", Some.ThirdCompany)).RefusedAs(HttpStatusCode.Conflict, "user-id-claimed");
    }

    [Theory, OnBothDatabases]
    public async Task Party_whose_site_left_is_asked_for_nothing_until_the_site_is_back(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await TwoCompaniesWithOneUserIdAsync(host);
        var staff = await host.AddStaffAsync("sari", [.. StaffRoles.All]);
        await jambi.OpenActivationAsync("maju");
        host.Clock.SetUtcNow(RunningHost.Beginning.AddDays(3));
        await Eventually.TrueAsync(async () => (await MedanAsync(staff)).GetProperty("reminders").GetInt32() == 1, otherwise: () => "No reminder.", cancel: Cancel);
        await DefaultGoneTests.StageAsync(host, "12", "v3");
        await DefaultGoneTests.FinishedAsync(host, staff, "12");

        foreach (var day in new[] { 7, 14, 30, 40 })
        {
            host.Clock.SetUtcNow(RunningHost.Beginning.AddDays(day));
            await host.Services.GetRequiredService<RemindClashParties>().HandleAsync(Cancel);
        }

        Assert.Equal(1, await RemindersAsync());
        Assert.Empty(await staff.ClashesAsync("?handedOver=true"));
        (await medan.RenameAsync("MAJU", "bumi-perkasa", Some.OtherCompany.Password)).RefusedAs(HttpStatusCode.Conflict, "site-not-aggregated");
        Assert.Equal(["12 MAJU open", "277 maju open"], (await staff.OnlyClashAsync()).Parties());
        Assert.Equal(RunningHost.Beginning.AddDays(70), (await MedanAsync(staff)).GetProperty("deadline").GetDateTimeOffset());
        await host.SettledAsync();
        Assert.Empty((await host.VerifyAsync()).Findings);

        // Nobody renamed by leaving: the duty stands again, and its time counts from now.
        await DefaultGoneTests.StageAsync(host, "12", "aggregated");
        await DefaultGoneTests.FinishedAsync(host, staff, "12");
        host.Clock.SetUtcNow(RunningHost.Beginning.AddDays(43));
        await host.Services.GetRequiredService<RemindClashParties>().HandleAsync(Cancel);
        Assert.Equal(2, await RemindersAsync());
        host.Clock.SetUtcNow(RunningHost.Beginning.AddDays(70));
        await host.Services.GetRequiredService<RemindClashParties>().HandleAsync(Cancel);
        Assert.Single(await staff.ClashesAsync("?handedOver=true"));
        (await medan.RenameAsync("MAJU", "bumi-perkasa", Some.OtherCompany.Password)).Done();

        async Task<int> RemindersAsync() => (await host.MailsAsync()).Count(mail => mail.To == Some.OtherCompany.Email && mail.Subject == "User ID Anda masih harus diganti");
    }

    [Theory, OnBothDatabases]
    public async Task Clash_inside_a_group_is_one_partys_and_its_Default_renames_before_anybody_merges(DatabaseProvider database)
    {
        // Scenario 7 of the failures that others have had: rename first, then activation.
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, palu) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"), await host.AddSiteAsync("300"));
        await jambi.RegisterAsync("maju", Some.Account(packages: 40, password: "kata sandi Jambi"));
        await medan.RegisterAsync("maju", Some.Account(packages: 3));
        await palu.RegisterAsync("maju", Some.OtherCompany);
        var staff = await host.AddStaffAsync("andi", StaffRoles.Auditor);

        await medan.OpenActivationAsync("maju");
        Assert.Equal(["277 maju open", "300 maju open"], (await staff.OnlyClashAsync()).Parties());
        Assert.Equal("awaitUserId", (await jambi.OpenActivationAsync("maju")).State());
        Assert.Equal("awaitUserId", (await medan.ProveDefaultPasswordAsync("maju", "kata sandi Jambi")).State());

        (await jambi.RenameAsync("maju", "sinar-kencana", "kata sandi Jambi")).Done();
        Assert.Equal("active", (await jambi.ActivationAsync("sinar-kencana")).State());
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("maju", "kata sandi Jambi")).State());
        Assert.Equal("sinar-kencana", (await medan.LoginAsync("sinar-kencana", "kata sandi Jambi")).Done()["userId"]);
        (await palu.RenameAsync("maju", "bumi-perkasa", Some.OtherCompany.Password)).Done();
        Assert.Empty(await staff.ClashesAsync("?open=true"));
    }

    [Theory, OnBothDatabases]
    public async Task Only_staff_see_clashes_and_an_unknown_one_is_none(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        var staff = await host.AddStaffAsync("andi", StaffRoles.Auditor);

        Assert.NotEqual(HttpStatusCode.OK, (await jambi.CallAsync(HttpMethod.Get, "clashes")).Status);
        (await staff.CallAsync(HttpMethod.Get, $"clashes/{Guid.Empty}")).RefusedAs(HttpStatusCode.NotFound, "clash-unknown");
        Assert.Empty(await staff.ClashesAsync("?userId=a%2Fb"));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<System.Text.Json.JsonElement> MedanAsync(StaffClient staff) =>
        (await staff.OnlyClashAsync()).GetProperty("parties").EnumerateArray().Single(party => party.GetProperty("site").GetString() == "12");

    private static async Task<(SiteClient Jambi, SiteClient Medan)> TwoCompaniesWithOneUserIdAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("maju", Some.Account());
        await medan.RegisterAsync("MAJU", Some.OtherCompany);
        return (jambi, medan);
    }
}

using System.Net;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;
using Microsoft.Extensions.DependencyInjection;
using static BackOffice.Host.Tests.Groups.GroupScenes;

namespace BackOffice.Host.Tests.Groups;

/// <summary>Scenario 6 and ADR 15: the Default's account is closed or its site leaves, before and after members merged; members go likewise.</summary>
public sealed class DefaultGoneTests
{
    [Theory, OnBothDatabases]
    public async Task Before_a_merge_the_rule_chooses_another_Default_and_waiting_members_go_on(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(3);
        Assert.Equal("277", (await sites[2].ActivateAsync()).DefaultSite());

        (await sites[0].DeleteAccountAsync("sinar-277")).Done();

        await host.SettleAsync();
        Assert.Equal(("awaitDefaultPassword", "12"), ((await sites[2].ActivationAsync("sinar-300")).State(), (await sites[2].ActivationAsync("sinar-300")).DefaultSite()));
        Assert.Equal("active", (await sites[2].ProveDefaultPasswordAsync("sinar-300", Some.Password)).State());
        Assert.Equal("active", (await sites[1].ActivateAsync()).State());
        Assert.Equal(["12@sinar.example", "300@sinar.example"],
            (await host.MailsAsync()).Where(mail => mail.Subject == "User ID Default grup aktivasi Anda telah ditetapkan").Select(mail => mail.To).Order(StringComparer.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task A_person_confirms_the_successor_where_decision_2_asks_for_one(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(3);
        await sites[1].RegisterAsync("sinar-12", Some.Account(packages: 3, verified: false, email: "12@sinar.example"));
        (await sites[2].ActivateAsync()).Done();

        (await sites[0].DeleteAccountAsync("sinar-277")).Done();

        await sites[2].ReachesAsync("sinar-300", "underReview");
    }

    [Theory, OnBothDatabases]
    public async Task After_a_merge_the_login_lives_on_and_a_member_carries_it(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(4);
        var guest = await host.AddSiteAsync("400");
        await sites[1].MergeAsync();
        await sites[2].MergeAsync();
        Assert.Equal(["DefaultActive"], (await guest.RoamingAsync("sinar-277")).Reasons());

        (await sites[0].DeleteAccountAsync("sinar-277")).Done();

        Assert.Equal("12", (await sites[2].ActivationAsync("sinar-300")).DefaultSite());
        Assert.Equal("sinar-277", (await sites[1].LoginAsync("sinar-277", DefaultPassword)).Done()["userId"]);
        Assert.Equal("sinar-277", (await guest.LoginAsync("sinar-277", DefaultPassword)).Done()["userId"]);
        // Whoever carries it on is a single user of its own: it changes its login at any V3 site (3.b).
        (await guest.RenameAsync("sinar-277", "sinar-bersama", DefaultPassword)).Done();
        await sites[3].MergeAsync();
        Assert.Equal("sinar-bersama", (await sites[3].LoginAsync("sinar-bersama", DefaultPassword)).Done()["userId"]);
    }

    [Theory, OnBothDatabases]
    public async Task One_member_left_is_no_group_and_activates_alone(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync();
        Assert.Equal("awaitDefaultPassword", (await sites[1].ActivateAsync()).State());

        (await sites[0].DeleteAccountAsync("sinar-277")).Done();

        await sites[1].ReachesAsync("sinar-12", "active");
        Assert.False((await sites[1].ActivationAsync("sinar-12")).HasGroup());
    }

    [Theory, OnBothDatabases]
    public async Task Closed_account_neither_signs_in_nor_roams_and_its_group_goes_on(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(3);
        (await sites[0].ActivateAsync()).Done();
        await sites[1].MergeAsync();
        (await sites[1].DeleteAccountAsync("sinar-277")).Done();
        (await sites[1].DeleteAccountAsync("sinar-12")).Done();

        Assert.Equal("277", (await sites[2].ActivateAsync()).DefaultSite());
        Assert.Equal(2, (await sites[2].ActivationAsync("sinar-300")).Group().GetProperty("size").GetInt32());
        (await sites[0].DeleteAccountAsync("sinar-277")).Done();
        Assert.Equal(["Active"], (await sites[1].RoamingAsync("sinar-277")).Reasons());
        (await sites[0].LoginAsync("sinar-277", DefaultPassword)).RefusedAs(HttpStatusCode.Forbidden, "may-not-roam");
    }

    [Theory, OnBothDatabases]
    public async Task Site_that_leaves_takes_its_accounts_out_of_their_groups(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(3);
        var guest = await host.AddSiteAsync("400");
        (await sites[0].ActivateAsync()).Done();
        var waiting = (await sites[2].ActivateAsync()).CaseId();

        await StageAsync(host, "277", "v3");

        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        await FinishedAsync(host, vera, "277");
        await host.SettleAsync();
        Assert.Equal("12", (await sites[2].ActivationAsync("sinar-300")).DefaultSite());
        Assert.Equal(["Active"], (await guest.RoamingAsync("sinar-277")).Reasons());
        Assert.Equal("awaitDefaultPassword", (await vera.CaseAsync(waiting))["state"]);

        // The other two go with their site as well: the open activation ends, and nothing is left running.
        await StageAsync(host, "300", "v3");
        await FinishedAsync(host, vera, "300");
        Assert.Equal(("cancelled", "site-left"), ((await vera.CaseAsync(waiting))["state"], (await vera.CaseAsync(waiting))["stateReason"]));
        // The workflow is told of it right after the accounts have left.
        await Eventually.TrueAsync(async () => (await vera.CaseAsync(waiting)).At("workflow", "status") == "cancelled", otherwise: () => host.Logs, cancel: TestContext.Current.CancellationToken);
    }

    [Theory, OnBothDatabases]
    public async Task Site_that_left_by_a_wrong_file_and_is_back_keeps_no_member_from_merging(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(4);
        var guest = await host.AddSiteAsync("400");
        (await sites[0].ActivateAsync()).Done();
        await sites[1].MergeAsync();
        Assert.Equal("awaitDefaultPassword", (await sites[2].ActivateAsync()).State());

        await LeaveAndComeBackAsync(host);

        Assert.Equal("12", (await sites[2].ActivationAsync("sinar-300")).DefaultSite());
        Assert.Equal("active", (await sites[2].ProveDefaultPasswordAsync("sinar-300", DefaultPassword)).State());
        Assert.Equal("sinar-277", (await sites[2].LoginAsync("sinar-277", DefaultPassword)).Done()["userId"]);
        Assert.Equal("sinar-277", (await sites[0].LoginAsync("sinar-277", DefaultPassword)).Done()["userId"]);
        Assert.Equal("sinar-277", (await guest.LoginAsync("sinar-277", DefaultPassword)).Done()["userId"]);
        // The next that asks finds the account that is back as one of the group, and it has nothing to do again.
        await sites[3].MergeAsync();
        Assert.Equal(("active", "12"), ((await sites[0].ActivateAsync()).State(), (await sites[0].ActivationAsync("sinar-277")).DefaultSite()));
        Assert.Empty((await sites[0].ActivationAsync("sinar-277")).Remaining());
        await host.SettledAsync();
        Assert.Empty((await host.VerifyAsync()).Findings);
    }

    [Theory, OnBothDatabases]
    public async Task Account_of_the_login_that_others_carried_on_meanwhile_is_activated_with_it_when_its_site_is_back(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(3);
        var guest = await host.AddSiteAsync("400");
        await sites[1].MergeAsync();
        await sites[2].MergeAsync();

        await LeaveAndComeBackAsync(host);

        Assert.Equal("awaitDefaultPassword", (await sites[0].ActivateAsync()).State());
        Assert.Equal("active", (await sites[0].ProveDefaultPasswordAsync("sinar-277", DefaultPassword)).State());
        foreach (var site in sites.Append(guest))
            Assert.Equal("sinar-277", (await site.LoginAsync("sinar-277", DefaultPassword)).Done()["userId"]);
        await host.SettledAsync();
        Assert.Empty((await host.VerifyAsync()).Findings);
    }

    private static async Task LeaveAndComeBackAsync(RunningHost host)
    {
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        foreach (var stage in new[] { "v3", "aggregated" })
        {
            await StageAsync(host, "277", stage);
            await FinishedAsync(host, vera, "277");
            await host.SettleAsync();
        }
    }

    [Theory, OnBothDatabases]
    public async Task Ended_case_stays_ended_though_a_signal_reaches_its_workflow_first(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(3);
        (await sites[0].ActivateAsync()).Done();
        var waiting = new CaseId(Guid.Parse((await sites[2].ActivateAsync()).CaseId()));

        // What a closed account commits, seen by the sweeper before the closer comes to cancel the instance.
        await host.Services.GetRequiredService<Database>().InTransactionAsync(async (transaction, ct) =>
        {
            var desk = transaction.Service<CaseDesk>();
            desk.Move(await desk.LoadAsync(waiting, ct), CaseState.Cancelled, "account-closed");
            transaction.Service<SignalInbox>().Post(waiting, CaseSignals.DefaultPasswordProven);
        }, TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<IWorkflowEngine>().AdvanceAsync(waiting, TestContext.Current.CancellationToken);

        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        var found = await vera.CaseAsync(waiting.ToString());
        Assert.Equal(("cancelled", "account-closed", "cancelled"), (found["state"], found["stateReason"], found.At("workflow", "status")));
    }

    internal static async Task FinishedAsync(RunningHost host, StaffClient staff, string site) => await Eventually.TrueAsync(
        async () => (await staff.CallAsync(HttpMethod.Get, $"sites/{site}/join")) is { Refusal: null } reply && reply.Json.GetProperty("finishedAt").ValueKind == System.Text.Json.JsonValueKind.String,
        otherwise: () => host.Logs, cancel: TestContext.Current.CancellationToken);

    // As an import that lists the site with another stage.
    internal static async Task StageAsync(RunningHost host, string site, string stage)
    {
        using var folder = new TemporaryFolder();
        var (sites, accounts) = (folder.File("sites.csv"), folder.File("accounts.csv"));
        await File.WriteAllTextAsync(sites, $"code,name,url,spse_version,stage,aggregated_on\n{site},LPSE {site},https://lpse-{site}.example,4.5,{stage},\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(accounts,
            "lpse_code,user_id,password_hash,company_name,npwp,nitku,address,regency,province,postal_code,phone,email,package_count,registered_on,verified\n", TestContext.Current.CancellationToken);
        Assert.IsType<ImportRegistry.Answer.Imported>(await host.Services.GetRequiredService<ImportRegistry>().HandleAsync(new(sites, accounts), progress: null, TestContext.Current.CancellationToken));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
    }
}

using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>
/// Decision 14: at the merge everything is asked again. A Default whose user ID is in a clash holds the merge back after the password was proven; what changes meanwhile counts.
/// </summary>
public sealed class MergeRecheckTests
{
    [Theory, OnBothDatabases]
    public async Task Merge_waits_until_the_Default_has_renamed_and_then_wants_its_login_anew(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await ProvenWhileTheDefaultMustRenameAsync(host);
        Assert.Equal(["wait-for-default-user-id at 277"], (await medan.ActivationAsync("sinar-medan")).Remaining());

        (await jambi.RenameAsync("maju", "sinar-kencana", "kata sandi Jambi")).Done();

        Assert.Equal("awaitDefaultPassword", (await medan.ActivationAsync("sinar-medan")).State());
        var merged = await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi");
        Assert.Equal(("active", "sinar-kencana"), (merged.State(), merged["userId"]));
    }

    [Theory, OnBothDatabases]
    public async Task Member_whose_merge_waits_for_the_Default_is_not_reminded_to_give_its_own_ID_up(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, medan) = await ProvenWhileTheDefaultMustRenameAsync(host);

        await host.UntilDayAsync(3, await host.AddStaffAsync("sari", StaffRoles.Helpdesk), (await medan.ActivationAsync("sinar-medan")).CaseId());

        var reminder = Assert.Single(await host.MailsAsync(), mail => mail.Subject == "Aktivasi Anda belum selesai");
        Assert.Contains("User ID Default di LPSE 277 harus diganti lebih dahulu", reminder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ganti User ID di LPSE 12", reminder.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Password_of_the_Default_that_changed_since_the_proof_must_be_typed_anew(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await ProvenWhileTheDefaultMustRenameAsync(host);

        (await jambi.ChangePasswordAsync("maju", "kata sandi Jambi", "kata sandi baru")).Done();
        (await jambi.RenameAsync("maju", "sinar-kencana", "kata sandi baru")).Done();

        (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        Assert.Equal("sinar-medan", (await medan.LoginAsync("sinar-medan", Some.Password)).Done()["userId"]);
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi baru")).State());
    }

    [Theory, OnBothDatabases]
    public async Task Member_that_is_no_longer_the_same_company_is_not_merged(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await ProvenWhileTheDefaultMustRenameAsync(host);

        await medan.RegisterAsync("sinar-medan", Some.Account(address: "Jl. Gatot Subroto No. 7", packages: 3));
        (await jambi.RenameAsync("maju", "sinar-kencana", "kata sandi Jambi")).Done();

        await medan.ReachesAsync("sinar-medan", "active");
        Assert.Equal("sinar-medan", (await medan.LoginAsync("sinar-medan", Some.Password)).Done()["userId"]);
        (await medan.LoginAsync("sinar-kencana", Some.Password)).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
    }

    [Theory, OnBothDatabases]
    public async Task Waiting_member_whose_address_changes_is_compared_again(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3));
        Assert.Equal("awaitDefaultPassword", (await medan.OpenActivationAsync("sinar-medan")).State());

        await medan.RegisterAsync("sinar-medan", Some.Account(address: "Jl. Gatot Subroto No. 7", packages: 3));

        await medan.ReachesAsync("sinar-medan", "active");
        Assert.False((await medan.ActivationAsync("sinar-medan")).HasGroup());
    }

    private static async Task<(SiteClient Jambi, SiteClient Medan)> ProvenWhileTheDefaultMustRenameAsync(RunningHost host)
    {
        var (jambi, medan, palu) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"), await host.AddSiteAsync("300"));
        await jambi.RegisterAsync("maju", Some.Account(packages: 40, password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3));
        await palu.RegisterAsync("maju", Some.OtherCompany);
        Assert.Equal("awaitDefaultPassword", (await medan.OpenActivationAsync("sinar-medan")).State());
        Assert.Equal("awaitUserId", (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).State());
        return (jambi, medan);
    }
}

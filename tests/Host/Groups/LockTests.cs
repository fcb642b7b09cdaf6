using System.Net;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using static BackOffice.Host.Tests.Groups.GroupScenes;

namespace BackOffice.Host.Tests.Groups;

/// <summary>Staff lock an account, a provider, a group or many at once: what is locked does not sign in, roam, open an activation, prove a password or merge.</summary>
public sealed class LockTests
{
    [Theory, OnBothDatabases]
    public async Task Locked_provider_neither_signs_in_nor_roams_nor_changes_its_login_until_released(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = (await host.CompanyAsync(1))[0];
        var palu = await host.AddSiteAsync("300");
        (await jambi.ActivateAsync()).Done();
        var epoch = int.Parse((await jambi.LoginAsync("sinar-277", DefaultPassword)).Done()["sessionEpoch"], System.Globalization.CultureInfo.InvariantCulture);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);

        Assert.Equal(["provider 277 locked"], (await sari.LockAsync(new { provider = jambi.Named() })).Items());

        (await jambi.LoginAsync("sinar-277", DefaultPassword)).RefusedAs(HttpStatusCode.Forbidden, "account-locked");
        (await palu.LoginAsync("sinar-277", DefaultPassword)).RefusedAs(HttpStatusCode.Forbidden, "account-locked");
        Assert.Equal(["NotLocked"], (await palu.RoamingAsync("sinar-277")).Reasons());
        (await palu.RenameAsync("sinar-277", "sinar-baru", DefaultPassword)).RefusedAs(HttpStatusCode.Forbidden, "account-locked");
        (await jambi.LoginAsync("sinar-277", "bukan itu")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        Assert.Contains("locked", (await palu.FeedWithAsync("locked")).Text, StringComparison.Ordinal);

        Assert.Equal(["provider 277 released"], (await sari.ReleaseAsync(new { provider = jambi.Named() })).Items());
        Assert.True(int.Parse((await palu.LoginAsync("sinar-277", DefaultPassword)).Done()["sessionEpoch"], System.Globalization.CultureInfo.InvariantCulture) > epoch, "Sessions from before the lock went on.");
        Assert.Equal(["Akun Anda dikunci", "Kunci akun Anda telah dibuka"], (await host.MailsAsync()).Select(mail => mail.Subject).Where(subject => subject.Contains("kunci", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Locked_account_opens_no_activation_and_proves_no_password(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(3);
        (await sites[0].ActivateAsync()).Done();
        Assert.Equal("awaitDefaultPassword", (await sites[1].ActivateAsync()).State());
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);

        Assert.Equal(["account 12 locked", "account 300 locked"], (await sari.LockAsync(new { accounts = new[] { sites[1].Named(), sites[2].Named() } })).Items());

        (await sites[1].ProveDefaultPasswordAsync("sinar-12", DefaultPassword)).RefusedAs(HttpStatusCode.Forbidden, "account-locked");
        (await sites[2].ActivateAsync()).RefusedAs(HttpStatusCode.Forbidden, "account-locked");
        (await sites[2].LoginAsync("sinar-300", Some.Password)).RefusedAs(HttpStatusCode.Forbidden, "account-locked");
        Assert.Equal("sinar-277", (await sites[0].LoginAsync("sinar-277", DefaultPassword)).Done()["userId"]);
        (await sari.ReleaseAsync(new { account = sites[1].Named() })).Done();
        Assert.Equal("active", (await sites[1].ProveDefaultPasswordAsync("sinar-12", DefaultPassword)).State());
    }

    [Theory, OnBothDatabases]
    public async Task Lock_that_comes_while_a_case_is_under_way_stops_it_before_its_end_until_released(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(1);
        var medan = await host.AddSiteAsync("12");
        await medan.RegisterAsync("sinar-12", Some.Account(npwp: "", packages: 3));
        var caseId = (await medan.ActivateAsync()).CaseId();
        var (sari, vera) = (await host.AddStaffAsync("sari", StaffRoles.Helpdesk), await host.AddStaffAsync("vera", StaffRoles.Verifikator));
        (await sari.LockAsync(new { account = medan.Named() })).Done();

        await vera.JudgeAsync(caseId, "unrelated");
        await host.SettleAsync();
        Assert.Equal(("underReview", "account-locked"), ((await medan.ActivationAsync("sinar-12")).State(), (await vera.CaseAsync(caseId))["stateReason"]));

        (await sari.ReleaseAsync(new { account = medan.Named() })).Done();
        await medan.ReachesAsync("sinar-12", "active");
    }

    [Theory, OnBothDatabases]
    public async Task Dry_run_says_what_would_happen_and_a_second_lock_changes_nothing(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var all = new { accounts = new[] { sites[0].Named(), sites[1].Named(), new { site = "12", userId = "tidak-ada" } } };

        Assert.Equal(["account 277 locked", "account 12 locked", "account 12 unknown"], (await sari.LockAsync(all, dryRun: true)).Items());
        (await sites[0].LoginAsync("sinar-277", DefaultPassword)).Done();
        (await sari.LockAsync(all)).Done();
        Assert.Equal(["account 277 alreadyLocked", "account 12 alreadyLocked", "account 12 unknown"], (await sari.LockAsync(all)).Items());
        Assert.Equal(2, (await host.MailsAsync()).Count(mail => mail.Subject == "Akun Anda dikunci"));
        (await sari.ReleaseAsync(all)).Done();
        Assert.Equal(["account 277 notLocked", "account 12 notLocked", "account 12 unknown"], (await sari.ReleaseAsync(all)).Items());
    }

    [Theory, OnBothDatabases]
    public async Task Locked_group_signs_in_nowhere_and_staff_see_it_on_the_case(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(3);
        (await sites[0].ActivateAsync()).Done();
        var caseId = await sites[1].MergeAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var group = (await sari.CaseAsync(caseId)).At("group", "id");

        Assert.Equal(["provider 277 locked", "provider 300 locked"], (await sari.LockAsync(new { group })).Items());

        (await sites[1].LoginAsync("sinar-277", DefaultPassword)).RefusedAs(HttpStatusCode.Forbidden, "account-locked");
        (await sites[2].LoginAsync("sinar-300", Some.Password)).RefusedAs(HttpStatusCode.Forbidden, "account-locked");
        Assert.Equal("Sesuai surat permohonan penyedia.", (await sari.CaseAsync(caseId)).At("account", "lockReason"));
        (await sari.LockAsync(new { group = Guid.NewGuid() })).RefusedAs(HttpStatusCode.NotFound, "group-unknown");
    }

    [Theory, OnBothDatabases]
    public async Task Locked_Default_waits_for_a_person_who_may_choose_another(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(3);
        var caseId = (await sites[1].ActivateAsync()).CaseId();
        var (sari, vera) = (await host.AddStaffAsync("sari", StaffRoles.Helpdesk), await host.AddStaffAsync("vera", StaffRoles.Verifikator));

        (await sari.LockAsync(new { account = sites[0].Named() })).Done();

        await sites[1].ReachesAsync("sinar-12", "underReview");
        (await vera.ChooseDefaultAsync(caseId, sites[0], "sinar-277")).RefusedAs(HttpStatusCode.Conflict, "default-locked");
        (await vera.ChooseDefaultAsync(caseId, sites[1], "sinar-12")).Done();
        await sites[1].ReachesAsync("sinar-12", "active");
    }

    [Theory, OnBothDatabases]
    public async Task Helpdesk_or_verifikator_lock_with_a_reason_and_nobody_else(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(1);
        var (andi, sari) = (await host.AddStaffAsync("andi", StaffRoles.Auditor), await host.AddStaffAsync("sari", StaffRoles.Helpdesk));

        (await andi.LockAsync(new { account = sites[0].Named() })).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await sari.CallAsync(HttpMethod.Post, "locks", new { target = new { account = sites[0].Named() }, reason = "" })).RefusedAs(HttpStatusCode.BadRequest, "reason-missing");
        (await sari.LockAsync(new { })).RefusedAs(HttpStatusCode.BadRequest, "lock-target-malformed");
        (await sari.LockAsync(new { account = sites[0].Named(), provider = sites[0].Named() })).RefusedAs(HttpStatusCode.BadRequest, "lock-target-malformed");
        (await sites[0].LoginAsync("sinar-277", DefaultPassword)).Done();
    }
}

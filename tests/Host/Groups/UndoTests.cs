using System.Net;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using static BackOffice.Host.Tests.Groups.GroupScenes;

namespace BackOffice.Host.Tests.Groups;

/// <summary>Decision 15: undoing the latest merge of an account brings both logins and identities back as they were; it needs a verdict (decision 10) and ends with the sealed login after 90 days.</summary>
public sealed class UndoTests
{
    [Theory, OnBothDatabases]
    public async Task Undo_brings_both_logins_and_identities_back_as_they_were(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, ("SignIn:RewrapShare", "0"));
        var sites = await host.CompanyAsync();
        var (jambi, medan) = (sites[0], sites[1]);
        (await jambi.ActivateAsync()).Done();
        (await jambi.LoginAsync("sinar-277", DefaultPassword)).Done();
        var before = await host.LoginsAsync();
        var caseId = await medan.MergeAsync();
        Assert.NotEqual(before, await host.LoginsAsync());

        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        Assert.Equal("False", (await vera.UndoAsync(caseId)).Done()["active"]);

        Assert.Equal(before, await host.LoginsAsync());
        Assert.Equal("sinar-12", (await medan.LoginAsync("sinar-12", Some.Password)).Done()["userId"]);
        Assert.Equal("False", (await medan.LoginAsync("sinar-277", DefaultPassword)).Done()["home"]);
        Assert.Contains("mergeUndone", (await medan.FeedWithAsync("mergeUndone")).Text, StringComparison.Ordinal);
        Assert.Equal(["12@sinar.example", "277@sinar.example"], (await host.MailsAsync()).Where(mail => mail.Subject == "Penggabungan akun telah dibatalkan").Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.Equal(("cancelled", "merge-undone"), ((await vera.CaseAsync(caseId))["state"], (await vera.CaseAsync(caseId))["stateReason"]));
    }

    [Theory, OnBothDatabases]
    public async Task After_undo_the_verdict_keeps_detection_from_merging_it_again(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(3);
        (await sites[0].ActivateAsync()).Done();
        await sites[2].MergeAsync();
        var caseId = await sites[1].MergeAsync();
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);

        (await vera.UndoAsync(caseId, "unrelated")).Done();
        (await vera.UndoAsync(caseId, "unrelated")).Done();

        // One act, and one letter to each of two addresses.
        Assert.Equal(3, await vera.CountAsync(caseId, "merge-undone"));
        var again = await sites[1].ActivateAsync();
        Assert.Equal(("active", false), (again.State(), again.HasGroup()));
        Assert.Equal(2, (await sites[0].ActivationAsync("sinar-277")).Group().GetProperty("size").GetInt32());
        Assert.Equal("sinar-12", (await sites[0].LoginAsync("sinar-12", Some.Password)).Done()["userId"]);
    }

    [Theory, OnBothDatabases]
    public async Task Changes_of_the_Defaults_login_do_not_refuse_it_and_stay_with_the_Default(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync();
        (await sites[0].ActivateAsync()).Done();
        var caseId = await sites[1].MergeAsync();
        (await sites[1].RenameAsync("sinar-277", "sinar-baru", DefaultPassword)).Done();
        (await sites[1].ChangePasswordAsync("sinar-baru", DefaultPassword, "kata sandi baru")).Done();

        (await (await host.AddStaffAsync("vera", StaffRoles.Verifikator)).UndoAsync(caseId)).Done();

        Assert.Equal("sinar-12", (await sites[1].LoginAsync("sinar-12", Some.Password)).Done()["userId"]);
        Assert.Equal("sinar-baru", (await sites[0].LoginAsync("sinar-baru", "kata sandi baru")).Done()["userId"]);
    }

    [Theory, OnBothDatabases]
    public async Task Only_a_verifikator_with_reason_and_verdict_undoes_and_only_a_merge(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync();
        var own = (await sites[0].ActivateAsync()).CaseId();
        var caseId = await sites[1].MergeAsync();
        var (vera, sari) = (await host.AddStaffAsync("vera", StaffRoles.Verifikator), await host.AddStaffAsync("sari", StaffRoles.Helpdesk));

        (await sari.UndoAsync(caseId)).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await vera.CallAsync(HttpMethod.Post, $"cases/{caseId}/undo", new { verdict = "branch", reason = " " })).RefusedAs(HttpStatusCode.BadRequest, "reason-missing");
        (await vera.UndoAsync(caseId, "same")).RefusedAs(HttpStatusCode.BadRequest, "undo-verdict");
        (await vera.UndoAsync(own)).RefusedAs(HttpStatusCode.Conflict, "nothing-to-undo");
        (await vera.UndoAsync(Guid.NewGuid().ToString())).RefusedAs(HttpStatusCode.NotFound, "case-unknown");
        Assert.Equal("sinar-277", (await sites[1].LoginAsync("sinar-277", DefaultPassword)).Done()["userId"]);
    }

    [Theory, OnBothDatabases]
    public async Task Merge_under_a_Default_that_is_gone_is_not_undone(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync(3);
        (await sites[0].ActivateAsync()).Done();
        var caseId = await sites[1].MergeAsync();
        await sites[2].MergeAsync();
        (await sites[0].DeleteAccountAsync("sinar-277")).Done();

        (await (await host.AddStaffAsync("vera", StaffRoles.Verifikator)).UndoAsync(caseId)).RefusedAs(HttpStatusCode.Conflict, "default-replaced");
    }

    [Theory, OnBothDatabases]
    public async Task Only_the_latest_merge_of_an_account_is_undone(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync();
        (await sites[0].ActivateAsync()).Done();
        var first = await sites[1].MergeAsync();
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        (await vera.UndoAsync(first)).Done();
        await host.Database.InTransactionAsync((transaction, ct) =>
            transaction.Db.Verdicts.ExecuteUpdateAsync(set => set.SetProperty(verdict => verdict.ReopenedAt, RunningHost.Beginning), ct), TestContext.Current.CancellationToken);
        host.Clock.Advance(TimeSpan.FromHours(1));

        var second = await sites[1].MergeAsync();

        (await vera.UndoAsync(first)).RefusedAs(HttpStatusCode.Conflict, "merged-again");
        (await vera.UndoAsync(second)).Done();
        Assert.Equal("sinar-12", (await sites[1].LoginAsync("sinar-12", Some.Password)).Done()["userId"]);
    }

    [Theory, OnBothDatabases]
    public async Task Old_login_is_erased_after_90_days_and_undo_with_it(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync();
        (await sites[0].ActivateAsync()).Done();
        var caseId = await sites[1].MergeAsync();

        host.Clock.Advance(TimeSpan.FromDays(90));

        await Fixtures.Eventually.TrueAsync(async () => (await LeftAsync(host)) is { SealedPassword: "erased", Address: "", Email: "", UserId.Value: "sinar-12" },
            otherwise: () => host.Logs, cancel: TestContext.Current.CancellationToken);
        (await (await host.AddStaffAsync("vera", StaffRoles.Verifikator)).UndoAsync(caseId)).RefusedAs(HttpStatusCode.Conflict, "undo-erased");
        var record = await host.Database.ReadAsync((db, ct) => db.MergeRecords.Select(merge => merge.Before).SingleAsync(ct), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("12@sinar.example", record, StringComparison.Ordinal);
        // Nor does a repair bring back what was erased.
        Assert.DoesNotContain((await host.VerifyAsync()).Findings, finding => finding.Check is "blocking-keys-differ" or "password-not-usable");
        Assert.Equal("sinar-277", (await sites[1].LoginAsync("sinar-277", DefaultPassword)).Done()["userId"]);
        // Only where somebody would have to sign in with it is an erased password a finding.
        var left = (await LeftAsync(host)).Id;
        await host.ByHandAsync(db => db.Accounts.Where(account => account.UserIdKey == "sinar-12").ExecuteUpdateAsync(set => set.SetProperty(account => account.ProviderId, left)));
        Assert.Contains((await host.VerifyAsync()).Findings, finding => finding is { Check: "password-not-usable" } && finding.Record == $"provider {left}");
    }

    [Theory, OnBothDatabases]
    public async Task Equal_user_IDs_must_both_change_once_they_are_two_companies(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar", Some.Account(packages: 40, password: DefaultPassword, email: "277@sinar.example"));
        await medan.RegisterAsync("sinar", Some.Account(packages: 3, email: "12@sinar.example"));
        (await jambi.OpenActivationAsync("sinar")).Done();
        var caseId = (await medan.OpenActivationAsync("sinar")).CaseId();
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar", DefaultPassword)).State());

        (await (await host.AddStaffAsync("vera", StaffRoles.Verifikator)).UndoAsync(caseId)).Done();

        Assert.Equal("awaitUserId", (await medan.OpenActivationAsync("sinar")).State());
        Assert.Contains("NoOpenClash", (await medan.RoamingAsync("sinar")).Reasons());
        (await medan.RenameAsync("sinar", "sinar-medan", Some.Password)).Done();
        await medan.ReachesAsync("sinar-medan", "active");
    }

    [Theory, OnBothDatabases]
    public async Task User_ID_that_the_merge_gave_up_in_a_clash_has_to_be_changed_again(DatabaseProvider database) => await LostInClashAsync(database, otherRenames: false);

    [Theory, OnBothDatabases]
    public async Task User_ID_that_was_lost_in_a_clash_is_not_given_back_though_the_clash_has_ended(DatabaseProvider database) => await LostInClashAsync(database, otherRenames: true);

    // Decisions 7, 8: the last one left renames too, and nobody gets the old ID again; a merge meanwhile is no way round it.
    private static async Task LostInClashAsync(DatabaseProvider database, bool otherRenames)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync();
        (await sites[0].ActivateAsync()).Done();
        Assert.Equal("awaitDefaultPassword", (await sites[1].ActivateAsync()).State());
        var (palu, _) = await SiteJoinsWithTheSameUserIdAsync(host);
        var caseId = await sites[1].MergeAsync();
        if (otherRenames)
            (await palu.RenameAsync("sinar-12", "bumi-300", Some.OtherCompany.Password)).Done();

        (await (await host.AddStaffAsync("vera", StaffRoles.Verifikator)).UndoAsync(caseId)).Done();

        Assert.Equal("awaitUserId", (await sites[1].ActivateAsync()).State());
        (await sites[1].RenameAsync("sinar-12", "sinar-medan", Some.Password)).Done();
        await sites[1].ReachesAsync("sinar-medan", "active");
        if (!otherRenames)
        {
            Assert.Equal("awaitUserId", (await palu.ActivationAsync("sinar-12")).State());
            (await palu.RenameAsync("sinar-12", "bumi-300", Some.OtherCompany.Password)).Done();
        }
        await palu.ReachesAsync("bumi-300", "active");
    }

    [Theory, OnBothDatabases]
    public async Task Party_that_an_undo_brings_back_into_a_clash_is_told_and_reminded_anew(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync();
        (await sites[0].ActivateAsync()).Done();
        (await sites[1].ActivateAsync()).Done();
        var (_, admin) = await SiteJoinsWithTheSameUserIdAsync(host);
        var caseId = await sites[1].MergeAsync();
        Assert.Single(await LettersAsync("User ID Anda harus diganti"));

        (await (await host.AddStaffAsync("vera", StaffRoles.Verifikator)).UndoAsync(caseId)).Done();

        Assert.Equal(2, (await LettersAsync("User ID Anda harus diganti")).Count);
        host.Clock.Advance(TimeSpan.FromDays(3));
        await Eventually.TrueAsync(async () => (await LettersAsync("User ID Anda masih harus diganti")).Count == 1, otherwise: () => host.Logs, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(["12 sinar-12 open", "300 sinar-12 open"], (await admin.OnlyClashAsync()).Parties());

        async Task<List<Mail>> LettersAsync(string subject) => [.. (await host.MailsAsync()).Where(mail => mail.To == "12@sinar.example" && mail.Subject == subject)];
    }

    // Another company's account has the user ID of the one at 12, and asks for its activation.
    private static async Task<(SiteClient Palu, StaffClient Admin)> SiteJoinsWithTheSameUserIdAsync(RunningHost host)
    {
        var palu = await host.AddSiteAsync("300", Workflows.Registry.SiteStage.V3);
        await palu.RegisterAsync("sinar-12", Some.OtherCompany);
        var admin = await host.AddStaffAsync("anisa", StaffRoles.Administrator);
        (await SiteJoinTests.JoinAsync(admin, "300")).Done();
        await DefaultGoneTests.FinishedAsync(host, admin, "300");
        Assert.Equal("awaitUserId", (await palu.OpenActivationAsync("sinar-12")).State());
        return (palu, admin);
    }

    private static Task<Workflows.Registry.Provider> LeftAsync(RunningHost host) =>
        host.Database.ReadAsync((db, ct) => db.Providers.SingleAsync(provider => !provider.Accounts.Any(), ct), TestContext.Current.CancellationToken);
}

using System.Net;
using System.Text.RegularExpressions;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Recovery;

/// <summary>The password of a Default is lost: two members of staff, of whom neither can do it alone, let its owner set a new one, and learn nothing of it.</summary>
public sealed partial class LostPasswordTests
{
    private const string NewPassword = "sandi baru yang panjang";
    private const string Reason = "Direktur datang sendiri membawa akta.";

    private static readonly string[] Evidence = ["letterOfRequest", "deedOfEstablishment", "taxCard", "directorIdentity", "callBack"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Owner_sets_a_new_password_with_the_mailed_link_and_the_code_and_the_member_merges_with_it(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, ("Attempts:PerCase", "1"));
        var (jambi, medan, caseId) = await StuckMemberAsync(host);
        var (sari, budi) = await TwoOfStaffAsync(host);

        var recovery = (await RequestAsync(sari, caseId)).Done()["recoveryId"];
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("approved", (await DecideAsync(budi, recovery, "approve")).Done()["state"]);
        var code = (await CodeAsync(sari, recovery)).Done()["oneTimeCode"];
        var link = await LinkAsync(host);
        Assert.Contains("Kode dari helpdesk", (await OpenAsync(host, link)).Text, StringComparison.Ordinal);
        var done = await SetAsync(host, link, code, NewPassword);

        Assert.Equal((HttpStatusCode.OK, true), (done.Status, done.Text.Contains("Password baru sudah berlaku", StringComparison.Ordinal)));
        (await jambi.LoginAsync("sinar-jambi", "kata sandi Jambi")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        (await jambi.LoginAsync("sinar-jambi", NewPassword)).Done();
        Assert.Equal("awaitDefaultPassword", (await medan.ActivationAsync("sinar-medan")).State());
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar-medan", NewPassword)).State());
        Assert.Equal(MergeMethod.RecoveredPassword, await host.Database.ReadAsync((db, ct) => db.MergeRecords.Select(merge => merge.Method).SingleAsync(ct), Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Every_account_of_the_group_is_told_and_only_the_owner_gets_the_link(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, _, caseId) = await StuckMemberAsync(host);
        var (sari, budi) = await TwoOfStaffAsync(host);

        var recovery = (await RequestAsync(sari, caseId)).Done()["recoveryId"];
        host.Clock.Advance(TimeSpan.FromDays(1));
        (await DecideAsync(budi, recovery, "approve")).Done();
        var code = (await CodeAsync(sari, recovery)).Done()["oneTimeCode"];
        await SetAsync(host, await LinkAsync(host), code, NewPassword);

        Assert.Equal(
            [
                "jambi@sinar.example: Password telah dipulihkan", "jambi@sinar.example: Pemulihan password User ID diminta", "jambi@sinar.example: Tautan pemulihan password",
                "medan@sinar.example: Password telah dipulihkan", "medan@sinar.example: Pemulihan password User ID diminta",
            ],
            (await host.MailsAsync()).Where(IsOfRecovery).Select(mail => $"{mail.To}: {mail.Subject}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Neither_of_the_two_can_do_it_alone()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Recovery:ObjectionPeriod", "00:00:00"));
        var (_, _, caseId) = await StuckMemberAsync(host);
        var all = await host.AddStaffAsync("semua", StaffRoles.Helpdesk, StaffRoles.Verifikator);
        var other = await host.AddStaffAsync("lain", StaffRoles.Helpdesk, StaffRoles.Verifikator);
        var recovery = (await RequestAsync(all, caseId)).Done()["recoveryId"];

        (await CodeAsync(all, recovery)).RefusedAs(HttpStatusCode.Conflict, "recovery-state");
        (await DecideAsync(all, recovery, "approve")).RefusedAs(HttpStatusCode.Forbidden, "second-person-needed");
        (await DecideAsync(other, recovery, "approve")).Done();
        (await CodeAsync(other, recovery)).RefusedAs(HttpStatusCode.Forbidden, "second-person-needed");
        (await CodeAsync(all, recovery)).Done();

        Assert.DoesNotContain(await ReferenceAsync(host), (await all.CallAsync(HttpMethod.Get, $"recoveries/{recovery}")).Done().Text, StringComparison.Ordinal);
        var letter = (await all.CallAsync(HttpMethod.Get, $"cases/{caseId}/notices")).Done().Json.GetProperty("notices").EnumerateArray()
            .Single(notice => notice.GetProperty("template").GetString() == "recovery-link").GetProperty("id").GetGuid();
        Assert.DoesNotContain(await ReferenceAsync(host), (await all.CallAsync(HttpMethod.Get, $"notices/{letter}")).Done().Text, StringComparison.Ordinal);
        (await all.CallAsync(HttpMethod.Post, $"notices/{letter}/resend", new { address = "sari@helpdesk.example", reason = Reason })).RefusedAs(HttpStatusCode.Conflict, "notice-for-recipient-alone");
        (await RequestAsync(await host.AddStaffAsync("andi", StaffRoles.Auditor), caseId)).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
    }

    [Fact]
    public async Task Link_to_another_address_takes_a_third_person_for_the_code()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Recovery:ObjectionPeriod", "00:00:00"));
        var (_, _, caseId) = await StuckMemberAsync(host);
        var (sari, budi) = await TwoOfStaffAsync(host);
        (await RequestAsync(sari, caseId, "baru@sinar.example")).RefusedAs(HttpStatusCode.BadRequest, "evidence-missing");
        var recovery = (await RequestAsync(sari, caseId, "baru@sinar.example", [.. Evidence, "mailboxLossStatement"])).Done()["recoveryId"];

        (await DecideAsync(budi, recovery, "approve")).Done();
        (await CodeAsync(sari, recovery)).RefusedAs(HttpStatusCode.Forbidden, "second-person-needed");

        (await CodeAsync(await host.AddStaffAsync("tono", StaffRoles.Helpdesk), recovery)).Done();
        Assert.Equal("baru@sinar.example", (await host.MailsAsync()).Single(mail => mail.Subject == "Tautan pemulihan password").To);
    }

    [Theory, OnBothDatabases]
    public async Task Link_goes_to_no_address_that_was_registered_after_everybody_was_told_of_another(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, _, caseId) = await StuckMemberAsync(host);
        var (sari, budi) = await TwoOfStaffAsync(host);
        var recovery = (await RequestAsync(sari, caseId)).Done()["recoveryId"];
        (await jambi.EditAsync("sinar-jambi", new { email = "orang@lain.example" })).Done();
        host.Clock.Advance(TimeSpan.FromDays(1));

        (await DecideAsync(budi, recovery, "approve")).RefusedAs(HttpStatusCode.Conflict, "recovery-address-changed");

        Assert.DoesNotContain(await host.MailsAsync(), mail => mail.Subject == "Tautan pemulihan password");
        (await DecideAsync(budi, recovery, "reject")).Done();
        var again = (await RequestAsync(sari, caseId)).Done()["recoveryId"];
        host.Clock.Advance(TimeSpan.FromDays(1));
        (await DecideAsync(budi, again, "approve")).Done();
        (await jambi.EditAsync("sinar-jambi", new { email = "jambi@sinar.example" })).Done();
        (await CodeAsync(sari, again)).RefusedAs(HttpStatusCode.Conflict, "recovery-address-changed");
    }

    [Fact]
    public async Task Address_that_a_member_of_the_group_shares_is_told_and_stays_the_one_of_the_link()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (jambi, medan, caseId) = await StuckMemberAsync(host);
        var (sari, budi) = await TwoOfStaffAsync(host);
        (await medan.EditAsync("sinar-medan", new { email = "JAMBI@sinar.example" })).Done();
        (await jambi.EditAsync("sinar-jambi", new { phone = "0741-12345" })).Done();
        var recovery = (await RequestAsync(sari, caseId)).Done()["recoveryId"];
        host.Clock.Advance(TimeSpan.FromDays(1));

        (await DecideAsync(budi, recovery, "approve")).Done();
        (await CodeAsync(sari, recovery)).Done();

        Assert.Equal("jambi@sinar.example", (await host.MailsAsync()).Single(mail => mail.Subject == "Tautan pemulihan password").To);
    }

    [Fact]
    public async Task Link_works_once_and_not_without_the_right_code_and_dies_of_guesses()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Recovery:ObjectionPeriod", "00:00:00"), ("Recovery:CodeAttempts", "2"));
        var (jambi, _, caseId) = await StuckMemberAsync(host);
        var (sari, budi) = await TwoOfStaffAsync(host);
        var recovery = (await RequestAsync(sari, caseId)).Done()["recoveryId"];
        (await DecideAsync(budi, recovery, "approve")).Done();
        var link = await LinkAsync(host);

        // Before the helpdesk has made a code the link can do nothing at all.
        Assert.Equal(HttpStatusCode.NotFound, (await SetAsync(host, link, "00000-00000", NewPassword)).Status);
        var code = (await CodeAsync(sari, recovery)).Done()["oneTimeCode"];
        Assert.Equal(HttpStatusCode.Forbidden, (await SetAsync(host, link, "00000-00000", NewPassword)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SetAsync(host, link, code, "pendek")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SetAsync(host, link, code, NewPassword, "sandi lain yang panjang")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SetAsync(host, link, "11111-11111", NewPassword)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SetAsync(host, link, code, NewPassword)).Status);
        (await jambi.LoginAsync("sinar-jambi", "kata sandi Jambi")).Done();

        (await DecideAsync(budi, recovery, "reject")).Done();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = (await RequestAsync(sari, caseId)).Done()["recoveryId"];
        (await DecideAsync(budi, again, "approve")).Done();
        var second = await LinkAsync(host);
        var newCode = (await CodeAsync(sari, again)).Done()["oneTimeCode"];
        Assert.Equal(HttpStatusCode.OK, (await SetAsync(host, second, newCode.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), NewPassword)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SetAsync(host, second, newCode, "sandi ketiga yang panjang")).Status);
        (await jambi.LoginAsync("sinar-jambi", NewPassword)).Done();
    }

    [Fact]
    public async Task Owner_who_still_has_the_password_ends_the_recovery_by_changing_it()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Recovery:ObjectionPeriod", "00:00:00"));
        var (jambi, _, caseId) = await StuckMemberAsync(host);
        var (sari, budi) = await TwoOfStaffAsync(host);
        var recovery = (await RequestAsync(sari, caseId)).Done()["recoveryId"];
        (await DecideAsync(budi, recovery, "approve")).Done();
        var code = (await CodeAsync(sari, recovery)).Done()["oneTimeCode"];

        (await jambi.ChangePasswordAsync("sinar-jambi", "kata sandi Jambi", "sandi milik pemilik")).Done();

        Assert.Equal(HttpStatusCode.NotFound, (await SetAsync(host, await LinkAsync(host), code, NewPassword)).Status);
        (await jambi.LoginAsync("sinar-jambi", "sandi milik pemilik")).Done();
        Assert.Equal("lapsed", (await sari.CallAsync(HttpMethod.Get, $"recoveries/{recovery}")).Done()["state"]);
    }

    [Fact]
    public async Task Nothing_stands_without_an_end()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (_, _, caseId) = await StuckMemberAsync(host);
        var (sari, budi) = await TwoOfStaffAsync(host);
        var recovery = (await RequestAsync(sari, caseId)).Done()["recoveryId"];

        (await DecideAsync(budi, recovery, "approve")).RefusedAs(HttpStatusCode.Conflict, "objections-possible");
        Assert.Equal(recovery, (await RequestAsync(sari, caseId)).Done()["recoveryId"]);
        (await RequestAsync(await host.AddStaffAsync("tono", StaffRoles.Helpdesk), caseId)).RefusedAs(HttpStatusCode.Conflict, "recovery-open");
        host.Clock.Advance(TimeSpan.FromDays(14));
        (await DecideAsync(budi, recovery, "approve")).RefusedAs(HttpStatusCode.Conflict, "recovery-state");
        var next = (await RequestAsync(sari, caseId)).Done()["recoveryId"];
        Assert.NotEqual(recovery, next);
        host.Clock.Advance(TimeSpan.FromDays(1));
        (await DecideAsync(budi, next, "approve")).Done();
        var code = (await CodeAsync(sari, next)).Done()["oneTimeCode"];
        host.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(HttpStatusCode.NotFound, (await OpenAsync(host, await LinkAsync(host))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SetAsync(host, await LinkAsync(host), code, NewPassword)).Status);
    }

    [Fact]
    public async Task Neither_code_nor_password_is_written_anywhere()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Recovery:ObjectionPeriod", "00:00:00"));
        var (_, _, caseId) = await StuckMemberAsync(host);
        var (sari, budi) = await TwoOfStaffAsync(host);
        var recovery = (await RequestAsync(sari, caseId)).Done()["recoveryId"];
        (await DecideAsync(budi, recovery, "approve")).Done();
        var code = (await CodeAsync(sari, recovery)).Done()["oneTimeCode"];
        await SetAsync(host, await LinkAsync(host), code, NewPassword);
        await host.MailsAsync();

        var written = Directory.EnumerateFiles(host.DataFolder, "*", SearchOption.AllDirectories).Select(ReadShared).Append(host.Logs).ToList();

        Assert.True(written.Count > 3);
        foreach (var secret in new[] { code, code.Replace("-", "", StringComparison.Ordinal), NewPassword })
            Assert.DoesNotContain(written, text => text.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    private static string ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static bool IsOfRecovery(Mail mail) => mail.Subject.Contains("ulih", StringComparison.Ordinal);

    private static Task<Reply> RequestAsync(StaffClient helpdesk, string caseId, string? otherAddress = null, string[]? evidence = null) =>
        helpdesk.CallAsync(HttpMethod.Post, $"cases/{caseId}/recovery", new { evidence = evidence ?? Evidence, otherAddress, reason = Reason });

    private static Task<Reply> DecideAsync(StaffClient verifikator, string recovery, string decision) =>
        verifikator.CallAsync(HttpMethod.Post, $"recoveries/{recovery}/{decision}", new { reason = "Bukti lengkap dan cocok." });

    private static Task<Reply> CodeAsync(StaffClient helpdesk, string recovery) => helpdesk.CallAsync(HttpMethod.Post, $"recoveries/{recovery}/code");

    private static async Task<Reply> OpenAsync(RunningHost host, string link) => await Reply.ReadAsync(await host.Http.GetAsync(new Uri(link, UriKind.Relative), Cancel), Cancel);

    private static async Task<Reply> SetAsync(RunningHost host, string link, string code, string password, string? again = null)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = code, ["password"] = password, ["again"] = again ?? password });
        return await Reply.ReadAsync(await host.Http.PostAsync(new Uri(link, UriKind.Relative), form, Cancel), Cancel);
    }

    private static async Task<string> LinkAsync(RunningHost host) => $"/recovery/{await ReferenceAsync(host)}";

    private static async Task<string> ReferenceAsync(RunningHost host) =>
        Link().Match((await host.MailsAsync()).Last(mail => mail.Subject == "Tautan pemulihan password").Text).Groups[1].Value;

    private static async Task<(StaffClient Helpdesk, StaffClient Verifikator)> TwoOfStaffAsync(RunningHost host) =>
        (await host.AddStaffAsync("sari", StaffRoles.Helpdesk), await host.AddStaffAsync("budi", StaffRoles.Verifikator));

    private static async Task<(SiteClient Jambi, SiteClient Medan, string CaseId)> StuckMemberAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, email: "jambi@sinar.example", password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3, email: "medan@sinar.example"));
        var caseId = (await medan.OpenActivationAsync("sinar-medan")).CaseId();
        (await medan.ProveDefaultPasswordAsync("sinar-medan", "tebakan")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        return (jambi, medan, caseId);
    }

    [GeneratedRegex("/recovery/([0-9a-f]{32})")]
    private static partial Regex Link();
}

using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>2.d: activation may be postponed, which changes no data; reminders and the hand-over follow decision 20.</summary>
public sealed class Clause2dTests
{
    private const string Reminder = "Aktivasi Anda belum selesai";
    private const string HandedOver = "Permohonan Anda ditangani helpdesk";
    private const string MemberAddress = "medan@sinar-kencana.co.id";

    [Theory, OnBothDatabases]
    public async Task Postponing_changes_nothing_but_the_silence(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (medan, caseId) = await WaitingMemberAsync(host);
        var auditor = await host.AddStaffAsync("andi", StaffRoles.Auditor);
        var before = await auditor.CaseAsync(caseId);

        var postponed = (await medan.PostponeAsync("sinar-medan")).Done();

        var after = await auditor.CaseAsync(caseId);
        Assert.Equal(RunningHost.Beginning.AddDays(30), postponed.Json.GetProperty("until").GetDateTimeOffset());
        Assert.Equal(RunningHost.Beginning.AddDays(30), after.Json.GetProperty("postponedUntil").GetDateTimeOffset());
        foreach (var unchanged in new[] { "state", "account", "group", "pairs", "remaining", "stateSince" })
            Assert.Equal(before[unchanged], after[unchanged]);
        Assert.Equal("sinar-medan", (await medan.LoginAsync("sinar-medan", Some.Password)).Done()["userId"]);
    }

    [Theory, OnBothDatabases]
    public async Task Who_postponed_can_finish_at_any_time(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (medan, _) = await WaitingMemberAsync(host);
        (await medan.PostponeAsync("sinar-medan")).Done();

        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).State());

        (await medan.PostponeAsync("sinar-medan")).RefusedAs(HttpStatusCode.Conflict, "case-closed");
    }

    [Theory, OnBothDatabases]
    public async Task Reminders_come_after_3_7_and_14_days_and_after_30_the_helpdesk_has_it(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (medan, caseId) = await WaitingMemberAsync(host);
        var helpdesk = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);

        foreach (var (day, reminders) in new[] { (2, 0), (3, 1), (6, 1), (7, 2), (13, 2), (14, 3), (29, 3) })
        {
            await host.UntilDayAsync(day, helpdesk, caseId);
            Assert.Equal((day, reminders), (day, (await host.MailsAsync()).Count(mail => mail.To == MemberAddress && mail.Subject == Reminder)));
        }
        Assert.Empty((await helpdesk.CaseAsync(caseId))["handedOverAt"]);

        await host.UntilDayAsync(30, helpdesk, caseId);
        Assert.Equal(RunningHost.Beginning.AddDays(30), (await helpdesk.CaseAsync(caseId)).Json.GetProperty("handedOverAt").GetDateTimeOffset());

        await host.UntilDayAsync(100, helpdesk, caseId);
        var letters = (await host.MailsAsync()).Where(mail => mail.To == MemberAddress).Select(mail => mail.Subject).ToList();
        Assert.Equal((3, 1), (letters.Count(subject => subject == Reminder), letters.Count(subject => subject == HandedOver)));
        Assert.Equal("awaitDefaultPassword", (await medan.ActivationAsync("sinar-medan")).State());
    }

    [Theory, OnBothDatabases]
    public async Task Reminder_says_where_the_Default_is_whose_password_is_wanted(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, caseId) = await WaitingMemberAsync(host);

        await host.UntilDayAsync(3, await host.AddStaffAsync("sari", StaffRoles.Helpdesk), caseId);

        var reminder = Assert.Single(await host.MailsAsync(), mail => mail.To == MemberAddress && mail.Subject == Reminder);
        Assert.Contains("Ketik password User ID Default (LPSE 277) di LPSE 12", reminder.Text, StringComparison.Ordinal);
        Assert.Contains("Type the password of the User ID Default (LPSE 277) at LPSE 12", reminder.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Postponing_silences_reminders_for_30_days(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (medan, caseId) = await WaitingMemberAsync(host);
        var helpdesk = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await host.UntilDayAsync(1, helpdesk, caseId);
        (await medan.PostponeAsync("sinar-medan")).Done();

        await host.UntilDayAsync(30, helpdesk, caseId);
        Assert.DoesNotContain(await host.MailsAsync(), mail => mail.To == MemberAddress && mail.Subject is Reminder or HandedOver);

        await host.UntilDayAsync(31, helpdesk, caseId);
        Assert.Contains(await host.MailsAsync(), mail => mail.To == MemberAddress && mail.Subject is Reminder or HandedOver);
    }

    [Theory, OnBothDatabases]
    public async Task Case_that_was_handed_over_goes_on_when_its_provider_acts(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (medan, caseId) = await WaitingMemberAsync(host);
        await host.UntilDayAsync(31, await host.AddStaffAsync("sari", StaffRoles.Helpdesk), caseId);

        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).State());
    }

    private static async Task<(SiteClient Medan, string CaseId)> WaitingMemberAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3, email: MemberAddress));
        return (medan, (await medan.OpenActivationAsync("sinar-medan")).CaseId());
    }
}

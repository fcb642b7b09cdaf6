using System.Net;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Desk;

/// <summary>Staff remind beside the plan, and give more time (decision 20).</summary>
public sealed class ReminderAndDeadlineTests
{
    private const string Member = "12@sinar.example";
    private const string Reminder = "Aktivasi Anda belum selesai";

    [Theory, OnBothDatabases]
    public async Task Provider_is_reminded_once_a_day_at_most_and_the_plan_goes_on(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);

        (await sari.DoAsync(desk.SinarMedan, "reminder")).Done();
        (await sari.DoAsync(desk.SinarMedan, "reminder")).RefusedAs(HttpStatusCode.Conflict, "reminded-recently");
        Assert.Equal(1, await LettersAsync(host, Reminder));
        Assert.Equal(1, await sari.CountAsync($"{desk.SinarMedan}", "provider-reminded"));
        host.Clock.Advance(TimeSpan.FromDays(1));
        (await sari.DoAsync(desk.SinarMedan, "reminder")).Done();
        Assert.Equal(2, await LettersAsync(host, Reminder));

        await host.UntilDayAsync(4, sari, $"{desk.SinarMedan}");
        Assert.Equal(3, await LettersAsync(host, Reminder));
        // That of the plan counts as well.
        (await sari.DoAsync(desk.SinarMedan, "reminder")).RefusedAs(HttpStatusCode.Conflict, "reminded-recently");
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_is_reminded_who_has_nothing_to_do_or_has_postponed(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        (await desk.Medan.PostponeAsync("sinar-12")).Done();
        (await sari.DoAsync(desk.Mending, "incident", new { act = "cancel", reason = DeskScenes.Reason })).Done();

        (await sari.DoAsync(desk.Doubt, "reminder")).RefusedAs(HttpStatusCode.Conflict, "not-the-providers-turn");
        (await sari.DoAsync(desk.SinarMedan, "reminder")).RefusedAs(HttpStatusCode.Conflict, "reminders-silent");
        (await sari.DoAsync(desk.Mending, "reminder")).RefusedAs(HttpStatusCode.Conflict, "case-closed");
        (await (await host.AddStaffAsync("ani", StaffRoles.Auditor)).DoAsync(desk.SinarPadang, "reminder")).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
    }

    [Theory, OnBothDatabases]
    public async Task Extension_brings_a_case_back_from_the_helpdesk_reminds_anew_and_ends_at_its_own_date(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await host.UntilDayAsync(31, sari, $"{desk.SinarMedan}");
        Assert.Contains("sinar-12", await sari.ListAsync("queue=overdue"));
        Assert.NotEqual("", (await sari.CaseAsync($"{desk.SinarMedan}"))["handedOverAt"]);
        var reminders = await LettersAsync(host, Reminder);

        var until = RunningHost.Beginning.AddDays(41);
        (await sari.DoAsync(desk.SinarMedan, "deadline", new { until, reason = DeskScenes.Reason })).Done();
        Assert.DoesNotContain("sinar-12", await sari.ListAsync("queue=overdue"));
        Assert.Equal("", (await sari.CaseAsync($"{desk.SinarMedan}"))["handedOverAt"]);
        // The same again changes nothing.
        (await sari.DoAsync(desk.SinarMedan, "deadline", new { until, reason = DeskScenes.Reason })).Done();
        Assert.Equal(1, await sari.CountAsync($"{desk.SinarMedan}", "deadline-extended"));

        await host.UntilDayAsync(35, sari, $"{desk.SinarMedan}");
        await host.UntilDayAsync(39, sari, $"{desk.SinarMedan}");
        Assert.Equal(reminders + 2, await LettersAsync(host, Reminder));
        Assert.Equal(until, await host.DeadlineAsync(desk.SinarMedan));
        Assert.Equal("", (await sari.CaseAsync($"{desk.SinarMedan}"))["handedOverAt"]);
        await host.UntilDayAsync(42, sari, $"{desk.SinarMedan}");
        Assert.NotEqual("", (await sari.CaseAsync($"{desk.SinarMedan}"))["handedOverAt"]);
        Assert.Equal(reminders + 2, await LettersAsync(host, Reminder));
        Assert.Contains("sinar-12", await sari.ListAsync("queue=overdue"));
    }

    [Theory, OnBothDatabases]
    public async Task Only_a_later_date_not_too_far_extends_the_deadline_of_a_case_that_waits(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var (sari, vera) = (await host.AddStaffAsync("sari", StaffRoles.Helpdesk), await host.AddStaffAsync("vera", StaffRoles.Verifikator));
        Assert.Equal(RunningHost.Beginning.AddDays(30), await host.DeadlineAsync(desk.SinarMedan));

        (await ToDayAsync(sari, 29)).RefusedAs(HttpStatusCode.Conflict, "deadline-not-later");
        (await ToDayAsync(sari, 365)).RefusedAs(HttpStatusCode.Conflict, "deadline-too-far");
        (await ToDayAsync(vera, 40)).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await sari.DoAsync(desk.SinarMedan, "deadline", new { until = RunningHost.Beginning.AddDays(40), reason = "" })).RefusedAs(HttpStatusCode.BadRequest, "reason-missing");
        (await ToDayAsync(sari, 40)).Done();
        // It holds for the state that it was given in.
        Assert.Equal("active", (await desk.Medan.ProveDefaultPasswordAsync("sinar-12", Groups.GroupScenes.DefaultPassword)).State());
        Assert.Null(await host.DeadlineAsync(desk.SinarMedan));
        (await ToDayAsync(sari, 50)).RefusedAs(HttpStatusCode.Conflict, "case-closed");

        Task<Reply> ToDayAsync(StaffClient staff, int day) => staff.DoAsync(desk.SinarMedan, "deadline", new { until = RunningHost.Beginning.AddDays(day), reason = DeskScenes.Reason });
    }

    [Theory, OnBothDatabases]
    public async Task Postponing_moves_the_deadline_to_the_end_of_the_silence(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await host.UntilDayAsync(10, sari, $"{desk.SinarMedan}");

        (await desk.Medan.PostponeAsync("sinar-12")).Done();

        Assert.Equal(RunningHost.Beginning.AddDays(40), await host.DeadlineAsync(desk.SinarMedan));
        await host.UntilDayAsync(35, sari, $"{desk.SinarMedan}");
        Assert.DoesNotContain("sinar-12", await sari.ListAsync("queue=overdue"));
        Assert.Equal(RunningHost.Beginning.AddDays(40), await host.DeadlineAsync(desk.SinarMedan));
        await host.UntilDayAsync(41, sari, $"{desk.SinarMedan}");
        Assert.Contains("sinar-12", await sari.ListAsync("queue=overdue"));
    }

    private static async Task<int> LettersAsync(RunningHost host, string subject) => (await host.MailsAsync()).Count(mail => mail.To == Member && mail.Subject == subject);
}

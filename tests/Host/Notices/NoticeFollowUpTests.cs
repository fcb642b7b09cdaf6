using System.Net;
using System.Text.Json;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Notices;

/// <summary>What became of the notices, and what the helpdesk does about those that reached nobody.</summary>
public sealed class NoticeFollowUpTests
{
    private const string Reason = "Kotak surat penyedia sudah tidak ada.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Notice_that_came_back_is_seen_on_the_case_until_it_is_sent_to_another_address(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, caseId) = await ActiveAsync(host);
        var helpdesk = await host.AddStaffAsync("hana", StaffRoles.Helpdesk);
        var first = Assert.Single(await OfCaseAsync(helpdesk, caseId));
        Assert.Equal(("sent", "kantor@sinar-kencana.co.id", "account-activated"), (Text(first, "state"), Text(first, "toAddress"), Text(first, "template")));
        Assert.False(await IsMarkedAsync(helpdesk, caseId));

        (await helpdesk.CallAsync(HttpMethod.Post, $"notices/{Text(first, "id")}/bounced", new { reason = Reason })).Done();
        (await helpdesk.CallAsync(HttpMethod.Post, $"notices/{Text(first, "id")}/bounced", new { reason = Reason })).Done();

        Assert.Equal(Text(first, "id"), Text(Assert.Single((await ListAsync(helpdesk, "bounced")).EnumerateArray()), "id"));
        Assert.True(await IsMarkedAsync(helpdesk, caseId));
        Assert.Equal(1, await helpdesk.CountAsync(caseId, "notice-bounced"));
        Assert.Contains(Reason, (await helpdesk.CaseAsync(caseId)).Text, StringComparison.Ordinal);

        var again = (await helpdesk.CallAsync(HttpMethod.Post, $"notices/{Text(first, "id")}/resend", new { address = "direktur@sinar.example", reason = Reason })).Done()["notice"];

        var letters = await MailsAsync(host, 2);
        Assert.Equal(["direktur@sinar.example", "kantor@sinar-kencana.co.id"], letters.Select(letter => letter.To).Order(StringComparer.Ordinal));
        Assert.Equal((1, 2), (letters.Select(letter => letter.Text).Distinct().Count(), letters.Select(letter => letter.MessageId).Distinct().Count()));
        Assert.False(await IsMarkedAsync(helpdesk, caseId));
        Assert.Equal([Text(first, "id")], (await OfCaseAsync(helpdesk, caseId)).Where(one => Text(one, "id") == again).Select(one => Text(one, "resendOf")));
    }

    [Theory, OnBothDatabases]
    public async Task Notice_is_shown_word_for_word_as_it_was_sent(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, caseId) = await ActiveAsync(host);
        var auditor = await host.AddStaffAsync("andi", StaffRoles.Auditor);
        var notice = Assert.Single(await OfCaseAsync(auditor, caseId));

        var shown = (await auditor.CallAsync(HttpMethod.Get, $"notices/{Text(notice, "id")}")).Done();

        var letter = Assert.Single(await host.MailsAsync());
        Assert.Equal("True", shown["asSent"]);
        Assert.Equal((Flat(letter.Text), Flat(letter.Html)), (Flat(shown["text"]), Flat(shown["html"])));
        Assert.StartsWith(letter.Subject, shown["subject"], StringComparison.Ordinal);

        static string Flat(string text) => text.ReplaceLineEndings("\n").Trim();
    }

    [Theory, OnBothDatabases]
    public async Task Who_may_not_or_asks_for_what_is_not_there_is_told_so(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, caseId) = await ActiveAsync(host);
        var (helpdesk, auditor) = (await host.AddStaffAsync("hana", StaffRoles.Helpdesk), await host.AddStaffAsync("andi", StaffRoles.Auditor));
        var id = Text(Assert.Single(await OfCaseAsync(helpdesk, caseId)), "id");

        (await auditor.CallAsync(HttpMethod.Post, $"notices/{id}/resend", new { reason = Reason })).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await auditor.CallAsync(HttpMethod.Post, $"notices/{id}/bounced", new { reason = Reason })).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await helpdesk.CallAsync(HttpMethod.Post, $"notices/{id}/resend", new { reason = "ya" })).RefusedAs(HttpStatusCode.BadRequest, "reason-missing");
        (await helpdesk.CallAsync(HttpMethod.Post, $"notices/{id}/resend", new { address = "Budi <budi@x.example>", reason = Reason })).RefusedAs(HttpStatusCode.BadRequest, "address-malformed");
        (await helpdesk.CallAsync(HttpMethod.Post, $"notices/{Guid.NewGuid()}/resend", new { reason = Reason })).RefusedAs(HttpStatusCode.NotFound, "notice-unknown");
        (await helpdesk.CallAsync(HttpMethod.Get, "notices?state=lost")).RefusedAs(HttpStatusCode.BadRequest, "state-unknown");
        (await helpdesk.CallAsync(HttpMethod.Get, $"cases/{Guid.NewGuid()}/notices")).RefusedAs(HttpStatusCode.NotFound, "case-unknown");
        Assert.Single(await host.MailsAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Provider_is_told_once_that_its_password_changed_and_that_staff_ended_its_case(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account() with { Province = "" });
        var caseId = (await jambi.OpenActivationAsync("sinar")).CaseId();
        var helpdesk = await host.AddStaffAsync("hana", StaffRoles.Helpdesk);

        (await jambi.ChangePasswordAsync("sinar", Some.Password, "kata sandi yang baru sekali")).Done();
        (await helpdesk.CallAsync(HttpMethod.Post, $"cases/{caseId}/incident", new { act = "cancel", reason = Reason })).Done();

        var letters = await host.MailsAsync();
        Assert.Single(letters, letter => letter.Subject == "Password Anda telah diganti");
        Assert.Single(letters, letter => letter.Subject == "Permohonan aktivasi Anda dihentikan");
        Assert.All(letters, letter => Assert.DoesNotContain(Reason, letter.Text, StringComparison.Ordinal));
        Assert.All(letters, letter => Assert.DoesNotContain("kata sandi yang baru sekali", letter.Text, StringComparison.Ordinal));
    }

    private static async Task<(SiteClient Jambi, string CaseId)> ActiveAsync(RunningHost host)
    {
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());
        var caseId = (await jambi.OpenActivationAsync("sinar")).CaseId();
        await MailsAsync(host, 1);
        return (jambi, caseId);
    }

    private static async Task<IReadOnlyList<Mail>> MailsAsync(RunningHost host, int count)
    {
        await Eventually.TrueAsync(() => Mails.ReadFolder(host.DataFolder).Count == count, otherwise: () => host.Logs, cancel: Cancel);
        // The file is there just before its row says so.
        await Eventually.TrueAsync(
            async () => await host.Database.ReadAsync((db, _) => Task.FromResult(db.Notices.All(notice => notice.NextAttemptAt == null)), Cancel), otherwise: () => host.Logs, cancel: Cancel);
        return Mails.ReadFolder(host.DataFolder);
    }

    private static async Task<IReadOnlyList<JsonElement>> OfCaseAsync(StaffClient staff, string caseId) =>
        [.. (await staff.CallAsync(HttpMethod.Get, $"cases/{caseId}/notices")).Done().Json.GetProperty("notices").EnumerateArray()];

    private static async Task<JsonElement> ListAsync(StaffClient staff, string state) =>
        (await staff.CallAsync(HttpMethod.Get, $"notices?state={state}")).Done().Json.GetProperty("notices");

    private static async Task<bool> IsMarkedAsync(StaffClient staff, string caseId) => (await staff.CallAsync(HttpMethod.Get, "cases")).Done().Json.GetProperty("cases")
        .EnumerateArray().Single(line => Text(line, "caseId") == caseId).GetProperty("undeliveredMail").GetBoolean();

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();
}

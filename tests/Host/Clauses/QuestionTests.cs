using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>Decision 10: before a verifikator decides, the provider may be asked, by mail; it answers at its own site.</summary>
public sealed class QuestionTests
{
    private const string Question = "Apakah kantor di Jl. A. Yani No. 12 milik perusahaan Anda?";

    [Theory, OnBothDatabases]
    public async Task Question_goes_out_by_mail_and_its_answer_brings_the_case_back_to_the_verifikator(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (medan, caseId, vera) = await InDoubtAsync(host);
        Assert.Equal(["sinar-medan"], await vera.QueueAsync("verifikator"));

        var asked = (await vera.AskAsync(caseId, Question)).Done();

        Assert.Equal((0, 1), ((await vera.QueueAsync("verifikator")).Count, (await vera.QueueAsync("provider")).Count));
        var letter = Assert.Single(await host.MailsAsync(), mail => mail.Subject == "Verifikator memerlukan keterangan Anda");
        Assert.Contains("kantor di Jl. A. Yani No. 12", letter.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        var waiting = await medan.ActivationAsync("sinar-medan");
        Assert.Equal(("underReview", "answer-question at 12"), (waiting.State(), Assert.Single(waiting.Remaining())));
        var id = Assert.Single(waiting.Questions()).GetProperty("questionId").GetString()!;
        Assert.Equal(asked["questionId"], id);

        (await medan.AnswerAsync("sinar-medan", id, "Ya, sejak 2019.")).Done();
        (await medan.AnswerAsync("sinar-medan", id, "Ya, sejak 2019.")).Done();
        (await medan.AnswerAsync("sinar-medan", id, "Bukan.")).RefusedAs(HttpStatusCode.Conflict, "question-answered");

        Assert.Equal((1, 0), ((await vera.QueueAsync("verifikator")).Count, (await vera.QueueAsync("provider")).Count));
        Assert.Equal("underReview", (await medan.ActivationAsync("sinar-medan")).State());
        var @case = await vera.CaseAsync(caseId);
        Assert.Equal("Ya, sejak 2019.", Assert.Single(@case.Json.GetProperty("questions").EnumerateArray()).GetProperty("answer").GetString());
        Assert.Equal((1, 1), (await vera.CountAsync(caseId, "provider-asked"), await vera.CountAsync(caseId, "question-answered")));
        await vera.JudgeAsync(caseId, "unrelated");
        Assert.Equal("active", (await medan.ActivationAsync("sinar-medan")).State());
    }

    [Theory, OnBothDatabases]
    public async Task Question_starts_the_reminders_anew_also_after_the_hand_over(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, caseId, vera) = await InDoubtAsync(host);
        await host.UntilDayAsync(31, vera, caseId);
        Assert.NotEqual("", (await vera.CaseAsync(caseId))["handedOverAt"]);
        var before = (await host.MailsAsync()).Count(mail => mail.Subject == "Aktivasi Anda belum selesai");

        (await vera.AskAsync(caseId, Question)).Done();
        Assert.Equal("", (await vera.CaseAsync(caseId))["handedOverAt"]);
        await host.UntilDayAsync(35, vera, caseId);

        var reminders = (await host.MailsAsync()).Where(mail => mail.Subject == "Aktivasi Anda belum selesai").ToList();
        Assert.Equal(before + 1, reminders.Count);
        Assert.Contains(reminders, mail => mail.Text.Contains("Jawab pertanyaan verifikator", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Only_a_verifikator_asks_and_only_the_accounts_own_site_answers(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (medan, caseId, vera) = await InDoubtAsync(host);
        var helpdesk = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);

        (await helpdesk.AskAsync(caseId, Question)).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await vera.AskAsync(caseId, "?")).RefusedAs(HttpStatusCode.BadRequest, "question-malformed");
        var first = (await vera.AskAsync(caseId, Question)).Done();
        Assert.Equal(first["questionId"], (await vera.AskAsync(caseId, $" {Question} ")).Done()["questionId"]);
        (await host.Site("277").AnswerAsync("sinar-jambi", first["questionId"], "Ya.")).RefusedAs(HttpStatusCode.NotFound, "question-unknown");
        (await medan.AnswerAsync("sinar-medan", Guid.NewGuid().ToString(), "Ya.")).RefusedAs(HttpStatusCode.NotFound, "question-unknown");
        (await medan.AnswerAsync("sinar-medan", first["questionId"], " ")).RefusedAs(HttpStatusCode.BadRequest, "answer-malformed");

        await vera.JudgeAsync(caseId, "unrelated");
        (await medan.AnswerAsync("sinar-medan", first["questionId"], "Ya.")).RefusedAs(HttpStatusCode.Conflict, "case-closed");
    }

    private static async Task<(SiteClient Medan, string CaseId, StaffClient Vera)> InDoubtAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40));
        await medan.RegisterAsync("sinar-medan", Some.Account(npwp: "", packages: 3));
        var caseId = (await medan.OpenActivationAsync("sinar-medan")).CaseId();
        return (medan, caseId, await host.AddStaffAsync("vera", StaffRoles.Verifikator));
    }
}

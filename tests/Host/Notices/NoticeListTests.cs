using System.Net;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Notices;

/// <summary>Staff find notices by whatever they know of them, and send dead letters again, one or all.</summary>
public sealed class NoticeListTests
{
    private const string Reason = "Server surel sempat mati.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Notices_are_found_by_recipient_template_site_state_and_day(DatabaseProvider database)
    {
        await using var host = await SceneAsync(database);
        var staff = await host.AddStaffAsync("andi", StaffRoles.Auditor);

        Assert.Equal(["Kantor@Bumi.example", "kantor@sinar-kencana.co.id"], await ToAsync(""));
        Assert.Equal(["Kantor@Bumi.example"], await ToAsync("recipient=kantor@bumi"));
        Assert.Equal(["Kantor@Bumi.example"], await ToAsync("recipient=KANTOR@BUMI.EXAMPLE"));
        Assert.Empty(await ToAsync("recipient=bumi.example"));
        Assert.Equal(["kantor@sinar-kencana.co.id"], await ToAsync("site=277"));
        Assert.Equal(["kantor@sinar-kencana.co.id"], await ToAsync("template=account-activated&state=sent"));
        Assert.Equal(["Kantor@Bumi.example"], await ToAsync("template=identity-must-be-mended&from=2026-03-02&to=2026-03-02"));
        Assert.Empty(await ToAsync("to=2026-03-01"));
        Assert.Equal(2, (await ToAsync("from=0001-01-01&to=9999-12-31")).Count);
        Assert.Empty(await ToAsync("to=0001-01-01"));
        Assert.Empty(await ToAsync("from=9999-12-31"));
        Assert.Empty(await ToAsync("deadLetters=true"));
        (await staff.CallAsync(HttpMethod.Get, "notices?state=lost")).RefusedAs(HttpStatusCode.BadRequest, "state-unknown");

        async Task<List<string>> ToAsync(string query) => [.. (await staff.CallAsync(HttpMethod.Get, $"notices?{query}")).Done().Json.GetProperty("notices").EnumerateArray()
            .Select(notice => notice.GetProperty("toAddress").GetString()!).Order(StringComparer.Ordinal)];
    }

    [Theory, OnBothDatabases]
    public async Task Dead_letters_are_all_sent_again_once_and_each_is_audited(DatabaseProvider database)
    {
        await using var host = await SceneAsync(database);
        var helpdesk = await host.AddStaffAsync("hana", StaffRoles.Helpdesk);
        await host.Database.InTransactionAsync((transaction, ct) => transaction.Db.Notices.ExecuteUpdateAsync(set => set
            .SetProperty(notice => notice.State, NoticeState.Dead).SetProperty(notice => notice.Failure, "The server was away."), ct), Cancel);
        Assert.Equal("2", (await helpdesk.CallAsync(HttpMethod.Get, "notices?deadLetters=true")).Done()["total"]);

        (await ResendAsync(new { reason = Reason, expected = 1 })).RefusedAs(HttpStatusCode.Conflict, "more-than-shown");
        Assert.Equal(("1", "0"), Counts(await ResendAsync(new { reason = Reason, site = "277" })));
        Assert.Equal(("1", "0"), Counts(await ResendAsync(new { reason = Reason, expected = 2 })));
        Assert.Equal(("0", "0"), Counts(await ResendAsync(new { reason = Reason })));

        await Eventually.TrueAsync(() => Mails.ReadFolder(host.DataFolder).Count == 4, otherwise: () => host.Logs, cancel: Cancel);
        Assert.Equal(2, await host.Database.ReadAsync((db, ct) => db.Audit.CountAsync(entry => entry.Act == "notice-resent", ct), Cancel));
        var letter = (await helpdesk.CallAsync(HttpMethod.Get, "notices?site=12&state=dead")).Done().Json.GetProperty("notices")[0].GetProperty("id").GetString();
        var shown = (await helpdesk.CallAsync(HttpMethod.Get, $"notices/{letter}")).Done().Json;
        Assert.Equal(("12", 1), (shown.GetProperty("site").GetString(), shown.GetProperty("again").GetArrayLength()));
        Assert.StartsWith("AKT-", shown.GetProperty("caseNumber").GetString(), StringComparison.Ordinal);
        (await (await host.AddStaffAsync("andi", StaffRoles.Auditor)).CallAsync(HttpMethod.Post, "notices/resend-dead", new { reason = Reason })).RefusedAs(HttpStatusCode.Forbidden, "role-missing");

        Task<Reply> ResendAsync(object order) => helpdesk.CallAsync(HttpMethod.Post, "notices/resend-dead", order);

        static (string, string) Counts(Reply reply) => (reply.Done()["count"], reply["left"]);
    }

    [Theory, OnBothDatabases]
    public async Task Staff_limited_to_some_sites_see_and_resend_notices_about_accounts_there_alone(DatabaseProvider database)
    {
        await using var host = await SceneAsync(database);
        var limited = new StaffActor("sari", new HashSet<string> { StaffRoles.Helpdesk }, new HashSet<SiteCode> { SiteCode.Parse("277") });
        var list = host.Services.GetRequiredService<ListNotices>();
        var foreign = (await host.Database.ReadAsync((db, ct) => db.Notices.SingleAsync(notice => notice.Template == "identity-must-be-mended", ct), Cancel)).Id;

        Assert.Equal("account-activated", Assert.Single(await FoundAsync(new())).Template);
        Assert.Empty(await FoundAsync(new(Site: SiteCode.Parse("12"))));
        Assert.IsType<ReadNotices.Answer.Refused>(await host.Services.GetRequiredService<ReadNotices>().OneAsync(limited, foreign, Cancel));
        Assert.IsType<ResendNotice.Answer.Refused>(await host.Services.GetRequiredService<ResendNotice>().HandleAsync(new(limited, foreign, null, Reason), Cancel));
        Assert.IsType<MarkBounced.Answer.Refused>(await host.Services.GetRequiredService<MarkBounced>().HandleAsync(new(limited, foreign, Reason), Cancel));

        async Task<IReadOnlyList<ReadNotices.Line>> FoundAsync(ListNotices.Filter filter) => Assert.IsType<ListNotices.Answer.Found>(await list.HandleAsync(new(limited, filter), Cancel)).Notices;
    }

    // One active account at 277, one at 12 that must be mended.
    private static async Task<RunningHost> SceneAsync(DatabaseProvider database)
    {
        var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar", Some.Account());
        await medan.RegisterAsync("bumi", Some.OtherCompany with { Province = "", Email = "Kantor@Bumi.example" });
        (await jambi.OpenActivationAsync("sinar")).Done();
        (await medan.OpenActivationAsync("bumi")).Done();
        await host.MailsAsync();
        return host;
    }
}

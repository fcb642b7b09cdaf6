using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Notices.Bounces;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Tests.Notices;

/// <summary>Mails that come back: delivery reports (RFC 3464) are read from a folder and written on the notice they are about.</summary>
public sealed class BounceTests
{
    private const string To = "budi@penyedia.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Notice_whose_address_does_not_exist_is_bounced_with_the_reason_and_a_second_report_changes_nothing(DatabaseProvider database)
    {
        await using var home = await SentAsync(database);
        var notice = await home.NoticeAsync();
        Put(home, "one.eml", Report("failed", "5.1.1", Returned(notice.MessageId)));
        Put(home, "two.eml", Report("failed", "5.2.1", Returned(notice.MessageId)));

        await TakeAsync(home);

        notice = await home.NoticeAsync();
        Assert.Equal((NoticeState.Bounced, "The address does not exist (5.1.1).", home.Clock.GetUtcNow()), (notice.State, notice.BounceReason, notice.BouncedAt));
        Assert.Equal(["done/one.eml", "done/two.eml"], Aside(home));
        var entry = await home.ReadAsync(db => db.Set<AuditEntry>().SingleAsync(Cancel));
        Assert.Equal(("notice-bounced", ActorKind.System), (entry.Act, entry.ActorKind));
    }

    [Fact]
    public async Task Delay_is_noted_and_the_notice_stays_sent()
    {
        await using var home = await SentAsync();
        Put(home, "late.eml", Report("delayed", "4.2.2", Returned((await home.NoticeAsync()).MessageId)));
        Put(home, "soft.eml", Report("failed", "4.4.7", Returned((await home.NoticeAsync()).MessageId)));

        Assert.Equal(new(Bounced: 0, Late: 2, Unread: 0), await TakeAsync(home));

        var notice = await home.NoticeAsync();
        Assert.Equal((NoticeState.Sent, "The recipient's server is late with it (4.4.7).", null), (notice.State, notice.Failure, notice.BouncedAt));
    }

    [Fact]
    public async Task Report_that_a_mail_arrived_changes_nothing()
    {
        await using var home = await SentAsync();
        Put(home, "arrived.eml", Report("delivered", "2.0.0", Returned((await home.NoticeAsync()).MessageId)));

        Assert.Equal(new(0, 0, 0), await TakeAsync(home));

        Assert.Equal((NoticeState.Sent, null), ((await home.NoticeAsync()).State, (await home.NoticeAsync()).Failure));
        Assert.Equal(["done/arrived.eml"], Aside(home));
    }

    [Theory]
    [InlineData("headers")]
    [InlineData("words")]
    [InlineData("recipient")]
    public async Task Report_that_returns_only_headers_or_words_or_names_only_the_recipient_finds_its_notice(string gives)
    {
        await using var home = await SentAsync();
        var id = (await home.NoticeAsync()).MessageId;
        Put(home, "bounce.eml", gives switch
        {
            "headers" => Report("failed", "5.1.1", $"Content-Type: text/rfc822-headers\n\nMessage-ID: <{id}>\nSubject: x\n"),
            "words" => Report("failed", "5.1.1", $"Content-Type: text/plain\n\nYour message <{id}> came back.\n"),
            _ => Report("failed", "5.1.1", "Content-Type: text/plain\n\nIt came back.\n"),
        });

        Assert.Equal(1, (await TakeAsync(home)).Bounced);
        Assert.Equal(NoticeState.Bounced, (await home.NoticeAsync()).State);
    }

    [Fact]
    public async Task Report_that_names_only_a_recipient_of_two_notices_is_left_to_a_person()
    {
        await using var home = await SentAsync();
        await home.QueueAsync(To.ToUpperInvariant());
        await home.Get<SendDueNotices>().HandleAsync(Cancel);
        Put(home, "bounce.eml", Report("failed", "5.1.1", "Content-Type: text/plain\n\nIt came back.\n"));

        Assert.Equal(new(Bounced: 0, Late: 0, Unread: 1), await TakeAsync(home));
        Assert.Equal(["unread/bounce.eml"], Aside(home));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\u0001 no mail at all")]
    [InlineData("Subject: Re: Aktivasi\nFrom: budi@penyedia.example\n\nSaya sedang cuti.\n")]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\nAction: failed\n\n--x--\n")]
    [InlineData("Content-Type: multipart/report; report-type=disposition-notification; boundary=x\n\n--x\n\n--x--\n")]
    public async Task Whatever_else_lies_there_is_put_aside_for_a_person_with_a_line_in_the_log(string content)
    {
        await using var home = await SentAsync();
        Put(home, "odd.eml", content);

        Assert.Equal(new(Bounced: 0, Late: 0, Unread: 1), await TakeAsync(home));
        Assert.Equal(new(0, 0, 0), await TakeAsync(home));

        Assert.Equal(["unread/odd.eml"], Aside(home));
        Assert.Single(home.Log.All, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("unread", StringComparison.Ordinal));
        Assert.Equal(NoticeState.Sent, (await home.NoticeAsync()).State);
    }

    [Fact]
    public async Task Report_about_a_mail_of_somebody_else_is_left_to_a_person()
    {
        await using var home = await SentAsync();
        Put(home, "other.eml", Report("failed", "5.1.1", Returned("lain@elsewhere.example")));

        Assert.Equal(1, (await TakeAsync(home)).Unread);
        Assert.Equal(NoticeState.Sent, (await home.NoticeAsync()).State);
    }

    [Fact]
    public async Task Report_read_again_after_a_crash_changes_nothing()
    {
        await using var home = await SentAsync();
        var report = Report("failed", "5.1.1", Returned((await home.NoticeAsync()).MessageId));
        Put(home, "bounce.eml", report);
        await TakeAsync(home);
        var bounced = (await home.NoticeAsync()).BouncedAt;
        home.Clock.Advance(TimeSpan.FromHours(1));
        Put(home, "bounce.eml", report);

        await TakeAsync(home);

        Assert.Equal(bounced, (await home.NoticeAsync()).BouncedAt);
        Assert.Equal(1, await home.ReadAsync(db => db.Set<AuditEntry>().CountAsync(Cancel)));
    }

    private static async Task<Home> SentAsync(DatabaseProvider database = DatabaseProvider.Sqlite)
    {
        var home = await Home.NewAsync(database, (services, _, data) => services.AddNotices(data));
        await home.QueueAsync(To);
        Assert.Equal(1, (await home.Get<SendDueNotices>().HandleAsync(Cancel)).Sent);
        return home;
    }

    private static Task<TakeBounces.Answer> TakeAsync(Home home) => home.Get<TakeBounces>().HandleAsync(Cancel);

    private static void Put(Home home, string name, string content)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home.DataFolder, "bounces"));
        File.WriteAllText(Path.Combine(folder.FullName, name), content.ReplaceLineEndings("\r\n"));
    }

    private static IEnumerable<string> Aside(Home home)
    {
        var folder = Path.Combine(home.DataFolder, "bounces");
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
    }

    private static string Returned(string messageId) => $"Content-Type: message/rfc822\n\nMessage-ID: <{messageId}>\nSubject: Aktivasi\nTo: {To}\n\nIsi.\n";

    // As Postfix writes them.
    private static string Report(string action, string status, string lastPart) => $"""
        From: MAILER-DAEMON@mx.penyedia.example (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        To: agregasi@inaproc.example
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="batas"
        Message-Id: <20260302010000.ABC@mx.penyedia.example>

        --batas
        Content-Type: text/plain; charset=us-ascii

        This is the mail system at host mx.penyedia.example.

        --batas
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.penyedia.example
        Arrival-Date: Mon, 2 Mar 2026 01:00:00 +0000

        Final-Recipient: rfc822; {To.ToUpperInvariant()}
        Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; 550 {status} <{To}>: Recipient address rejected

        --batas
        {lastPart}
        --batas--

        """;
}

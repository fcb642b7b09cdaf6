using BackOffice.Fixtures;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace BackOffice.Workflows.Tests.Notices;

/// <summary>The worker as the Host runs it, with its real transports.</summary>
public sealed class MailWorkerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Notice_goes_out_right_after_its_commit_with_starttls_and_a_password(DatabaseProvider database)
    {
        await using var server = await SmtpServer.StartAsync(cancel: Cancel);
        await using var home = await NewAsync(database, server);
        await home.StartWorkersAsync();

        // Nobody moves the clock, so only the nudge can have woken the worker.
        await home.QueueAsync("budi@penyedia.example");
        await home.QueueAsync("gone@penyedia.example");

        var stored = Assert.Single(await server.MessagesAsync(1, Cancel));
        await home.EventuallyAsync(notices => notices.Select(notice => notice.State).Order().SequenceEqual([NoticeState.Sent, NoticeState.Dead]));
        var message = await MimeMessage.LoadAsync(stored.Path, Cancel);
        Assert.Equal((await home.NoticeAsync("budi@penyedia.example")).MessageId, message.MessageId);
        Assert.StartsWith("Aktivasi", message.Subject, StringComparison.Ordinal);
        Assert.Equal(1, server.AuthenticationsAsked);
    }

    [Fact]
    public async Task Server_that_says_later_gets_the_same_mail_when_its_time_has_come()
    {
        await using var server = await SmtpServer.StartAsync(cancel: Cancel);
        await using var home = await NewAsync(DatabaseProvider.Sqlite, server);
        await home.StartWorkersAsync();
        await home.QueueAsync("busy@penyedia.example");
        await home.EventuallyAsync(notices => notices is [{ Attempts: 1, State: NoticeState.Queued }]);

        home.Clock.Advance(TimeSpan.FromMinutes(1));
        await home.EventuallyAsync(notices => notices is [{ Attempts: 2, State: NoticeState.Queued }]);
        home.Clock.Advance(TimeSpan.FromMinutes(5));
        await home.EventuallyAsync(notices => notices is [{ Attempts: 3, Failure: "The mail server asks to try later (451)." }]);
    }

    [Fact]
    public async Task Connection_cut_after_the_server_took_the_mail_sends_it_again_under_the_same_message_id()
    {
        await using var server = await SmtpServer.StartAsync(cancel: Cancel);
        await using var home = await NewAsync(DatabaseProvider.Sqlite, server);
        await home.StartWorkersAsync();
        await home.QueueAsync("cut-after-store@penyedia.example");
        await home.EventuallyAsync(notices => notices is [{ Attempts: 1 }]);
        home.Clock.Advance(TimeSpan.FromMinutes(1));

        var ids = new List<string?>();
        foreach (var stored in await server.MessagesAsync(2, Cancel))
            ids.Add((await MimeMessage.LoadAsync(stored.Path, Cancel)).MessageId);
        Assert.Equal([(await home.NoticeAsync()).MessageId], ids.Distinct());
    }

    [Fact]
    public async Task Without_settings_mails_lie_in_the_outbox_folder()
    {
        await using var home = await Home.NewAsync(DatabaseProvider.Sqlite, (services, _, data) => services.AddNotices(data));
        // Written before the worker runs: the look at start finds it.
        await home.QueueAsync("budi@penyedia.example");
        await home.StartWorkersAsync();

        await home.EventuallyAsync(notices => notices is [{ State: NoticeState.Sent }]);
        Assert.Single(Directory.GetFiles(Path.Combine(home.DataFolder, "outbox"), "*.eml"));
    }

    [Fact]
    public async Task Notice_without_a_nudge_is_found_by_looking()
    {
        await using var home = await Home.NewAsync(DatabaseProvider.Sqlite, (services, _, data) => services.AddNotices(data));
        await using var other = home.Beside((services, _, data) => services.AddNotices(data));
        await home.StartWorkersAsync();
        await other.QueueAsync("budi@penyedia.example");

        await Eventually.TrueAsync(async () =>
        {
            home.Clock.Advance(TimeSpan.FromSeconds(5));
            return (await home.NoticeAsync()).State == NoticeState.Sent;
        }, cancel: Cancel);
    }

    private static Task<Home> NewAsync(DatabaseProvider database, SmtpServer server) => Home.NewAsync(
        database,
        (services, _, data) => services.AddNotices(data),
        ("Mail:Transport", "Smtp"),
        ("Mail:Host", SmtpServer.Host),
        ("Mail:Port", $"{server.Port}"),
        ("Mail:From", "agregasi@lkpp.example"),
        ("Mail:UserName", SmtpServer.UserName),
        ("Mail:Password", SmtpServer.Password),
        ("Mail:CertificateFingerprint", server.CertificateFingerprint));
}

/// <summary>What the tests of notices do with a home.</summary>
internal static class NoticeHome
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Writes a notice as a step would.</summary>
    public static Task QueueAsync(this Home home, string to) => home.Database.InTransactionAsync((transaction, ct) => transaction.Service<NoticeOutbox>().QueueAsync(
        $"activated:{to}", NoticeCatalogue.AccountActivated, new(to, "CV Maju"), Some.Variables(NoticeCatalogue.AccountActivated), account: null, @case: null, ct), Cancel);

    public static Task<Notice> NoticeAsync(this Home home, string? to = null) => home.ReadAsync(db => db.Notices.SingleAsync(notice => to == null || notice.ToAddress == to, Cancel));

    public static Task EventuallyAsync(this Home home, Func<List<Notice>, bool> condition) =>
        Eventually.TrueAsync(async () => condition(await home.ReadAsync(db => db.Notices.ToListAsync(Cancel))), cancel: Cancel);
}

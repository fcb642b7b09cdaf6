using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BackOffice.Workflows.Tests.Notices;

public sealed class SendDueNoticesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Notice_is_sent_once_and_marked(DatabaseProvider database)
    {
        var post = new Post();
        await using var home = await NewAsync(database, post);
        await home.QueueAsync("budi@penyedia.example");

        Assert.Equal(new(Sent: 1, Postponed: 0, Dead: 0), await SendAsync(home));
        Assert.Equal(new(0, 0, 0), await SendAsync(home));

        var notice = await home.NoticeAsync();
        Assert.Equal((NoticeState.Sent, 1, home.Clock.GetUtcNow(), null), (notice.State, notice.Attempts, notice.SentAt, notice.NextAttemptAt));
        var mail = Assert.Single(post.Mails);
        Assert.Equal((notice.MessageId, "budi@penyedia.example", notice.CreatedAt), (mail.MessageId, mail.To.Address, mail.Date));
        Assert.Contains("CV Maju Bersama Konstruksi", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Crash_after_sending_and_before_marking_sends_again_under_the_same_message_id(DatabaseProvider database)
    {
        var post = new Post();
        await using var home = await NewAsync(database, post);
        await home.QueueAsync("budi@penyedia.example");
        await using (var dying = home.Beside((services, configuration, data) =>
        {
            Rooms(post)(services, configuration, data);
            services.AddSingleton<IDurablePoints>(new DyingAt("SendDueNotices.Mark"));
        }))
            await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(dying));

        Assert.Equal(1, (await SendAsync(home)).Sent);

        Assert.Equal(2, post.Mails.Count);
        Assert.Single(post.Mails.Select(mail => mail.MessageId).Distinct());
        Assert.Equal(NoticeState.Sent, (await home.NoticeAsync()).State);
    }

    [Fact]
    public async Task Host_that_is_told_to_stop_ends_the_mail_in_hand_and_begins_no_other()
    {
        using var stop = new CancellationTokenSource();
        var post = new Post();
        post.Answer = _ =>
        {
            stop.Cancel();
            return new DeliveryResult.Sent();
        };
        await using var home = await NewAsync(DatabaseProvider.Sqlite, post);
        await home.QueueAsync("budi@penyedia.example");
        await home.QueueAsync("siti@penyedia.example");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => home.Get<SendDueNotices>().HandleAsync(stop.Token));

        Assert.Single(post.Mails);
        Assert.False(post.BrokenOff);
        Assert.Equal([NoticeState.Queued, NoticeState.Sent], (await home.ReadAsync(db => db.Notices.Select(notice => notice.State).ToListAsync(Cancel))).Order());
    }

    [Fact]
    public async Task Busy_server_is_tried_again_after_longer_and_longer_waits_and_given_up_after_almost_three_days()
    {
        var post = new Post { Answer = _ => new DeliveryResult.Retry("busy") };
        await using var home = await NewAsync(DatabaseProvider.Sqlite, post);
        var begun = home.Clock.GetUtcNow();
        await home.QueueAsync("budi@penyedia.example");

        string[] waits = ["00:01", "00:05", "00:15", "01:00", "06:00", "12:00", "1.00:00", "1.00:00"];
        foreach (var wait in waits.Select(text => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture)))
        {
            Assert.Equal(1, (await SendAsync(home)).Postponed);
            Assert.Equal(home.Clock.GetUtcNow() + wait, (await home.NoticeAsync()).NextAttemptAt);
            home.Clock.Advance(wait - TimeSpan.FromSeconds(1));
            Assert.Equal(new(0, 0, 0), await SendAsync(home));
            home.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(1, (await SendAsync(home)).Dead);

        var notice = await home.NoticeAsync();
        Assert.Equal((NoticeState.Dead, 9, "busy", null), (notice.State, notice.Attempts, notice.Failure, notice.NextAttemptAt));
        Assert.InRange(home.Clock.GetUtcNow() - begun, TimeSpan.FromDays(2.5), TimeSpan.FromDays(3));
        Assert.Single(post.Mails.Select(mail => mail.MessageId).Distinct());
        Assert.Contains(home.Log.All, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("given up", StringComparison.Ordinal));
        Assert.DoesNotContain(home.Log.All, line => line.Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refusal_for_good_ends_at_once_and_the_others_go_out()
    {
        var post = new Post { Answer = mail => mail.To.Address.StartsWith("gone", StringComparison.Ordinal) ? new DeliveryResult.Refused("no such user") : new DeliveryResult.Sent() };
        await using var home = await NewAsync(DatabaseProvider.Sqlite, post);
        await home.QueueAsync("gone@penyedia.example");
        await home.QueueAsync("budi@penyedia.example");

        Assert.Equal(new(Sent: 1, Postponed: 0, Dead: 1), await SendAsync(home));
    }

    [Fact]
    public async Task Mail_that_breaks_the_transport_does_not_keep_the_others_waiting()
    {
        var post = new Post { Answer = mail => mail.To.Address.StartsWith("odd", StringComparison.Ordinal) ? throw new InvalidDataException("odd@penyedia.example") : new DeliveryResult.Sent() };
        await using var home = await NewAsync(DatabaseProvider.Sqlite, post);
        await home.QueueAsync("odd@penyedia.example");
        await home.QueueAsync("budi@penyedia.example");

        Assert.Equal(new(Sent: 1, Postponed: 1, Dead: 0), await SendAsync(home));
        Assert.DoesNotContain(home.Log.All, line => line.Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Notice_of_a_template_that_this_release_lacks_waits_for_one_that_has_it()
    {
        var post = new Post();
        await using var home = await NewAsync(DatabaseProvider.Sqlite, post);
        await home.QueueAsync("budi@penyedia.example");
        await home.Database.InTransactionAsync((transaction, ct) => transaction.Db.Notices.ExecuteUpdateAsync(set => set.SetProperty(notice => notice.Template, "of-tomorrow"), ct), Cancel);

        Assert.Equal(1, (await SendAsync(home)).Postponed);
        Assert.Empty(post.Mails);
        Assert.Equal(NoticeState.Queued, (await home.NoticeAsync()).State);
    }

    [Fact]
    public async Task Server_that_takes_nothing_is_asked_for_one_mail_a_minute_and_not_for_each()
    {
        var post = new Post { Answer = _ => new DeliveryResult.Retry("away", AnyMail: true) };
        await using var home = await NewAsync(DatabaseProvider.Sqlite, post);
        for (var number = 0; number < 20; number++)
            await home.QueueAsync($"budi{number}@penyedia.example");

        Assert.Equal(1, (await SendAsync(home)).Postponed);
        Assert.Equal(0, (await SendAsync(home)).Postponed);
        home.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, (await SendAsync(home)).Postponed);
        Assert.Equal(2, post.Mails.Count);

        post.Answer = _ => new DeliveryResult.Sent();
        home.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(20, (await SendAsync(home)).Sent);
    }

    [Fact]
    public async Task More_than_a_batch_goes_out_in_one_round_oldest_first()
    {
        var post = new Post();
        await using var home = await NewAsync(DatabaseProvider.Sqlite, post, ("Mail:Batch", "7"));
        for (var number = 0; number < 30; number++)
        {
            await home.QueueAsync($"budi{number}@penyedia.example");
            home.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(30, (await SendAsync(home)).Sent);
        Assert.Equal(Enumerable.Range(0, 30).Select(number => $"budi{number}@penyedia.example"), post.Mails.Select(mail => mail.To.Address));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Two_at_once_send_each_notice_once(DatabaseProvider database)
    {
        var post = new Post();
        await using var home = await NewAsync(database, post);
        // On SQLite there is one Host; within it two rounds may still meet.
        await using var other = database == DatabaseProvider.PostgreSql ? home.Beside(Rooms(post)) : null;
        for (var number = 0; number < 50; number++)
            await home.QueueAsync($"budi{number}@penyedia.example");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => SendAsync(number % 2 == 0 ? home : other ?? home), Cancel)));
        await SendAsync(home);

        Assert.Equal(50, post.Mails.Count);
        Assert.Equal(50, post.Mails.Select(mail => mail.MessageId).Distinct().Count());
    }

    private static Task<SendDueNotices.Answer> SendAsync(Home home) => home.Get<SendDueNotices>().HandleAsync(Cancel);

    private static Task<Home> NewAsync(DatabaseProvider database, Post post, params (string, string)[] settings) => Home.NewAsync(database, Rooms(post), settings);

    private static Action<IServiceCollection, Microsoft.Extensions.Configuration.IConfiguration, string> Rooms(Post post) => (services, _, data) =>
    {
        services.AddNotices(data);
        services.Replace(ServiceDescriptor.Singleton<IMailTransport>(post));
    };

    /// <summary>Keeps mails instead of sending them; what it answers is the test's.</summary>
    private sealed class Post : IMailTransport
    {
        private readonly Lock gate = new();
        private readonly List<OutgoingMail> mails = [];

        public Func<OutgoingMail, DeliveryResult> Answer { get; set; } = _ => new DeliveryResult.Sent();

        /// <summary>Whether a mail in hand was told to stop.</summary>
        public bool BrokenOff { get; private set; }

        public IReadOnlyList<OutgoingMail> Mails { get { lock (gate) return [.. mails]; } }

        public Task<DeliveryResult> SendAsync(OutgoingMail mail, CancellationToken cancel)
        {
            lock (gate)
                mails.Add(mail);
            var answer = Answer(mail);
            BrokenOff |= cancel.IsCancellationRequested;
            return Task.FromResult(answer);
        }
    }
}

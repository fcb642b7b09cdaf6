using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BackOffice.Host;
using BackOffice.Rules;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BackOffice.Benchmarks;

/// <summary>
/// Notices from their rows to a mail server and marked as sent, beside MailKit alone that hands the same messages, made beforehand, to the same server over one connection. On SQLite.
/// </summary>
internal sealed class OutboxBenchmark : IBenchmark
{
    // Each takes 40 ms.
    private const int FewMails = 100;
    private const int Rounds = 5;
    private const double ShareOfBareMailKit = 0.8;

    /// <inheritdoc />
    public string Verb => "outbox";

    /// <inheritdoc />
    public string Arguments => "[5000]";

    /// <inheritdoc />
    public string Help => "so many notices from their rows to a mail server, against bare MailKit; on SQLite";

    /// <inheritdoc />
    public async Task RunAsync(string[] args, ResultTable table)
    {
        var notices = RegistryFiles.Count(args, 5_000);
        var folder = Directory.CreateTempSubdirectory("backoffice-outbox-").FullName;
        await using var sink = new SmtpSink();
        try
        {
            var port = sink.Port.ToString(CultureInfo.InvariantCulture);
            await using var app = BackOfficeHost.Build(new()
            {
                DataFolder = folder,
                Quiet = true,
                Overrides = new Dictionary<string, string?>
                {
                    ["Mail:Transport"] = "Smtp",
                    ["Mail:Security"] = "None",
                    ["Mail:Host"] = "127.0.0.1",
                    ["Mail:Port"] = port,
                    ["Mail:From"] = "agregasi@lkpp.example",
                },
            });
            await BackOfficeHost.PrepareAsync(app, CancellationToken.None);
            List<double> ours = [], bare = [], best = [];
            for (var round = 0; round <= Rounds; round++)
            {
                var each = round == 0 ? 200 : notices / Rounds;
                await QueueAsync(app.Services, round, each);
                var messages = await MessagesAsync(app.Services);
                var asItComes = await BareAsync(messages[..Math.Min(each, FewMails)], sink.Port, noDelay: false);
                var atBest = await BareAsync(messages, sink.Port, noDelay: true);
                var watch = Stopwatch.StartNew();
                var sent = await app.Services.GetRequiredService<SendDueNotices>().HandleAsync(CancellationToken.None);
                if (sent.Sent != each)
                    throw new UnusableInputException($"{each:N0} notices were queued and {sent.Sent:N0} sent.");
                // The first round compiles.
                if (round == 0)
                    continue;
                (bare, best, ours) = ([.. bare, asItComes], [.. best, atBest], [.. ours, watch.Elapsed.TotalMicroseconds / each]);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ours {1e6 / ours[^1]:N0} mails/s, bare {1e6 / bare[^1]:N0} mails/s, without delay {1e6 / best[^1]:N0} mails/s"));
            }
            table.Times("one notice, from its row to the mail server and marked, beside bare MailKit", Median(ours), Median(bare), most: 1 / ShareOfBareMailKit);
            table.Note("  the same beside bare MailKit on a socket without delay, which marks nothing", Median(ours), Median(best));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task QueueAsync(IServiceProvider services, int round, int count) => services.GetRequiredService<Database>().InTransactionAsync(async (transaction, ct) =>
    {
        var outbox = transaction.Service<NoticeOutbox>();
        Dictionary<string, Sentence> variables = new()
        {
            ["CompanyName"] = NoticeValue.Same("PT Sinar Kencana"),
            ["UserId"] = NoticeValue.Same("sinar-kencana"),
            ["SiteName"] = NoticeValue.Same("LPSE 12"),
            ["CaseNumber"] = NoticeValue.Same("AKT-WRKT-Y7F2"),
        };
        for (var i = 0; i < count; i++)
            await outbox.QueueAsync($"benchmark:{round}:{i}", "under-review", new($"kantor{i}@penyedia{i}.example", "PT Sinar Kencana"), variables, account: null, @case: null, ct);
    }, CancellationToken.None);

    private static async Task<List<MimeMessage>> MessagesAsync(IServiceProvider services)
    {
        var (composer, sender) = (services.GetRequiredService<NoticeComposer>(), services.GetRequiredService<IOptions<MailOptions>>().Value.Sender);
        var queued = await services.GetRequiredService<Database>().ReadAsync((db, ct) => db.Notices.Where(notice => notice.State == NoticeState.Queued).ToListAsync(ct), CancellationToken.None);
        return queued.ConvertAll(notice => MimeMail.Make(
            composer.Compose(notice.Template, System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, Sentence>>(notice.Variables)!, new(notice.ToAddress, notice.ToName), notice.MessageId, notice.CreatedAt), sender)!);
    }

    private static async Task<double> BareAsync(List<MimeMessage> messages, int port, bool noDelay)
    {
        using var client = new SmtpClient();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = noDelay };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await client.ConnectAsync(socket, "127.0.0.1", port, SecureSocketOptions.None);
        var watch = Stopwatch.StartNew();
        foreach (var message in messages)
            await client.SendAsync(message);
        var each = watch.Elapsed.TotalMicroseconds / messages.Count;
        await client.DisconnectAsync(quit: true);
        return each;
    }

    private static TimeSpan Median(List<double> microseconds) => TimeSpan.FromMicroseconds(microseconds.Order().ElementAt(microseconds.Count / 2));
}

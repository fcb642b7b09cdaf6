using BackOffice.Fixtures;
using BackOffice.Rules;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.ManyHosts;

/// <summary>
/// What is committed in one process wakes the workers and the open pages of the others at once. The clocks stand still, so nothing is found by looking every few seconds; and the process that
/// commits runs no workers, as a verb of the command line.
/// </summary>
public sealed class WakeUpTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notice_that_a_verb_writes_is_sent_by_the_Host_that_runs()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.PostgreSql);
        await using var verb = await Verb.BesideAsync(host);

        await verb.WriteNoticeAsync("first");

        await SentAsync(host, 1);
    }

    [Fact]
    public async Task Host_whose_connection_was_lost_hears_again_and_takes_up_what_it_missed()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.PostgreSql);
        await using var verb = await Verb.BesideAsync(host);
        await verb.WriteNoticeAsync("first");
        await SentAsync(host, 1);

        await host.Database.ReadAsync((db, ct) => db.Database.SqlQuery<bool>($"SELECT pg_terminate_backend(pid) AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'").ToListAsync(ct), Cancel);
        await verb.WriteNoticeAsync("second");
        await SentAsync(host, 2);
        await verb.WriteNoticeAsync("third");

        await SentAsync(host, 3);
        Assert.Contains("Other Hosts cannot be heard at the moment", host.Logs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_pages_of_one_Host_learn_that_another_committed()
    {
        await using var first = await RunningHost.StartAsync(DatabaseProvider.PostgreSql);
        await using var second = await first.StartBesideAsync();
        // What the start itself committed is told by now, or within the first words below.
        var seen = second.Database.Commits;

        await first.AddStaffAsync("andi", StaffRoles.Auditor);

        await Eventually.TrueAsync(() => second.Database.Commits > seen, cancel: Cancel);
    }

    private static Task SentAsync(RunningHost host, int notices) => Eventually.TrueAsync(
        async () => await host.Database.ReadAsync((db, ct) => db.Notices.CountAsync(notice => notice.State == NoticeState.Sent, ct), Cancel) == notices,
        otherwise: () => $"The notice was not sent.\n{host.Logs}", cancel: Cancel);

    /// <summary>A process that is prepared and runs no workers.</summary>
    private sealed class Verb(WebApplication app, TemporaryFolder folder) : IAsyncDisposable
    {
        public static async Task<Verb> BesideAsync(RunningHost host)
        {
            var folder = new TemporaryFolder();
            var app = BackOfficeHost.Build(host.BesideIn(folder) with { Output = TextWriter.Null, Quiet = true });
            await BackOfficeHost.PrepareAsync(app, Cancel);
            return new(app, folder);
        }

        public Task WriteNoticeAsync(string occasion) => app.Services.GetRequiredService<Database>().InTransactionAsync(
            (transaction, ct) => transaction.Service<NoticeOutbox>().QueueAsync(
                occasion, "account-activated", new("kantor@sinar.example", "PT Sinar Kencana"), Variables, account: null, @case: null, ct), Cancel);

        private static Dictionary<string, Sentence> Variables { get; } = new[] { "UserId", "SiteName", "ActivatedAt", "CompanyName" }.ToDictionary(name => name, _ => new Sentence("Sinar", "Sinar"));

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            folder.Dispose();
        }
    }
}

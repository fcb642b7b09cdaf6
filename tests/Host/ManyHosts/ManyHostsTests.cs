using System.Net;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Consistency;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.ManyHosts;

/// <summary>Three Hosts on one PostgreSQL, one of which is killed, stands still for longer than its lease, or loses its network: every case goes its way once.</summary>
public sealed class ManyHostsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cases_of_a_Host_that_is_killed_go_on_elsewhere_and_each_step_is_passed_once()
    {
        await using var group = await HostGroup.NewAsync(companies: 12);
        var (first, second, third) = (await group.StartAsync(), await group.StartAsync(), await group.StartAsync());

        var activating = ActivateAllAsync(group, [first.Address, second.Address, third.Address]);
        await Eventually.TrueAsync(async () => await CountJournalAsync(group) > 10, cancel: Cancel);
        await first.Host.KillAsync(Cancel);
        await activating;

        await AssertDoneOnceAsync(group);
    }

    [Fact]
    public async Task Host_that_stands_still_for_longer_than_its_lease_does_no_harm_when_it_goes_on()
    {
        await using var group = await HostGroup.NewAsync(companies: 12);
        var (first, second) = (await group.StartAsync(), await group.StartAsync());

        var activating = ActivateAllAsync(group, [second.Address, first.Address]);
        for (var pause = 0; pause < 3; pause++)
        {
            await first.Host.SignalAsync("STOP", Cancel);
            await Task.Delay(HostGroup.SilenceLimit + TimeSpan.FromSeconds(1), Cancel);
            await first.Host.SignalAsync("CONT", Cancel);
            await Task.Delay(TimeSpan.FromMilliseconds(300), Cancel);
        }
        await activating;

        await AssertDoneOnceAsync(group);
    }

    [Fact]
    public async Task Host_whose_network_goes_silent_lets_go_of_locks_and_duties_and_takes_part_again_afterwards()
    {
        await using var group = await HostGroup.NewAsync(companies: 8);
        var (relay, way) = group.Relay();
        await using var network = relay;
        var (first, second) = (await group.StartAsync(way), await group.StartAsync());

        var activating = ActivateAllAsync(group, [first.Address, second.Address]);
        await Eventually.TrueAsync(async () => await CountJournalAsync(group) > 5, cancel: Cancel);
        relay.GoSilent();
        await Eventually.TrueAsync(async () => await ReadyAsync(first.Address) == HttpStatusCode.ServiceUnavailable, cancel: Cancel);
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync(second.Address));
        await activating;
        await AssertDoneOnceAsync(group);
        Assert.False(first.Host.HasExited);

        relay.Mend();
        await Eventually.TrueAsync(async () => await ReadyAsync(first.Address) == HttpStatusCode.OK, cancel: Cancel);
    }

    // Each company at one of the Hosts; whoever gets no answer asks the next one, as behind a proxy.
    private static Task ActivateAllAsync(HostGroup group, Uri[] hosts) => Parallel.ForEachAsync(
        Enumerable.Range(0, group.Companies), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancel }, async (company, _) =>
        {
            for (var host = company; ; host++)
            {
                using var site = group.SiteAt(hosts[host % hosts.Length]);
                if (await TryActivateAsync(site, company))
                    return;
            }
        });

    private static async Task<bool> TryActivateAsync(ProcessSite site, int company)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            patience.CancelAfter(TimeSpan.FromSeconds(5));
            var opened = await site.CallAsync(HttpMethod.Post, "activations", new { userId = $"anggota-{company}" }).WaitAsync(patience.Token);
            if (opened.Status < HttpStatusCode.BadRequest && opened.State() == "awaitDefaultPassword")
                opened = await site.CallAsync(HttpMethod.Post, $"activations/anggota-{company}/default-password", new { password = $"kata sandi pusat {company}" }).WaitAsync(patience.Token);
            return opened.Status < HttpStatusCode.BadRequest && opened.State() == "active";
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !Cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<HttpStatusCode> ReadyAsync(Uri host)
    {
        using var http = new HttpClient { BaseAddress = host };
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel);
        return answer.StatusCode;
    }

    private static Task<int> CountJournalAsync(HostGroup group) => ReadAsync(group, (db, ct) => db.Journal.CountAsync(ct));

    private static Task<T> ReadAsync<T>(HostGroup group, Func<BackOfficeDb, CancellationToken, Task<T>> read) => group.Look.GetRequiredService<Database>().ReadAsync(read, Cancel);

    private static async Task AssertDoneOnceAsync(HostGroup group)
    {
        await Eventually.TrueAsync(() => ReadAsync(group, async (db, ct) =>
            await db.Notices.AllAsync(notice => notice.State == NoticeState.Sent, ct) && await db.Reports.AllAsync(report => report.FileName != null, ct)
            && await db.Audit.AllAsync(entry => entry.Number != null, ct) && await db.Changes.AllAsync(change => change.Number != null, ct)),
            otherwise: () => "Notices, reports, the audit trail or the change feed are not done.", cancel: Cancel);
        // Each case went the same way, and passed each step of it once. What failed, because the Host stood still in it, was written nowhere and tried again.
        var ways = await ReadAsync(group, async (db, ct) => (await db.Journal.OrderBy(entry => entry.Id).ToListAsync(ct))
            .Where(entry => entry.Outcome != "(failed)").GroupBy(entry => entry.CaseId, entry => $"{entry.Node} {entry.Outcome}").Select(way => string.Join(", ", way)).ToList());
        Assert.Equal(group.Companies, ways.Count);
        Assert.True(ways.Distinct().Count() == 1, string.Join('\n', ways));
        Assert.Equal(group.Companies, await ReadAsync(group, (db, ct) => db.MergeRecords.CountAsync(ct)));
        // Numbers without a gap and none twice, whoever numbered.
        Assert.Equal(await ReadAsync(group, (db, ct) => db.Changes.CountAsync(ct)), await ReadAsync(group, (db, ct) => db.Changes.MaxAsync(change => change.Number, ct)));
        // One file for each Message-Id.
        Assert.Equal(await ReadAsync(group, (db, ct) => db.Notices.CountAsync(ct)), Mails.ReadFolder(group.Shared).Count);
        Assert.Empty((await group.Look.GetRequiredService<VerifyConsistency>().HandleAsync(repair: false, Cancel)).Findings);
    }
}

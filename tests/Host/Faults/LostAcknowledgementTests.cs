using System.Net;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Host.Tests.Groups;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Faults;

/// <summary>A commit happens and its answer is lost on the way: the Host cannot know, its caller is told to try again, and trying again does nothing twice.</summary>
public sealed class LostAcknowledgementTests(PostgresCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_whose_answer_is_lost_is_found_and_never_made_again()
    {
        var (relay, through) = TcpRelay.ToPostgres(await cluster.NewDatabaseAsync());
        await using var _ = relay;
        await using var host = await RunningHost.StartAsync(DatabaseProvider.PostgreSql, ("Database:ConnectionString", through));
        var sites = await host.CompanyAsync(4);
        var lost = 0;

        // Each member loses another commit of its way: that of the opening, of a step, of the attempt, of the proof, of the merge.
        foreach (var (member, pass) in new[] { (sites[1], 0), (sites[2], 2), (sites[3], 5) })
        {
            var losing = relay.LoseAnswerTo(TcpRelay.PostgresCommit, pass);
            await Eventually.TrueAsync(async () =>
            {
                // A case whose driver was told of a failure is taken up by the sweeper.
                host.Clock.Advance(TimeSpan.FromSeconds(20));
                var opened = await TolerantAsync(member.ActivateAsync());
                if (opened is { Refusal: null } && opened.State() == "awaitDefaultPassword")
                    await TolerantAsync(member.ProveDefaultPasswordAsync($"sinar-{member.Code}", GroupScenes.DefaultPassword));
                return await TolerantAsync(member.ActivationAsync($"sinar-{member.Code}")) is { Refusal: null } seen && seen.State() == "active";
            }, otherwise: () => host.Logs, cancel: Cancel);
            lost += losing.IsCompleted ? 1 : 0;
        }

        Assert.Equal(3, lost);
        await host.SettledAsync();
        Assert.Equal((3, 3, 3), await host.Database.ReadAsync(async (db, ct) => (await db.MergeRecords.CountAsync(ct), await db.Cases.CountAsync(ct), await db.Reports.CountAsync(ct)), Cancel));
        Assert.Empty((await host.VerifyAsync()).Findings);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel)).StatusCode);
    }

    // Null: the database was away, and the caller was told so.
    private static async Task<Reply?> TolerantAsync(Task<Reply> call)
    {
        var reply = await call;
        if (reply.Status != HttpStatusCode.ServiceUnavailable)
            return reply;
        reply.RefusedAs(HttpStatusCode.ServiceUnavailable, "database-away");
        Assert.Equal("5", reply.Headers["Retry-After"]);
        return null;
    }
}

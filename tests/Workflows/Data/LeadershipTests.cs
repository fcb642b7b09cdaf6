using BackOffice.Fixtures;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Tests.Data;

/// <summary>One Host at a time does a duty on PostgreSQL, and whoever cannot be reached loses it.</summary>
public sealed class LeadershipTests(PostgresCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Duty_is_one_Hosts_until_its_end()
    {
        await using var first = await Home.NewAsync(DatabaseProvider.PostgreSql, (_, _, _) => { });
        await using var second = first.Beside((_, _, _) => { });
        var led = false;

        Assert.True(await first.Get<Leadership>().TryAsync("seal", async ct => led = await second.Get<Leadership>().TryAsync("seal", _ => Task.CompletedTask, ct), Cancel));

        Assert.False(led);
        Assert.True(await second.Get<Leadership>().TryAsync("seal", _ => Task.CompletedTask, Cancel));
    }

    [Fact]
    public async Task Connection_of_a_duty_that_was_done_can_lie_idle_for_longer_than_a_silent_leader_is_borne()
    {
        await using var home = await OnAsync(await cluster.NewDatabaseAsync());
        Assert.True(await home.Get<Leadership>().TryAsync("seal", _ => Task.CompletedTask, Cancel));

        await Task.Delay(TimeSpan.FromSeconds(3), Cancel);

        Assert.Equal(0, await home.ReadAsync(db => db.Sites.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Leader_whose_session_ended_is_told_and_another_one_leads()
    {
        await using var first = await Home.NewAsync(DatabaseProvider.PostgreSql, (_, _, _) => { }, ("Database:SilenceLimit", "00:00:02"));
        await using var second = first.Beside((_, _, _) => { });

        var done = await first.Get<Leadership>().TryAsync("seal", async ct =>
        {
            await EndSessionOfLeaderAsync(second);
            Assert.True(await second.Get<Leadership>().TryAsync("seal", _ => Task.CompletedTask, Cancel));
            await Task.Delay(Timeout.Infinite, ct);
        }, Cancel);

        Assert.False(done);
        Assert.Contains(first.Log.All, line => line.Contains("The duty seal was given up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leader_whose_session_ends_with_the_work_already_done_has_done_its_duty()
    {
        await using var first = await Home.NewAsync(DatabaseProvider.PostgreSql, (_, _, _) => { });
        await using var second = first.Beside((_, _, _) => { });

        Assert.True(await first.Get<Leadership>().TryAsync("seal", _ => EndSessionOfLeaderAsync(second), Cancel));

        Assert.True(await second.Get<Leadership>().TryAsync("seal", _ => Task.CompletedTask, Cancel));
    }

    [Fact]
    public async Task Leader_behind_a_silent_network_gives_the_duty_up_before_another_one_has_it()
    {
        var database = await cluster.NewDatabaseAsync();
        var (relay, way) = TcpRelay.ToPostgres(database);
        await using var network = relay;
        await using var beside = await OnAsync(database);
        await using var far = await OnAsync(way);

        Task<bool>? next = null;
        var done = await far.Get<Leadership>().TryAsync("seal", async ct =>
        {
            relay.GoSilent();
            next = UntilLedAsync(beside);
            await Task.Delay(Timeout.Infinite, ct).ContinueWith(_ => Assert.False(next.IsCompleted), TaskScheduler.Default);
            ct.ThrowIfCancellationRequested();
        }, Cancel);

        Assert.False(done);
        Assert.True(await next!.WaitAsync(Eventually.Patience, Cancel));
    }

    [Fact]
    public async Task Locks_of_a_transaction_whose_Host_fell_silent_are_free_after_the_limit()
    {
        var database = await cluster.NewDatabaseAsync();
        var (relay, way) = TcpRelay.ToPostgres(database);
        await using var network = relay;
        await using var beside = await OnAsync(database);
        await using var far = await OnAsync(way);
        using var ended = new CancellationTokenSource();
        var locked = new TaskCompletionSource();

        var silent = far.Database.InTransactionAsync(async (transaction, ct) =>
        {
            await transaction.Service<RowLocks>().TakeAsync([1], ct);
            relay.GoSilent();
            locked.SetResult();
            await Task.Delay(Timeout.Infinite, ended.Token);
        }, Cancel);
        await locked.Task;

        // Waits for the lock, and would be refused after twice the limit.
        await beside.Database.InTransactionAsync((transaction, ct) => transaction.Service<RowLocks>().TakeAsync([1], ct), Cancel);

        relay.Mend();
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => silent);
    }

    private static Task<Home> OnAsync(string connectionString) =>
        Home.NewAsync(DatabaseProvider.PostgreSql, (_, _, _) => { }, ("Database:ConnectionString", connectionString), ("Database:SilenceLimit", "00:00:02"));

    // The server is everybody's: the locks of other tests' databases are left alone.
    private static async Task EndSessionOfLeaderAsync(Home beside) => Assert.Equal([true], await beside.ReadAsync(db => db.Database.SqlQuery<bool>(
        $"""SELECT pg_terminate_backend(pid) AS "Value" FROM pg_locks JOIN pg_database ON pg_database.oid = database WHERE locktype = 'advisory' AND datname = current_database()""").ToListAsync(Cancel)));

    private static async Task<bool> UntilLedAsync(Home home)
    {
        while (!await home.Get<Leadership>().TryAsync("seal", _ => Task.CompletedTask, Cancel))
            await Task.Delay(20, Cancel);
        return true;
    }
}

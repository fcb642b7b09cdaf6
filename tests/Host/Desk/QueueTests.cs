using System.Globalization;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Histories;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Desk;

/// <summary>The counted queues: each number opens a list of as many cases.</summary>
public sealed class QueueTests
{
    private static readonly string[] Evidence = ["letterOfRequest", "deedOfEstablishment", "taxCard", "directorIdentity", "callBack"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Every_queue_counts_what_its_name_says(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var (sari, vera) = (await host.AddStaffAsync("sari", StaffRoles.Helpdesk), await host.AddStaffAsync("vera", StaffRoles.Verifikator));
        Assert.Equal(["unassigned 4", "toReview 1", "waitingOnProvider 3"], await sari.QueuesAsync());

        (await sari.DoAsync(desk.SinarMedan, "owner", new { owner = "sari" })).Done();
        Assert.Equal(["mine 1", "unassigned 3", "toReview 1", "waitingOnProvider 3"], await sari.QueuesAsync());
        Assert.Equal(["unassigned 3", "toReview 1", "waitingOnProvider 3"], await vera.QueuesAsync());

        // A question makes it the provider's turn.
        (await vera.AskAsync($"{desk.Doubt}", "Apakah kedua akun ini milik Anda?")).Done();
        Assert.Equal(["unassigned 3", "waitingOnProvider 4"], await vera.QueuesAsync());

        (await sari.CallAsync(HttpMethod.Post, $"cases/{desk.SinarPadang}/recovery", new { evidence = Evidence, reason = "Direktur datang sendiri membawa akta." })).Done();
        await host.Database.InTransactionAsync(async (transaction, ct) =>
        {
            var instance = await transaction.Db.Cases.Where(@case => @case.Id == desk.Mending).Select(@case => @case.InstanceId).SingleAsync(ct);
            (await transaction.Db.Instances.SingleAsync(one => one.Id == instance, ct)).Status = InstanceStatus.Parked;
        }, Cancel);
        Assert.Equal(["unassigned 3", "waitingOnProvider 4", "failed 1", "recovery 1"], await vera.QueuesAsync());
        Assert.Equal(["cahaya"], await sari.ListAsync("queue=failed"));
        Assert.Equal(["sinar-300"], await sari.ListAsync("queue=recovery"));

        // Within thirty days the recovery lapses, too.
        await host.UntilDayAsync(31, vera, $"{desk.SinarPadang}");
        Assert.Equal(["sinar-300", "sinar-12"], await sari.ListAsync("queue=overdue&state=awaitDefaultPassword"));
        Assert.DoesNotContain("recovery 1", await vera.QueuesAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Number_of_a_queue_is_the_total_of_its_list_after_every_act_of_any_history(DatabaseProvider database)
    {
        await using var ground = await HistoryGround.MakeAsync(database);
        for (var seed = 1; seed <= (database == DatabaseProvider.Sqlite ? 3 : 1); seed++)
        {
            await using var host = await SimulatedHost.StartAsync(ground, database, new(new(seed)), new(new(seed)));
            var (history, random) = (new History(host, new(seed)), new Random(seed));
            await history.BeginAsync();
            StaffActor[] staff =
            [
                new("sari", new HashSet<string> { StaffRoles.Helpdesk }),
                DeskScenes.LimitedTo(StaffRoles.Verifikator, "12", "301"),
                DeskScenes.LimitedTo(StaffRoles.Auditor),
            ];
            for (var act = 0; act < 25; act++)
            {
                await history.MomentAsync();
                await AssignAsync(host, random);
                foreach (var by in staff)
                    await EqualAsync(host, by, $"Seed {seed} on {database}, {by.Name} at {by.Sites?.Count} sites:\n{string.Join('\n', history.Acts)}");
            }
        }
    }

    private static async Task AssignAsync(SimulatedHost host, Random random)
    {
        var cases = await host.Database.ReadAsync((db, ct) => db.Cases.Where(@case => @case.ClosedAt == null).OrderBy(@case => @case.Number).Select(@case => @case.Id).ToListAsync(ct), Cancel);
        if (cases.Count > 0)
            await host.Use<AssignCase>().HandleAsync(new(new("sari", new HashSet<string> { StaffRoles.Helpdesk }), cases[random.Next(cases.Count)], random.Next(3) == 0 ? null : "sari"), Cancel);
    }

    private static async Task EqualAsync(SimulatedHost host, StaffActor by, string otherwise)
    {
        var counts = Assert.IsType<CountQueues.Answer.Counted>(await host.Use<CountQueues>().HandleAsync(new(by), Cancel)).Queues;
        foreach (var queue in Enum.GetValues<QueueKind>())
        {
            var list = Assert.IsType<SearchCases.Answer.Found>(await host.Use<SearchCases>().HandleAsync(new(by, new() { Queue = queue }, Take: 200), Cancel));
            Assert.True(counts[queue] == list.Total && list.Total == list.Cases.Count, string.Create(CultureInfo.InvariantCulture, $"{queue}: {counts[queue]} counted, {list.Total} of {list.Cases.Count} listed.\n{otherwise}"));
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using BackOffice.Fixtures;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace BackOffice.Benchmarks;

/// <summary>
/// One of many sleeping instances is told something and goes on to its next wait, at half the load that the engine bears at most, beside one raw durable commit. The engine alone, with steps that
/// do nothing: what a step of the activation reads and writes is measured with whole cases.
/// </summary>
internal sealed class ResumeBenchmark : IBenchmark
{
    private const int Callers = 4;
    private const int Told = 4_000;

    /// <inheritdoc />
    public string Verb => "resume";

    /// <inheritdoc />
    public string Arguments => "[100000]";

    /// <inheritdoc />
    public string Help => "one of so many sleeping cases goes on, at half load, against one raw durable commit; on SQLite and PostgreSQL";

    /// <inheritdoc />
    public async Task RunAsync(string[] args, ResultTable table)
    {
        var sleeping = RegistryFiles.Count(args, 100_000);
        var folder = Directory.CreateTempSubdirectory("backoffice-resume-").FullName;
        try
        {
            await MeasureAsync(sleeping, new() { ["Database:File"] = Path.Combine(folder, "resume.db") }, commits => RawCommits.OnSqliteAsync(folder, commits), table);
            await using var cluster = new PostgresCluster { Durable = true };
            var connection = await cluster.NewDatabaseAsync();
            await MeasureAsync(sleeping, new() { ["Database:Provider"] = nameof(DatabaseProvider.PostgreSql), ["Database:ConnectionString"] = connection },
                commits => RawCommits.OnPostgreSqlAsync(connection, callers: 1, commits), table);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(int sleeping, Dictionary<string, string?> settings, Func<int, Task<IReadOnlyList<TimeSpan>>> rawCommits, ResultTable table)
    {
        await using var services = Build(settings);
        await using (var scope = services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<BackOfficeDb>().Database.MigrateAsync();
        await services.GetRequiredService<DefinitionPublisher>().PublishAsync(CancellationToken.None);
        var (database, engine) = (services.GetRequiredService<Database>(), services.GetRequiredService<IWorkflowEngine>());
        var cases = await PutToSleepAsync(database, sleeping);
        // A server counts its tables within a minute of such a change.
        if (database.Provider == DatabaseProvider.PostgreSql)
            await database.ReadAsync((db, ct) => db.Database.ExecuteSqlRawAsync("ANALYZE \"Instances\"", ct), CancellationToken.None);
        // What a Host does beside the work, but for the sweeper: whoever is told here wants to have moved the case itself.
        foreach (var worker in services.GetServices<IHostedService>().Where(worker => worker is not Sweeper))
            await worker.StartAsync(CancellationToken.None);

        var most = await MostAsync(engine, cases.Take(Told).ToList());
        await rawCommits(500);
        var before = await rawCommits(2_000);
        var resumed = await AtRateAsync(engine, cases.Skip(Told).Take(Told).ToList(), most / 2);
        var raw = before.Concat(await rawCommits(2_000)).ToList();
        table.Times(string.Create(CultureInfo.InvariantCulture, $"one of {sleeping:N0} sleeping cases goes on, p99 at {most / 2:N0} a second, half of what {database.Provider} bears, beside one raw commit, p50"),
            At(resumed, 0.99), At(raw, 0.5), most: 5);
        table.Note("  the same, p50 beside p50", At(resumed, 0.5), At(raw, 0.5));
        table.Note("  the same, p99 beside p99", At(resumed, 0.99), At(raw, 0.99));
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddBackOfficeDatabase(configuration, dataFolder: "");
        services.AddWorkflowEngine(configuration);
        services.RemoveAll<IDefinitionSource>().AddSingleton<IDefinitionSource, TwoWaits>();
        services.AddWorkflowStep(Sleep.Descriptor);
        return services.BuildServiceProvider();
    }

    private static async Task<List<CaseId>> PutToSleepAsync(Database database, int count)
    {
        const int AtOnce = 5_000;
        List<CaseId> cases = [.. Enumerable.Range(0, count).Select(_ => new CaseId(Guid.CreateVersion7()))];
        foreach (var some in cases.Chunk(AtOnce))
        {
            await database.InTransactionAsync((transaction, _) =>
            {
                transaction.Db.ChangeTracker.AutoDetectChangesEnabled = false;
                foreach (var @case in some)
                    transaction.Db.Instances.Add(new()
                    {
                        Id = new(Guid.CreateVersion7()),
                        CaseId = @case,
                        DefinitionVersionId = TwoWaits.Id,
                        Node = "first",
                        Status = InstanceStatus.Waiting,
                        Signals = "|told|",
                        Due = database.Now.AddDays(30),
                        StartedAt = database.Now,
                    });
                return Task.CompletedTask;
            }, CancellationToken.None);
        }
        // In no order, as people come.
        Random.Shared.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(cases));
        return cases;
    }

    private static async Task<double> MostAsync(IWorkflowEngine engine, List<CaseId> cases)
    {
        foreach (var warmUp in cases.Take(500))
            await TellAsync(engine, warmUp);
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(cases.Skip(500), new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (@case, _) => await TellAsync(engine, @case));
        return (cases.Count - 500) / watch.Elapsed.TotalSeconds;
    }

    // They come whether or not the last one is served; each waits from when it came. The timer rests between two, since a loop that spins would take a core from those who serve.
    private static async Task<List<TimeSpan>> AtRateAsync(IWorkflowEngine engine, List<CaseId> cases, double perSecond)
    {
        ConcurrentBag<TimeSpan> times = [];
        List<Task> told = [];
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < cases.Count; i++)
        {
            while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(i / perSecond))
                await Task.Delay(TimeSpan.FromMilliseconds(1));
            var (@case, came) = (cases[i], Stopwatch.GetTimestamp());
            told.Add(Task.Run(async () =>
            {
                await TellAsync(engine, @case);
                times.Add(Stopwatch.GetElapsedTime(came));
            }));
        }
        await Task.WhenAll(told);
        return [.. times];
    }

    private static async Task TellAsync(IWorkflowEngine engine, CaseId @case)
    {
        if (await engine.SignalAsync(@case, "told", null, CancellationToken.None) != 1)
            throw new InvalidOperationException("It did not go on.");
    }

    private static TimeSpan At(List<TimeSpan> times, double share) => times.Order().ElementAt((int)(times.Count * share));

    /// <summary>Waits, and does nothing else.</summary>
    private sealed class Sleep(TimeProvider clock) : IStep
    {
        public static StepDescriptor Descriptor { get; } = new("BackOffice.Sleep", "Sleep", [new("Told", MayEnd: true)], [], typeof(Sleep), Waits: true);

        public Task<StepResult> RunAsync(StepContext step, CancellationToken ct) => Task.FromResult<StepResult>(
            step.Entry == Entry.First ? new StepResult.Wait(["told"], clock.GetUtcNow().AddDays(30)) : new StepResult.Done("Told"));
    }

    private sealed class TwoWaits : IDefinitionSource
    {
        public const string Id = "two-waits-v1";

        public IEnumerable<DefinitionFile> Files() =>
        [
            new("two-waits.json", Encoding.UTF8.GetBytes($$"""
                { "id": "{{Id}}", "definitionId": "two-waits", "name": "Two waits", "version": 1, "isLatest": true, "isPublished": true,
                  "root": { "id": "flow", "type": "Elsa.Flowchart", "version": 1,
                    "activities": [ { "id": "first", "type": "BackOffice.Sleep", "version": 1 }, { "id": "second", "type": "BackOffice.Sleep", "version": 1 } ],
                    "connections": [ { "source": { "activity": "first", "port": "Told" }, "target": { "activity": "second", "port": "In" } } ] } }
                """)),
        ];
    }
}

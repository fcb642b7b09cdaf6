using BackOffice.Host.Rehearsal;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Definitions.Rehearsals;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.SignIn;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackOffice.Host.Tests.Histories;

/// <summary>
/// The product without its doors, in this process and on a database of its own: nothing runs unless the simulation runs it, the clock is virtual, mail goes to <see cref="Post"/>, and the
/// process can die and be started again.
/// </summary>
internal sealed class SimulatedHost : IAsyncDisposable
{
    private readonly HistoryGround ground;
    private readonly Dictionary<string, string?> settings;
    private readonly KeptLogs logs = new();
    private ServiceProvider services;

    private SimulatedHost(HistoryGround ground, Dictionary<string, string?> settings, Scheduler scheduler, Post post)
    {
        (this.ground, this.settings, Scheduler, Post) = (ground, settings, scheduler, post);
        services = Build();
    }

    public VirtualClock Clock { get; } = new(RunningHost.Beginning);

    public Scheduler Scheduler { get; }

    public Post Post { get; }

    public IServiceProvider Services => services;

    /// <summary>What the product complained of.</summary>
    public string Logs => logs.Text;

    public Database Database => Use<Database>();

    public T Use<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Starts one on a fresh database.</summary>
    public static async Task<SimulatedHost> StartAsync(HistoryGround ground, DatabaseProvider database, Scheduler scheduler, Post post)
    {
        var host = new SimulatedHost(ground, await ground.NewDatabaseAsync(database), scheduler, post);
        await host.OpenAsync();
        return host;
    }

    /// <summary>A new process on the same database. It takes up what the one before left, as the sweeper does at its start; it may die of it again.</summary>
    public async Task RestartAsync(int? dieAfter)
    {
        await services.DisposeAsync();
        services = Build();
        await OpenAsync();
        if (dieAfter is { } sides)
            Scheduler.DieAfter(sides);
        await Scheduler.RunAsync([() => Use<IWorkflowEngine>().RepairAsync(Cancel)]);
    }

    /// <summary>Every duty of the product: the sweep and one round of each worker that does one.</summary>
    public IReadOnlyList<(string Name, Func<Task> Run)> Duties() =>
    [
        ("Sweep", () => Use<Sweep>().RunAsync(everything: false, Cancel)),
        ("Sequencer", () => Use<Workflows.Changes.Sequencer>().NumberAsync(Cancel)),
        .. services.GetServices<IHostedService>().OfType<DutyWorker>().Select(worker => (worker.GetType().Name, (Func<Task>)(() => worker.RunOnceAsync(Cancel)))),
    ];

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task OpenAsync()
    {
        Scheduler.Revive();
        Scheduler.Spare();
        Assert.Null(await Use<KeyRing>().OpenAsync(Cancel));
    }

    private ServiceProvider Build()
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings);
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddProvider(logs));
        collection.AddSingleton<TimeProvider>(Clock).AddSingleton<IDurablePoints>(Scheduler).AddSingleton<IConfiguration>(configuration);
        BackOfficeHost.AddRooms(collection, configuration, DataFolder.Open(ground.DataFolder));
        // Rules take a tenth of a second to compile and are the same in every history.
        collection.Replace(ServiceDescriptor.Singleton(ground.Policies));
        collection.Replace(ServiceDescriptor.Singleton<IMailTransport>(Post));
        collection.Replace(ServiceDescriptor.Singleton<IReportRenderer>(new QuickRenderer()));
        collection.AddSingleton<IScenarioStage, ScenarioStage>();
        return collection.BuildServiceProvider();
    }

    // What a report looks like is no part of any history.
    private sealed class QuickRenderer : IReportRenderer
    {
        public RendererTraits Traits => RendererTraits.None;

        public async Task RenderAsync(ReportDocument report, Stream output, CancellationToken cancellation) => await output.WriteAsync("%PDF"u8.ToArray(), cancellation);
    }
}

using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace BackOffice.Workflows.Tests.Engine;

/// <summary>One process of the product with an engine, test steps and a clock of its own; restarted, it finds the same database and nothing else.</summary>
internal sealed class EngineTrial : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string?> settings;
    private readonly FlowFile[] flows;
    private ServiceProvider services;

    private EngineTrial(IReadOnlyDictionary<string, string?> settings, FakeTimeProvider clock, FlowFile[] flows)
    {
        (this.settings, Clock, this.flows) = (settings, clock, flows);
        services = Build();
    }

    public FakeTimeProvider Clock { get; }

    public Script Script { get; } = new();

    public CommitProbe Commits { get; } = new();

    public IWorkflowEngine Engine => Service<IWorkflowEngine>();

    public Database Database => Service<Database>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<EngineTrial> BeginAsync(IReadOnlyDictionary<string, string?> settings, params FlowFile[] flows)
    {
        var trial = new EngineTrial(settings, new FakeTimeProvider(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)), flows);
        await using (var scope = trial.services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<BackOfficeDb>().Database.MigrateAsync(Cancel);
        await trial.Service<DefinitionPublisher>().PublishAsync(Cancel);
        return trial;
    }

    /// <summary>Another Host on the same database, at the same time.</summary>
    public EngineTrial Beside() => new(settings, Clock, flows);

    public T Service<T>() where T : notnull => services.GetRequiredService<T>();

    public async Task RestartAsync()
    {
        await services.DisposeAsync();
        services = Build();
    }

    /// <summary>Starts a fresh case and returns it with its instance.</summary>
    public async Task<(CaseId Case, InstanceId Instance)> StartAsync(string definitionId)
    {
        var (@case, instance) = (new CaseId(Guid.NewGuid()), new InstanceId(Guid.NewGuid()));
        await Engine.StartAsync(definitionId, @case, instance, Cancel);
        return (@case, instance);
    }

    public async Task<InstanceState> StateAsync(InstanceId instance) => await Engine.FindAsync(instance, Cancel) ?? throw new InvalidOperationException("There is no such instance.");

    /// <summary>The journal of a case, an entry a line: node, entry, outcome.</summary>
    public Task<List<string>> JournalAsync(CaseId @case) => Database.ReadAsync((db, ct) => db.Journal.Where(entry => entry.CaseId == @case)
        .OrderBy(entry => entry.Id).Select(entry => entry.Node + " " + entry.Entry + " " + entry.Outcome).ToListAsync(ct), Cancel);

    /// <summary>What the steps of a case wrote and what was committed of it, in no order.</summary>
    public Task<List<string>> NotesAsync(CaseId @case) => Database.ReadAsync((db, ct) => db.CaseNotes.Where(note => note.CaseId == @case)
        .Select(note => note.Text).ToListAsync(ct), Cancel);

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private ServiceProvider Build()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton(Script);
        if (configuration["KILL_AT"] is null)
            collection.AddSingleton<IDurablePoints>(Commits);
        collection.AddBackOfficeDatabase(configuration, dataFolder: "");
        collection.AddWorkflowEngine(configuration);
        collection.RemoveAll<IDefinitionSource>();
        collection.AddSingleton<IDefinitionSource>(new Flows(flows));
        collection.AddSingleton<IDefinitionSource, FolderDefinitions>();
        collection.AddWorkflowStep(Act.Descriptor);
        collection.AddWorkflowStep(Await.Descriptor);
        return collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    private sealed class Flows(FlowFile[] flows) : IDefinitionSource
    {
        public IEnumerable<DefinitionFile> Files() => flows.Select((flow, index) => new DefinitionFile($"flow-{index}.json", flow.Bytes()));
    }
}

using BackOffice.Fixtures;
using BackOffice.Workflows.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BackOffice.Workflows.Tests;

/// <summary>
/// One process of the product on a migrated database: a folder, a clock that only the test moves, and the rooms that the test adds. No worker runs until
/// <see cref="StartWorkersAsync"/>.
/// </summary>
internal sealed class Home : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly Home? first;
    private readonly TemporaryFolder folder;
    private readonly Dictionary<string, string?> settings;
    private readonly List<IHostedService> started = [];

    private Home(Home? first, TemporaryFolder folder, FakeTimeProvider clock, Dictionary<string, string?> settings, Action<IServiceCollection, IConfiguration, string> rooms)
    {
        (this.first, this.folder, this.settings, Clock) = (first, folder, settings, clock);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.AddProvider(new Kept(Log)));
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddSingleton<TimeProvider>(clock);
        collection.AddBackOfficeDatabase(configuration, folder.Path);
        rooms(collection, configuration, folder.Path);
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public string DataFolder => folder.Path;

    public FakeTimeProvider Clock { get; }

    public Database Database => Get<Database>();

    /// <summary>What was logged, a line each, each with its level.</summary>
    public LogLines Log { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A process on a database of its own.</summary>
    public static async Task<Home> NewAsync(DatabaseProvider database, Action<IServiceCollection, IConfiguration, string> rooms, params (string Name, string Value)[] settings)
    {
        var configured = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value);
        configured["Database:Provider"] = database.ToString();
        if (database == DatabaseProvider.PostgreSql && !configured.ContainsKey("Database:ConnectionString"))
        {
            var cluster = await TestContext.Current.GetFixture<PostgresCluster>() ?? throw new InvalidOperationException("The assembly has no PostgresCluster.");
            configured["Database:ConnectionString"] = await cluster.NewDatabaseAsync();
        }
        var home = new Home(null, new(), new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero)), configured, rooms);
        await using var scope = home.services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BackOfficeDb>().Database.MigrateAsync(Cancel);
        return home;
    }

    /// <summary>Another process on the same database, clock and folder: a second Host, or this one after a restart.</summary>
    public Home Beside(Action<IServiceCollection, IConfiguration, string> rooms) => new(first ?? this, folder, Clock, settings, rooms);

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public Task<T> ReadAsync<T>(Func<BackOfficeDb, Task<T>> read) => Database.ReadAsync((db, _) => read(db), Cancel);

    /// <summary>Starts what the rooms run in the background; it stops with the home.</summary>
    public async Task StartWorkersAsync()
    {
        foreach (var worker in services.GetServices<IHostedService>())
        {
            await worker.StartAsync(Cancel);
            started.Add(worker);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in started)
            await worker.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
        if (first is not null)
            return;
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    private sealed class Kept(LogLines lines) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("BackOffice", StringComparison.Ordinal) ? lines : NullLogger.Instance;

        public void Dispose()
        {
        }
    }
}

/// <summary>Keeps what is logged.</summary>
internal sealed class LogLines : ILogger
{
    private readonly Lock gate = new();
    private readonly List<string> lines = [];

    public IReadOnlyList<string> All { get { lock (gate) return [.. lines]; } }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (gate)
            lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}

/// <summary>A process that dies just before a durable point, the first of its name unless told otherwise: what it did before stays done.</summary>
internal sealed class DyingAt(string name, int time = 1) : IDurablePoints
{
    private int met;

    public void Before(string point)
    {
        if (point == name && ++met >= time)
            throw new InvalidOperationException("The process died here.");
    }

    public void After(string point)
    {
    }
}

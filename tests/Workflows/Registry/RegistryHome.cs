using BackOffice.Fixtures;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BackOffice.Workflows.Tests.Registry;

/// <summary>A migrated database with the services of the registry, in a folder of its own.</summary>
internal sealed class RegistryHome : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly TemporaryFolder? folder;

    private RegistryHome(ServiceProvider services, string data, TemporaryFolder? folder)
    {
        this.services = services;
        this.folder = folder;
        Data = data;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public string Data { get; }

    public FakeTimeProvider Clock => (FakeTimeProvider)services.GetRequiredService<TimeProvider>();

    public Database Database => services.GetRequiredService<Database>();

    public PasswordVault Vault => services.GetRequiredService<PasswordVault>();

    /// <summary>A home on the given database; with PostgreSQL where a cluster is given, in a folder that is kept where one is given.</summary>
    public static async Task<RegistryHome> NewAsync(
        PostgresCluster? cluster = null, string? keptFolder = null, Action<IServiceCollection>? more = null, params (string Key, string Value)[] settings)
    {
        var folder = keptFolder is null ? new TemporaryFolder() : null;
        var data = keptFolder ?? folder!.Path;
        var configured = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        if (cluster is not null)
        {
            configured["Database:Provider"] = "PostgreSql";
            configured["Database:ConnectionString"] = await cluster.NewDatabaseAsync();
        }
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(configured).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)));
        services.AddBackOfficeDatabase(configuration, data);
        services.AddSignIn(configuration, data);
        services.AddRegistry(configuration, data);
        more?.Invoke(services);
        var provider = services.BuildServiceProvider(validateScopes: true);
        await using (var scope = provider.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<BackOfficeDb>().Database.MigrateAsync();
        return new(provider, data, folder);
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public async Task<ImportCounts> ImportAsync(ImportRegistry.Request request) =>
        Assert.IsType<ImportRegistry.Answer.Imported>(await Get<ImportRegistry>().HandleAsync(request, null, Ct)).Counts;

    public Task<T> ReadAsync<T>(Func<BackOfficeDb, Task<T>> read) => Database.ReadAsync((db, _) => read(db), Ct);

    public Task ChangeAsync(Func<BackOfficeDb, Task> change) => Database.InTransactionAsync((transaction, _) => change(transaction.Db), Ct);

    public Task<List<Account>> AccountsAsync() => ReadAsync(db => db.Accounts.Include(account => account.Provider).OrderBy(account => account.Id).ToListAsync(Ct));

    /// <summary>As if the account had been activated alone.</summary>
    public Task ActivateAsync(long id) => ChangeAsync(async db =>
    {
        await db.Accounts.Where(account => account.Id == id).ExecuteUpdateAsync(set => set.SetProperty(account => account.ActivatedAt, Clock.GetUtcNow()), Ct);
        await db.Providers.Where(provider => provider.Id == id).ExecuteUpdateAsync(set => set.SetProperty(provider => provider.ActivatedAt, Clock.GetUtcNow()), Ct);
    });

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder?.Dispose();
    }
}

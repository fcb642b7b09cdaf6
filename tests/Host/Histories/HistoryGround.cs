using BackOffice.Fixtures;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BackOffice.Host.Tests.Histories;

/// <summary>What every history begins with: a database as the first start of a Host leaves it, with sites, copied for each; and the policies that stand in it.</summary>
internal sealed class HistoryGround : IAsyncDisposable
{
    public static readonly IReadOnlyList<string> Sites = ["277", "12", "300", "301"];

    private readonly RunningHost first;
    private readonly TemporaryFolder folder = new();
    private int databases;

    private HistoryGround(RunningHost first) => this.first = first;

    public string DataFolder => folder.File("data");

    public LivePolicies Policies => first.Services.GetRequiredService<LivePolicies>();

    private string? Template { get; init; }

    public static async Task<HistoryGround> MakeAsync(DatabaseProvider database)
    {
        var template = database == DatabaseProvider.PostgreSql ? await (await TestContext.Current.GetFixture<PostgresCluster>())!.NewDatabaseAsync() : null;
        var first = template is null ? await RunningHost.StartAsync(database) : await RunningHost.StartAsync(database, ("Database:ConnectionString", template));
        foreach (var site in Sites)
            await first.AddSiteAsync(site);
        var ground = new HistoryGround(first) { Template = template };
        await first.HaltAsync();
        Directory.CreateDirectory(ground.DataFolder);
        first.Services.GetRequiredService<SqliteConnections>().CloseIdle();
        NpgsqlConnection.ClearAllPools();
        return ground;
    }

    /// <summary>A fresh copy of the database, as settings.</summary>
    public async Task<Dictionary<string, string?>> NewDatabaseAsync(DatabaseProvider database)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.ToString(),
            ["SignIn:KeyFolder"] = Path.Combine(first.DataFolder, "keys"),
            ["SignIn:RewrapShare"] = "0",
            ["Workflows:Workers"] = "1",
        };
        if (Template is null)
        {
            var file = folder.File($"history-{++databases % 2}.db");
            foreach (var part in new[] { file, $"{file}-wal", $"{file}-shm" })
                File.Delete(part);
            File.Copy(Path.Combine(first.DataFolder, "backoffice.db"), file);
            settings["Database:File"] = file;
            return settings;
        }
        NpgsqlConnectionStringBuilder template = new(Template);
        var name = $"{template.Database}_history_{++databases}";
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Template) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        // The first Host no longer works, but keeps the connection by which it would tell others.
        await using var alone = new NpgsqlCommand($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template.Database}'", connection);
        await alone.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {template.Database}", connection);
        await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        template.Database = name;
        settings["Database:ConnectionString"] = template.ConnectionString;
        return settings;
    }

    public async ValueTask DisposeAsync()
    {
        await first.DisposeAsync();
        folder.Dispose();
    }
}

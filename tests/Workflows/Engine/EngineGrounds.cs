using BackOffice.Fixtures;

namespace BackOffice.Workflows.Tests.Engine;

/// <summary>Databases to try the engine on: settings as a Host would have them.</summary>
internal static class EngineGrounds
{
    public static Dictionary<string, string?> Sqlite(TemporaryFolder folder) => new() { ["Database:Provider"] = "Sqlite", ["Database:File"] = folder.File($"{Guid.NewGuid():N}.db") };

    public static async Task<Dictionary<string, string?>> PostgreSqlAsync(PostgresCluster cluster) =>
        new() { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = await cluster.NewDatabaseAsync() };
}

public sealed class EmbeddedEngineOnSqliteTests : EngineContract, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private protected override Task<EngineTrial> BeginAsync(params FlowFile[] flows) => EngineTrial.BeginAsync(EngineGrounds.Sqlite(folder), flows);
}

public sealed class EmbeddedEngineOnPostgreSqlTests(PostgresCluster cluster) : EngineContract
{
    private protected override async Task<EngineTrial> BeginAsync(params FlowFile[] flows) => await EngineTrial.BeginAsync(await EngineGrounds.PostgreSqlAsync(cluster), flows);
}

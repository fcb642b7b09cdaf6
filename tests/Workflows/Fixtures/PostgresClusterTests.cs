using BackOffice.Fixtures;
using Npgsql;

namespace BackOffice.Workflows.Tests.Fixtures;

public sealed class PostgresClusterTests(PostgresCluster cluster)
{
    [Fact]
    public async Task Each_database_is_new_and_empty()
    {
        var first = await cluster.NewDatabaseAsync();
        var second = await cluster.NewDatabaseAsync();
        await RunAsync(first, "CREATE TABLE only_here (id int)");

        Assert.Equal(1L, await RunAsync(first, "SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'"));
        Assert.Equal(0L, await RunAsync(second, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    [Fact]
    public async Task Stopped_server_is_away_and_comes_back_with_its_data()
    {
        await using var own = new PostgresCluster();
        var database = await own.NewDatabaseAsync();
        await RunAsync(database, "CREATE TABLE kept (id int)");

        await own.StopAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync(database, "SELECT 1"));

        await own.StartAsync();
        Assert.Equal(0L, await RunAsync(database, "SELECT count(*) FROM kept"));
    }

    private static async Task<object?> RunAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}

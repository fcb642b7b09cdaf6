using System.Net;
using System.Net.Sockets;
using System.Text;
using BackOffice.Fixtures;
using Npgsql;

namespace BackOffice.Workflows.Tests.Fixtures;

public sealed class TcpRelayTests(PostgresCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lost_answer_leaves_a_commit_that_nobody_was_told_of()
    {
        var database = await cluster.NewDatabaseAsync();
        await RunAsync(database, "CREATE TABLE rows (id int)");
        var (relay, through) = TcpRelay.ToPostgres(database);
        await using var _ = relay;

        var lost = relay.LoseAnswerTo("COMMIT");
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync(through, "BEGIN; INSERT INTO rows VALUES (1); COMMIT"));
        await lost;

        Assert.Equal(1L, await RunAsync(through, "SELECT count(*) FROM rows"));
    }

    [Fact]
    public async Task Cut_line_is_an_error_at_once_and_the_next_one_is_forwarded()
    {
        var (relay, through) = TcpRelay.ToPostgres(await cluster.NewDatabaseAsync());
        await using var _ = relay;
        var running = RunAsync(through, "SELECT pg_sleep(60)");
        await Eventually.TrueAsync(() => relay.Connections == 1, cancel: Cancel);

        relay.CutAndRefuse();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => running);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync(through, "SELECT 1"));

        relay.Mend();
        Assert.Equal(1, await RunAsync(through, "SELECT 1"));
    }

    [Fact]
    public async Task Silent_line_gives_neither_an_answer_nor_an_error()
    {
        var (relay, through) = TcpRelay.ToPostgres(await cluster.NewDatabaseAsync());
        await using var _ = relay;
        await using var connection = new NpgsqlConnection(through + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand("SELECT 1", connection);

        relay.GoSilent();
        var asked = command.ExecuteScalarAsync(Cancel);
        Assert.False(asked.IsCompleted);

        relay.Mend();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => asked);
        Assert.Equal(1, await RunAsync(through, "SELECT 1"));
    }

    [Fact]
    public async Task Line_is_cut_behind_the_byte_that_was_named()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var relay = TcpRelay.To(((IPEndPoint)server.LocalEndpoint).Port);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, relay.Port, Cancel);
        using var taken = await server.AcceptTcpClientAsync(Cancel);

        var cut = relay.CutAfter(5, toServer: true);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("hello, world"), Cancel);
        await cut;

        var heard = new List<byte>();
        var buffer = new byte[64];
        // The end of a cut line is an error or an end, and bytes that were on their way may be lost with it.
        await Record.ExceptionAsync(async () =>
        {
            int read;
            while ((read = await taken.GetStream().ReadAsync(buffer, Cancel)) > 0)
                heard.AddRange(buffer[..read]);
        });
        Assert.StartsWith(Encoding.ASCII.GetString([.. heard]), "hello", StringComparison.Ordinal);
    }

    private static async Task<object?> RunAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }
}

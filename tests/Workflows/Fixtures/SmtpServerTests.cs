using BackOffice.Fixtures;

namespace BackOffice.Workflows.Tests.Fixtures;

public sealed class SmtpServerTests
{
    [Fact]
    public async Task Server_greets_on_its_port()
    {
        await using var server = await SmtpServer.StartAsync(cancel: TestContext.Current.CancellationToken);
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(SmtpServer.Host, server.Port, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());

        Assert.StartsWith("220 localhost", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(1, server.Connections);
        Assert.Empty(server.Messages);
    }
}

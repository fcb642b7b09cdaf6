using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BackOffice.Benchmarks;

/// <summary>A mail server that takes everything and keeps nothing: as fast as one can be, so that it is the sender that is measured.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;
    private int taken;

    public SmtpSink()
    {
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many messages it took.</summary>
    public int Taken => Volatile.Read(ref taken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (!stop.IsCancellationRequested)
                _ = TalkAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 sink");
            var inData = false;
            while (await reader.ReadLineAsync() is { } line)
            {
                if (inData && line != ".")
                    continue;
                if (inData)
                    Interlocked.Increment(ref taken);
                inData = line.Equals("DATA", StringComparison.OrdinalIgnoreCase);
                await writer.WriteLineAsync(inData ? "354 go on" : line.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase) ? "250 SMTPUTF8" : line == "QUIT" ? "221 bye" : "250 ok");
            }
        }
    }
}

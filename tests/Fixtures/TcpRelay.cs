using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace BackOffice.Fixtures;

/// <summary>
/// A network that a test can break: it listens on a free port of the loopback address and forwards every connection to a server there. It can cut connections now, after
/// so many bytes or instead of one answer, refuse new ones, and go silent as a machine does that lost its power.
/// </summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Line, bool> lines = new();
    private readonly CancellationTokenSource ended = new();
    private readonly int server;
    private readonly Task accepting;
    private volatile bool silent, refusing;
    private volatile Trap? trap;

    private TcpRelay(int server)
    {
        this.server = server;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    /// <summary>What a request of Npgsql for a commit holds, and no other: not one that begins a transaction, which may name <c>READ COMMITTED</c>.</summary>
    public const string PostgresCommit = "COMMIT\0";

    /// <summary>Where to connect instead of to the server.</summary>
    public int Port { get; }

    /// <summary>How many connections it forwards, or is silent on, at the moment.</summary>
    public int Connections => lines.Count;

    /// <summary>Begins to forward to a port of the loopback address; nothing need listen there yet.</summary>
    public static TcpRelay To(int port) => new(port);

    /// <summary>Begins to forward to the PostgreSQL of a connection string, and returns the connection string of the way through the relay.</summary>
    public static (TcpRelay Relay, string ConnectionString) ToPostgres(string connectionString)
    {
        NpgsqlConnectionStringBuilder builder = new(connectionString);
        var relay = new TcpRelay(builder.Port);
        builder.Port = relay.Port;
        return (relay, builder.ConnectionString);
    }

    /// <summary>Cuts every connection that is open; both ends are told (RST). New ones are forwarded.</summary>
    public void Cut()
    {
        foreach (var line in lines.Keys)
            line.Cut();
    }

    /// <summary>Cuts every connection that is open, and each new one as soon as it is made, until <see cref="Mend"/>.</summary>
    public void CutAndRefuse()
    {
        refusing = true;
        Cut();
    }

    /// <summary>Forwards no byte any more and tells neither end; new connections are taken and hear nothing. Until <see cref="Mend"/>.</summary>
    public void GoSilent() => silent = true;

    /// <summary>New connections are forwarded again. Those that were open while it was silent lack bytes: they are cut.</summary>
    public void Mend()
    {
        refusing = false;
        if (!silent)
            return;
        Cut();
        silent = false;
    }

    /// <summary>
    /// Once: the connection on which <paramref name="bytes"/> more bytes have gone to the server, or come from it, is cut right behind the last of them.
    /// The returned task ends when that has happened.
    /// </summary>
    public Task CutAfter(int bytes, bool toServer) => Set(new CountingTrap(bytes, toServer));

    /// <summary>
    /// Once: the next request that holds <paramref name="text"/> reaches the server, which does what it is asked; its answer is swallowed and the connection cut. With
    /// <see cref="PostgresCommit"/> a commit happens and whoever asked for it is not told. The returned task ends when that has happened.
    /// </summary>
    /// <param name="text">What the request holds.</param>
    /// <param name="after">How many such requests pass before that.</param>
    public Task LoseAnswerTo(string text, int after = 0) => Set(new AnswerTrap(Encoding.UTF8.GetBytes(text), after));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // In this order: who asks a stopped listener for the next connection is answered with a fault.
        await ended.CancelAsync();
        await accepting;
        listener.Stop();
        Cut();
        ended.Dispose();
    }

    private Task Set(Trap trap)
    {
        this.trap = trap;
        return trap.Sprung;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ForwardAsync(await listener.AcceptSocketAsync(ended.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The relay ends.
        }
    }

    private async Task ForwardAsync(Socket client)
    {
        using var line = new Line(client);
        lines[line] = true;
        try
        {
            if (refusing)
                return;
            await line.Server.ConnectAsync(IPAddress.Loopback, server, ended.Token);
            await Task.WhenAny(PumpAsync(line, toServer: true), PumpAsync(line, toServer: false));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Nothing listens there, or the line was cut.
        }
        finally
        {
            line.Cut();
            lines.TryRemove(line, out _);
        }
    }

    private async Task PumpAsync(Line line, bool toServer)
    {
        var (from, to) = toServer ? (line.Client, line.Server) : (line.Server, line.Client);
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, ended.Token)) > 0)
            {
                if (silent)
                    continue;
                var passing = buffer.AsMemory(0, read);
                var set = trap;
                var (let, cut) = set?.Meet(line, passing, toServer) ?? (read, false);
                while (let > 0 && !passing.IsEmpty)
                {
                    var sent = await to.SendAsync(passing[..let], ended.Token);
                    (passing, let) = (passing[sent..], let - sent);
                }
                if (!cut)
                    continue;
                trap = null;
                line.Cut();
                set!.Spring();
                return;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The line was cut, by an end or by us.
        }
    }

    private sealed class Line(Socket client) : IDisposable
    {
        public Socket Client { get; } = client;

        public Socket Server { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        // Without lingering a close is an RST: the other end fails at once instead of finding an end of the stream.
        public void Cut()
        {
            Client.Close(0);
            Server.Close(0);
        }

        public void Dispose()
        {
            Client.Dispose();
            Server.Dispose();
        }
    }

    /// <summary>Decides how much of what passes still goes on, and whether the line is then cut.</summary>
    private abstract class Trap
    {
        private readonly TaskCompletionSource sprung = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Sprung => sprung.Task;

        public abstract (int Let, bool Cut) Meet(Line line, ReadOnlyMemory<byte> bytes, bool toServer);

        public void Spring() => sprung.TrySetResult();
    }

    private sealed class CountingTrap(int count, bool watchesServerBound) : Trap
    {
        private readonly Lock gate = new();
        private int left = count;

        public override (int Let, bool Cut) Meet(Line line, ReadOnlyMemory<byte> bytes, bool toServer)
        {
            if (toServer != watchesServerBound)
                return (bytes.Length, false);
            lock (gate)
            {
                var let = Math.Min(left, bytes.Length);
                left -= let;
                return (let, left == 0);
            }
        }
    }

    private sealed class AnswerTrap(byte[] request, int after) : Trap
    {
        private int left = after;
        private volatile Line? asked;

        public override (int Let, bool Cut) Meet(Line line, ReadOnlyMemory<byte> bytes, bool toServer)
        {
            if (toServer)
            {
                if (asked is null && bytes.Span.IndexOf(request) >= 0 && Interlocked.Decrement(ref left) < 0)
                    asked = line;
                return (bytes.Length, false);
            }
            return line == asked ? (0, true) : (bytes.Length, false);
        }
    }
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BackOffice.Workflows.Data;

/// <summary>
/// Tells the other Hosts on one PostgreSQL that something was committed here and which workers it concerns, and hears the same of them (NOTIFY and LISTEN). It is told after the commit and by
/// a connection of its own: within the transaction it would make every commit of the whole database wait for the one before. What is lost is found by looking, as every worker does anyway.
/// On SQLite there is one Host and nobody to tell.
/// </summary>
public sealed class HostWire : IAsyncDisposable
{
    private const string Channel = "backoffice";

    // Whatever is committed meanwhile is told at once and together.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly string me = Guid.NewGuid().ToString("N");
    private readonly Lock gate = new();
    private readonly SemaphoreSlim bell = new(0, 1);
    private readonly Dictionary<string, Nudge> nudges;
    private readonly DatabaseOptions options;
    private readonly ILogger<HostWire> logger;
    private readonly Task telling;
    private HashSet<string> untold = new(StringComparer.Ordinal);
    private bool rung;
    private bool closing;
    private long heard;

    /// <summary>Begins to listen for what is to be told; nothing is opened before there is something.</summary>
    public HostWire(IEnumerable<Nudge> nudges, IOptions<DatabaseOptions> options, ILogger<HostWire> logger)
    {
        this.nudges = nudges.ToDictionary(nudge => nudge.Name, StringComparer.Ordinal);
        this.options = options.Value;
        this.logger = logger;
        if (!IsThere)
        {
            telling = Task.CompletedTask;
            return;
        }
        foreach (var nudge in this.nudges.Values)
            nudge.PassOn = () => Tell(nudge.Name);
        telling = Task.Run(TellAsync);
    }

    /// <summary>Whether there can be other Hosts.</summary>
    internal bool IsThere => options.Provider == DatabaseProvider.PostgreSql;

    /// <summary>How often other Hosts told of commits; each word may stand for many.</summary>
    internal long Heard => Interlocked.Read(ref heard);

    /// <summary>Lets the others know, in a moment, that something was committed here.</summary>
    internal void TellOfCommit()
    {
        if (IsThere)
            Tell(null);
    }

    /// <summary>Listens until the connection is lost or <paramref name="ct"/> cancels.</summary>
    internal async Task ListenAsync(CancellationToken ct)
    {
        await using NpgsqlConnection connection = new(PostgreSqlSessions.ForListening(options));
        connection.Notification += (_, word) => Hear(word.Payload);
        await connection.OpenAsync(ct);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
            await listen.ExecuteNonQueryAsync(ct);
        // Before this moment others may have said something to nobody.
        HearAll();
        while (true)
            await connection.WaitAsync(ct);
    }

    /// <summary>Says what is still to be said, for a moment at most: a verb of the command line ends right after its last commit.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
            closing = true;
        Ring();
        await Task.WhenAny(telling, Task.Delay(LastWords));
    }

    private void Tell(string? nudge)
    {
        lock (gate)
        {
            if (nudge is not null)
                untold.Add(nudge);
        }
        Ring();
    }

    private void Ring()
    {
        lock (gate)
        {
            if (rung)
                return;
            rung = true;
            bell.Release();
        }
    }

    private async Task TellAsync()
    {
        NpgsqlConnection? connection = null;
        for (var closed = false; !closed;)
        {
            await bell.WaitAsync();
            HashSet<string> names;
            lock (gate)
            {
                (rung, closed) = (false, closing);
                (names, untold) = (untold, new(StringComparer.Ordinal));
            }
            if (closed && names.Count == 0)
                break;
            connection = await TryTellAsync(connection, names);
            if (!closed)
                await Task.Delay(Breath);
        }
        if (connection is not null)
            await connection.DisposeAsync();
    }

    private async Task<NpgsqlConnection?> TryTellAsync(NpgsqlConnection? connection, HashSet<string> names)
    {
        try
        {
            if (connection is null)
            {
                connection = new(PostgreSqlSessions.ForTelling(options));
                await connection.OpenAsync();
            }
            await using NpgsqlCommand tell = new("SELECT pg_notify($1, $2)", connection) { Parameters = { new() { Value = Channel }, new() { Value = $"{me} {string.Join(' ', names)}" } } };
            await tell.ExecuteNonQueryAsync();
            return connection;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // The others will find it by looking.
            logger.LogDebug("Other Hosts could not be told of a commit: {Failure}", e.GetType().Name);
            if (connection is not null)
                await connection.DisposeAsync();
            return null;
        }
    }

    private void Hear(string payload)
    {
        if (payload.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var who, .. var names] || who == me)
            return;
        Interlocked.Increment(ref heard);
        foreach (var name in names)
            // Another release may know workers that this one does not have.
            if (nudges.TryGetValue(name, out var nudge))
                nudge.Ring();
    }

    private void HearAll()
    {
        Interlocked.Increment(ref heard);
        foreach (var nudge in nudges.Values)
            nudge.Ring();
    }
}

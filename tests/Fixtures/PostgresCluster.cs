using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace BackOffice.Fixtures;

/// <summary>
/// A PostgreSQL server of the tests' own on a free port of the loopback address, with <c>[assembly: AssemblyFixture(typeof(PostgresCluster))]</c> one for
/// all tests of an assembly. It starts with the first <see cref="NewDatabaseAsync"/>, ends with the test process, also when that is killed, and leaves
/// nothing behind. A test that stops the server makes a cluster for itself, since others share this one.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    // The shell holds the other end of our pipe. Told a signal, it ends the server and leaves the data; told nothing, because we are done or dead, it deletes the data too.
    private const string Watchdog = """
        "$@" >>"$0/log" 2>&1 </dev/null & server=$!
        if read -r signal; then kill -"$signal" $server; wait $server; else kill -QUIT $server; wait $server; rm -rf "$0"; fi
        """;

    private readonly SemaphoreSlim starting = new(1, 1);
    private PostgresPrograms? programs;
    private string? folder;
    private int port;
    private Process? server;
    private int databases;

    /// <summary>Whether commits reach the disk, for whoever measures them. Without it only the fall of the whole machine would lose some, and tests are faster.</summary>
    public bool Durable { get; init; }

    /// <summary>
    /// Makes a fresh empty database and returns its connection string. The test is skipped, or fails when everything is required,
    /// where PostgreSQL is not installed.
    /// </summary>
    public async Task<string> NewDatabaseAsync()
    {
        await EnsureStartedAsync();
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres", pooling: false));
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name, pooling: true);
    }

    /// <summary>All of a database as SQL text.</summary>
    public async Task<string> DumpAsync(string database)
    {
        await EnsureStartedAsync();
        return (await Command.RunAsync(programs!.Dump, ["--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=100", "--dbname", AddressOf(database)])).Succeeded().Output;
    }

    /// <summary>Makes a fresh database of what <see cref="DumpAsync"/> gave and returns its connection string.</summary>
    public async Task<string> RestoreAsync(string dump)
    {
        var database = await NewDatabaseAsync();
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        // Lines for psql alone, and settings of servers that are newer than this one.
        var sql = string.Join('\n', dump.Split('\n').Where(line => !line.StartsWith('\\') && !line.StartsWith("SET transaction_timeout", StringComparison.Ordinal)));
        await using var restore = new NpgsqlCommand(sql, connection);
        await restore.ExecuteNonQueryAsync();
        return database;
    }

    /// <summary>Stops the server in order: connections are cut, every commit is kept. Nothing listens on its port afterwards.</summary>
    public async Task StopAsync()
    {
        if (server is null)
            return;
        await server.StandardInput.WriteLineAsync("INT");
        await server.WaitForExitAsync();
        server.Dispose();
        server = null;
    }

    /// <summary>Starts the server again on the same port with the same data, or for the first time.</summary>
    public Task StartAsync() => EnsureStartedAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
            server.Dispose();
        }
        else if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
        starting.Dispose();
    }

    private async Task EnsureStartedAsync()
    {
        await starting.WaitAsync();
        try
        {
            if (server is not null)
                return;
            programs ??= await PostgresPrograms.RequireAsync();
            folder ??= await InitialiseAsync(programs);
            await ListenAsync(programs, folder);
        }
        finally
        {
            starting.Release();
        }
    }

    private static async Task<string> InitialiseAsync(PostgresPrograms programs)
    {
        var folder = Directory.CreateTempSubdirectory("backoffice-postgres-").FullName;
        if (programs.Owner is { } owner)
            (await Command.RunAsync("chown", [owner, folder])).Succeeded();
        string[] initialise = [.. programs.AsUser, programs.InitDb, "-D", $"{folder}/data", "-U", "test", "-A", "trust",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"];
        (await Command.RunAsync(initialise[0], initialise[1..])).Succeeded();
        return folder;
    }

    private async Task ListenAsync(PostgresPrograms programs, string folder)
    {
        // Between our look for a free port and the server's own bind another process may take it.
        for (var attempt = 1; ; attempt++)
        {
            if (port == 0)
                port = FreePort();
            server = Launch(programs, folder);
            if (await IsReadyAsync(server, folder))
                return;
            await StopAsync();
            // Once a database is handed out its connection string names the port.
            if (attempt == 3 || databases > 0)
                throw new InvalidOperationException($"PostgreSQL found no free port.\n{Log(folder)}");
            port = 0;
            File.Delete($"{folder}/log");
        }
    }

    private Process Launch(PostgresPrograms programs, string folder)
    {
        var disk = Durable ? "on" : "off";
        string[] launch = [.. programs.AsUser, "sh", "-c", Watchdog, folder, programs.Server, "-D", $"{folder}/data", "-k", folder, "-p", $"{port}",
            "-c", "listen_addresses=127.0.0.1", "-c", $"fsync={disk}", "-c", $"full_page_writes={disk}", "-c", "max_connections=300"];
        return Command.Start(launch[0], launch[1..]);
    }

    private async Task<bool> IsReadyAsync(Process launched, string folder)
    {
        var taken = false;
        await Eventually.TrueAsync(async () =>
        {
            taken = Log(folder).Contains("could not create any TCP/IP sockets", StringComparison.Ordinal);
            return taken || launched.HasExited || await AnswersAsync();
        }, otherwise: () => $"PostgreSQL did not start.\n{Log(folder)}");
        if (launched.HasExited)
            throw new InvalidOperationException($"PostgreSQL did not start.\n{await launched.StandardError.ReadToEndAsync()}{Log(folder)}");
        return !taken;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres", pooling: false));
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private string ConnectionString(string database, bool pooling) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = "test",
        Database = database,
        Pooling = pooling,
        // Hundreds of finished tests must not sit on the server's connections.
        ConnectionIdleLifetime = 5,
        ConnectionPruningInterval = 1,
    }.ConnectionString;

    private static string AddressOf(string database)
    {
        NpgsqlConnectionStringBuilder parts = new(database);
        return $"postgresql://{parts.Username}@{parts.Host}:{parts.Port}/{parts.Database}";
    }

    private static string Log(string folder) => File.Exists($"{folder}/log") ? File.ReadAllText($"{folder}/log") : "";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

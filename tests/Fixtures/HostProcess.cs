using System.Text.RegularExpressions;

namespace BackOffice.Fixtures;

/// <summary>
/// The built Host as a process of its own, as it runs in production: it can be killed and started again on the same data.
/// It dies with the test process, also when that is killed.
/// </summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    private readonly DrainedProcess process;
    private readonly DrainedProcess watchdog;

    private HostProcess(DrainedProcess process)
    {
        this.process = process;
        // Holds our end of a pipe; when that end goes, so does the Host.
        watchdog = new("sh", ["-c", "read -r _; kill -KILL \"$0\"", $"{process.Id}"]);
    }

    /// <summary>What it has printed so far.</summary>
    public string Output => process.Output;

    /// <summary>What it has printed on standard error so far.</summary>
    public string Errors => process.Errors;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Its process number.</summary>
    public int Id => process.Id;

    /// <summary>Starts <c>serve</c> on a free port and returns at once: for starts that are expected to fail.</summary>
    /// <param name="hostDll">The built Host, normally <c>BackOffice.Host.dll</c> beside the test.</param>
    /// <param name="dataFolder">What <c>--data</c> gets.</param>
    /// <param name="environment">Settings, such as <c>Database__Provider</c>.</param>
    public static HostProcess Launch(string hostDll, string dataFolder, IReadOnlyDictionary<string, string?>? environment = null) =>
        new(new("dotnet", [hostDll, "serve", "--data", dataFolder, "--urls", "http://127.0.0.1:0"], ForTests(environment)));

    /// <summary>Starts <c>serve</c> and returns when it listens, with the address.</summary>
    public static async Task<(HostProcess Host, Uri Address)> StartAsync(
        string hostDll, string dataFolder, IReadOnlyDictionary<string, string?>? environment = null, CancellationToken cancel = default)
    {
        var host = Launch(hostDll, dataFolder, environment);
        try
        {
            return (host, await host.ListeningAsync(cancel));
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs another verb of the command line to its end.</summary>
    public static Task<CommandResult> RunAsync(
        string hostDll, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, CancellationToken cancel = default) =>
        Command.RunAsync("dotnet", [hostDll, .. arguments], ForTests(environment), cancel);

    /// <summary>The address it listens on, as soon as it says so.</summary>
    /// <exception cref="InvalidOperationException">It ended first; the message holds what it printed.</exception>
    public async Task<Uri> ListeningAsync(CancellationToken cancel = default)
    {
        var line = await process.LineWithAsync("Now listening on: http", Eventually.Patience, cancel);
        return new(ListeningAddress().Match(line).Groups[1].Value);
    }

    /// <summary>Ends it at once (SIGKILL), as a power failure would.</summary>
    public async Task KillAsync(CancellationToken cancel = default)
    {
        process.Kill();
        await WaitForExitAsync(cancel);
    }

    /// <summary>Asks it to stop (SIGTERM) and waits; returns its exit code.</summary>
    public async Task<int> StopAsync(CancellationToken cancel = default)
    {
        await SignalAsync("TERM", cancel);
        return await WaitForExitAsync(cancel);
    }

    /// <summary>Sends it a signal, such as <c>STOP</c>, and returns at once; a Host that has ended gets none.</summary>
    public async Task SignalAsync(string signal, CancellationToken cancel = default)
    {
        if (!process.HasExited)
            await Command.RunAsync("sh", ["-c", "kill -\"$1\" \"$0\"", $"{process.Id}", signal], cancel: cancel);
    }

    /// <summary>Waits until it has ended and all its output is read; returns its exit code.</summary>
    public Task<int> WaitForExitAsync(CancellationToken cancel = default) => process.WaitForExitAsync(cancel);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        process.Dispose();
        watchdog.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"Now listening on: (http://[^\s""]+)")]
    private static partial Regex ListeningAddress();

    // A Host under test lives for seconds: profiling for a long life only slows its start.
    private static Dictionary<string, string?> ForTests(IReadOnlyDictionary<string, string?>? environment) =>
        new(environment ?? new Dictionary<string, string?>()) { ["DOTNET_TieredPGO"] = "0", ["DOTNET_NOLOGO"] = "1" };
}

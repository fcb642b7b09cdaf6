namespace BackOffice.Fixtures;

/// <summary>strace on a running process. The test is skipped, or fails when everything is required, where it is not installed or may not trace.</summary>
internal sealed class Strace : IAsyncDisposable
{
    private readonly DrainedProcess process;

    private Strace(DrainedProcess process) => this.process = process;

    public static async Task<Strace> AttachAsync(int traced, params IEnumerable<string> arguments)
    {
        var path = Tool.Strace.Find();
        Requirement.Check(path is not null, $"{Tool.Strace.Program} (apt-get install {Tool.Strace.Package}) is not installed");
        var process = new DrainedProcess(path, ["-f", "-e", "signal=none", .. arguments, "-p", $"{traced}"]);
        await Eventually.TrueAsync(() => process.HasExited || process.Errors.Contains("attached", StringComparison.Ordinal), otherwise: () => process.Errors);
        Requirement.Check(!process.HasExited, $"strace may not trace another process here: {process.Errors.Trim()}");
        return new(process);
    }

    /// <summary>Waits until the traced process is gone and all is written.</summary>
    public Task EndedAsync(CancellationToken cancel) => process.WaitForExitAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        // Told to end, it lets go of the process; killed, it might leave threads of it stopped.
        if (!process.HasExited)
            await Command.RunAsync("sh", ["-c", "kill -INT \"$0\"", $"{process.Id}"]);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}

using System.Diagnostics;

namespace BackOffice.Benchmarks;

/// <summary>How a process went.</summary>
/// <param name="Time">From its start to its end, the runtime's start included.</param>
/// <param name="PeakBytes">The most memory it had.</param>
/// <param name="Output">What it said.</param>
internal sealed record ProcessRun(TimeSpan Time, long PeakBytes, string Output);

/// <summary>Runs a program in a process of its own: its memory is its own, and nothing is warm.</summary>
internal static class OwnProcess
{
    /// <summary>The command line of the Host: <c>scan --sites …</c>.</summary>
    public static Task<ProcessRun> HostAsync(params string[] args) => RunAsync("BackOffice.Host.dll", args);

    /// <summary>This program again.</summary>
    public static Task<ProcessRun> SelfAsync(params string[] args) => RunAsync("BackOffice.Benchmarks.dll", args);

    private static async Task<ProcessRun> RunAsync(string program, string[] args)
    {
        var watch = Stopwatch.StartNew();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. args]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        // The peak only grows; its last reading is at most this long before the end.
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(20)))
        {
            process.Refresh();
            peak = Math.Max(peak, process.HasExited ? 0 : process.PeakWorkingSet64);
        }
        var time = watch.Elapsed;
        var said = await output;
        return process.ExitCode is 0 or 1 ? new(time, peak, said) : throw new UnusableInputException($"{program} {string.Join(' ', args)} ended with {process.ExitCode}.");
    }
}

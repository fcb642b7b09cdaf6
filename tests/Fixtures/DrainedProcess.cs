using System.Diagnostics;

namespace BackOffice.Fixtures;

/// <summary>
/// A program that runs beside the test. Both its outputs are read all the time: a full pipe would make it stand still.
/// </summary>
internal sealed class DrainedProcess : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<string> output = [];
    private readonly List<string> errors = [];
    private readonly Process process;

    public DrainedProcess(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        process = Command.Start(program, arguments, environment);
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public string Output { get { lock (gate) return string.Join('\n', output); } }

    public string Errors { get { lock (gate) return string.Join('\n', errors); } }

    public IReadOnlyList<string> OutputLines { get { lock (gate) return [.. output]; } }

    /// <summary>The first line of standard output that holds the text, as soon as it is there.</summary>
    public async Task<string> LineWithAsync(string text, TimeSpan within, CancellationToken cancel)
    {
        string? line = null;
        await Eventually.TrueAsync(() =>
        {
            // Asked before the lines are: what it printed last is then among them.
            var ended = HasExited;
            line = OutputLines.FirstOrDefault(one => one.Contains(text, StringComparison.Ordinal));
            if (line is null && ended)
                throw new InvalidOperationException($"The process ended with {process.ExitCode} before it printed '{text}'.\n{Errors}\n{Output}");
            return line is not null;
        }, within, () => $"The process did not print '{text}'.\n{Errors}\n{Output}", cancel);
        return line!;
    }

    public async Task TellAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
    }

    public void CloseInput() => process.StandardInput.Close();

    public void Kill() => process.Kill();

    public async Task<int> WaitForExitAsync(CancellationToken cancel)
    {
        await process.WaitForExitAsync(cancel);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }
        process.Dispose();
    }

    private void Keep(List<string> lines, string? line)
    {
        if (line is not null)
            lock (gate)
                lines.Add(line);
    }
}

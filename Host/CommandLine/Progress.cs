using System.Globalization;

namespace BackOffice.Host.CommandLine;

/// <summary>Shows on standard error how far a verb is: one line that moves on a terminal, a line at each tenth elsewhere. Standard output stays the result's.</summary>
internal sealed class Progress(string what) : IProgress<(int Done, int Of)>, IDisposable
{
    private readonly Lock gate = new();
    private int told = -1;

    public void Report((int Done, int Of) value)
    {
        var step = value.Of == 0 ? 0 : value.Done * 10L / value.Of;
        lock (gate)
        {
            if (Console.IsErrorRedirected && step == told)
                return;
            told = (int)step;
            var line = string.Create(CultureInfo.InvariantCulture, $"{what}: {value.Done:N0} of {value.Of:N0}");
            if (Console.IsErrorRedirected)
                Console.Error.WriteLine(line);
            else
                Console.Error.Write($"\r{line}");
        }
    }

    public void Dispose()
    {
        if (told >= 0 && !Console.IsErrorRedirected)
            Console.Error.WriteLine();
    }
}

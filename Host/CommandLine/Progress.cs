using System.Globalization;
using Spectre.Console;

namespace BackOffice.Host.CommandLine;

/// <summary>Shows on standard error how far a verb is: a bar on a terminal, a line at each tenth elsewhere. Standard output stays the result's.</summary>
internal static class Progress
{
    /// <summary>Runs the work, which reports how much is done of how much.</summary>
    public static Task<T> ShowAsync<T>(string what, Func<IProgress<(long Done, long Of)>, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
            return work(new Lines(what));
        var terminal = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        return terminal.Progress().StartAsync(bars => work(new Bar(bars.AddTask(what))));
    }

    // Not the framework's Progress<T>, which reports later and out of order.
    private sealed class Bar(ProgressTask bar) : IProgress<(long Done, long Of)>
    {
        public void Report((long Done, long Of) value) => bar.Value = value.Of == 0 ? 100 : 100.0 * value.Done / value.Of;
    }

    private sealed class Lines(string what) : IProgress<(long Done, long Of)>
    {
        private long told;

        public void Report((long Done, long Of) value)
        {
            var tenth = value.Of == 0 ? 10 : value.Done * 10 / value.Of;
            if (Interlocked.Exchange(ref told, tenth) < tenth)
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {tenth * 10} %"));
        }
    }
}

using System.Diagnostics;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.Registry.Scan;

namespace BackOffice.Benchmarks;

/// <summary>The national scan beside DuckDB with two threads: the part on prepared keys, the whole of it, and the memory that it takes.</summary>
internal sealed class ScanBenchmark : IBenchmark
{
    private const int Rounds = 5;

    /// <inheritdoc />
    public string Verb => "scan";

    /// <inheritdoc />
    public string Arguments => "[1000000]";

    /// <inheritdoc />
    public string Help => "the scan of so many accounts from files, against DuckDB";

    /// <inheritdoc />
    public async Task RunAsync(string[] args, ResultTable table)
    {
        var files = await RegistryFiles.OfAsync(RegistryFiles.Count(args, 1_000_000));
        await WholeAsync(files, table);
        Keys(files, table);
    }

    // Turn about, so that what else the machine does meets both.
    private static async Task WholeAsync(RegistryFiles files, ResultTable table)
    {
        List<ProcessRun> ours = [];
        List<TimeSpan> peers = [];
        for (var round = 0; round < 3; round++)
        {
            using (var duck = new Duck())
                peers.Add(duck.Scan(files));
            ours.Add(await ScanAsync(files));
        }
        table.Times($"whole scan of {files.Accounts:N0}, its process from start to end", ours.Min(run => run.Time), peers.Min(), most: 8);
        table.Bound("  peak memory of that process, for each account", ours.Max(run => run.PeakBytes) / (double)files.Accounts, " B", most: 600);
    }

    /// <summary>The verb <c>scan</c> in a process of its own.</summary>
    public static async Task<ProcessRun> ScanAsync(RegistryFiles files)
    {
        var data = Directory.CreateTempSubdirectory("backoffice-scan-");
        try
        {
            var run = await OwnProcess.HostAsync("scan", "--data", data.FullName, "--sites", files.Sites, "--accounts", files.AccountsFile);
            Console.WriteLine($"ours    {run.Time.TotalSeconds:N1} s, {run.PeakBytes / 1_000_000:N0} MB");
            return run;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static void Keys(RegistryFiles files, ResultTable table)
    {
        using var duck = new Duck();
        var accounts = Prepared(files);
        duck.LoadKeys(accounts);
        List<TimeSpan> ours = [], grouped = [], joined = [];
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            var pairs = KeyJoin.Pairs(accounts, CancellationToken.None).Count;
            ours.Add(watch.Elapsed);
            grouped.Add(duck.GroupKeys());
            joined.Add(duck.JoinKeys(out var theirs));
            Console.WriteLine($"keys    ours {ours[^1].TotalMilliseconds:N0} ms ({pairs:N0} pairs), DuckDB {grouped[^1].TotalMilliseconds:N0} + {joined[^1].TotalMilliseconds:N0} ms ({theirs:N0} pairs)");
        }
        table.Times("key part: grouping and joining on the same prepared keys", ours.Min(), grouped.Min() + joined.Min(), most: 1);
        table.Note("  the same beside DuckDB's join alone", ours.Min(), joined.Min());
    }

    private static List<PreparedAccount> Prepared(RegistryFiles files)
    {
        using var rejected = new RejectedRows(Path.Combine(Path.GetTempPath(), "backoffice-benchmarks", "rejected.csv"));
        var (registry, refusal) = FileSource.Read(new ScanRegistry.Files(files.Sites, files.AccountsFile), rejected, null, CancellationToken.None);
        return registry is null ? throw new UnusableInputException(refusal!.Sentence.English) : [.. registry.Accounts];
    }
}

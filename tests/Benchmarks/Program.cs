namespace BackOffice.Benchmarks;

/// <summary>Compares what this product does with a peer on the same machine, in the same run: <c>dotnet run -c Release --project tests/Benchmarks -- VERB</c>.</summary>
internal static class Program
{
    private static readonly IBenchmark[] Benchmarks =
        [new ScanBenchmark(), new GrowthBenchmark(), new SharedEmailBenchmark(), new DetectBenchmark(), new PreviewBenchmark(), new FacadeBenchmark(), new CasesBenchmark(), new ActivationsBenchmark(), new ResumeBenchmark(),
        new OutboxBenchmark(), new ImportBenchmark(), new StormBenchmark(), new IdleBenchmark()];

    private static async Task<int> Main(string[] args)
    {
        List<IBenchmark> chosen = args is ["all", ..] ? [.. Benchmarks] : [.. Benchmarks.Where(benchmark => args is [var verb, ..] && verb == benchmark.Verb)];
        if (chosen.Count == 0)
            return Help();
        var table = new ResultTable();
        try
        {
            foreach (var benchmark in chosen)
                await benchmark.RunAsync(args is ["all", ..] ? [] : args[1..], table);
        }
        catch (UnusableInputException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
        Console.WriteLine(table);
        return table.AllHold ? 0 : 1;
    }

    private static int Help()
    {
        Console.WriteLine("dotnet run -c Release --project tests/Benchmarks -- VERB [ARGUMENTS]");
        Console.WriteLine();
        foreach (var benchmark in Benchmarks)
            Console.WriteLine($"  {benchmark.Verb,-11} {benchmark.Arguments,-12} {benchmark.Help}");
        Console.WriteLine($"  {"all",-11} {"",-12} all of them, with their defaults");
        Console.WriteLine();
        Console.WriteLine("Exit 0: every bound holds. 1: one does not. 2: unusable input.");
        return 2;
    }
}

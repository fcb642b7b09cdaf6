namespace BackOffice.Benchmarks;

/// <summary>Four times the accounts must not take much more than four times as long.</summary>
internal sealed class GrowthBenchmark : IBenchmark
{
    /// <inheritdoc />
    public string Verb => "growth";

    /// <inheritdoc />
    public string Arguments => "[1000000]";

    /// <inheritdoc />
    public string Help => "the scan of four times as many accounts, against the scan of so many";

    /// <inheritdoc />
    public async Task RunAsync(string[] args, ResultTable table)
    {
        var count = RegistryFiles.Count(args, 1_000_000);
        var (small, large) = (await RegistryFiles.OfAsync(count), await RegistryFiles.OfAsync(count * 4));
        List<ProcessRun> smalls = [], larges = [];
        for (var round = 0; round < 2; round++)
        {
            smalls.Add(await ScanBenchmark.ScanAsync(small));
            larges.Add(await ScanBenchmark.ScanAsync(large));
        }
        table.Times($"scan of {large.Accounts:N0} accounts beside {small.Accounts:N0}", larges.Min(run => run.Time), smalls.Min(run => run.Time), most: 4.5);
        table.Bound("  peak memory of the larger, for each account", larges.Max(run => run.PeakBytes) / (double)large.Accounts, " B", most: 600);
    }
}

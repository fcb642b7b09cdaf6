namespace BackOffice.Benchmarks;

/// <summary>Placeholder until the comparison is written.</summary>
internal sealed class DetectBenchmark : IBenchmark
{
    /// <inheritdoc />
    public string Verb => "detect";

    /// <inheritdoc />
    public string Arguments => "[1000000]";

    /// <inheritdoc />
    public string Help => "the look for duplicates of one account, against raw look-ups of its keys";

    /// <inheritdoc />
    public Task RunAsync(string[] args, ResultTable table) => Task.CompletedTask;
}

namespace BackOffice.Benchmarks;

/// <summary>One comparison. It prints nothing but progress; what it found goes into the table.</summary>
internal interface IBenchmark
{
    /// <summary>What it is called by.</summary>
    string Verb { get; }

    /// <summary>What may follow the verb.</summary>
    string Arguments { get; }

    /// <summary>What it compares, in one line.</summary>
    string Help { get; }

    /// <summary>Measures.</summary>
    /// <param name="args">What followed the verb.</param>
    /// <param name="table">Takes a line for each figure.</param>
    /// <exception cref="UnusableInputException">The input is missing or makes no sense.</exception>
    Task RunAsync(string[] args, ResultTable table);
}

/// <summary>The benchmark cannot begin; the message says why.</summary>
internal sealed class UnusableInputException(string message) : Exception(message);

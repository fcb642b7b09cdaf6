namespace BackOffice.Workflows.Data;

/// <summary>
/// Writes the name of each durable point into a file, one a line in the order in which they are passed. Armed by the setting or environment variable <c>DURABLE_POINTS</c>, which names the file,
/// for tests that choose from it where to kill.
/// </summary>
internal sealed class DurablePointList(string file) : IDurablePoints
{
    private readonly Lock gate = new();

    public void Before(string point)
    {
    }

    public void After(string point)
    {
        lock (gate)
            File.AppendAllText(file, point + '\n');
    }
}

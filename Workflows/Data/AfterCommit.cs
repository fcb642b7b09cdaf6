namespace BackOffice.Workflows.Data;

/// <summary>
/// What is to run once the transaction of this scope is committed: wake-ups that may be lost, never the only way that something happens.
/// For services that write into whatever transaction they are called in; in a scope without one it runs nothing.
/// </summary>
public sealed class AfterCommit
{
    private readonly List<Action> nudges = [];

    /// <summary>Keeps <paramref name="nudge"/> for after the commit. It must neither throw nor wait.</summary>
    public void Add(Action nudge) => nudges.Add(nudge);

    internal void Run()
    {
        foreach (var nudge in nudges)
            nudge();
    }
}

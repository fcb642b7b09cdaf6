namespace BackOffice.Designer.Console;

/// <summary>How often a page that is open looks whether something changed.</summary>
internal static class LiveUpdates
{
    // A page that took long to read is read more seldom, so that looking never becomes the load.
    private const int PausesForEachRead = 20;

    /// <summary>The pause between two looks.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromSeconds(1);

    /// <summary>After so long a page is read although this process changed nothing.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(15);

    /// <summary>The pause after a read that took so long.</summary>
    public static TimeSpan PauseAfter(TimeSpan read) => read * PausesForEachRead is var pause && pause > Pause ? pause : Pause;
}

using System.Diagnostics;
using System.Globalization;

namespace BackOffice.Workflows.Data;

/// <summary>Told of each commit of <see cref="Database"/>, just before and just after it. Nobody is told unless one is registered: it is a place to fail on purpose.</summary>
public interface ICommitObserver
{
    /// <summary>Everything is written and nothing is committed. An exception here is a commit that failed.</summary>
    void Committing();

    /// <summary>The commit is durable and nobody knows of it yet.</summary>
    void Committed();
}

/// <summary>
/// Kills the own process (SIGKILL: no handler, no clean-up) at one commit, counted from 1 since the start: <c>3-</c> just before the third, <c>3+</c> just after it.
/// Armed by the setting or environment variable <c>KILL_AT</c>, for tests of what a crash leaves behind.
/// </summary>
internal sealed class KillAtCommit : ICommitObserver
{
    private readonly int target;
    private readonly bool before;
    private int commits;

    /// <exception cref="FormatException">The text is not a number above zero followed by <c>-</c> or <c>+</c>.</exception>
    public KillAtCommit(string setting)
    {
        if (setting is not [.. var number, '-' or '+'] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out target) || target == 0)
            throw new FormatException($"KILL_AT is '{setting}'; it must be the number of a commit followed by - (before it) or + (after it), such as 3-.");
        before = setting[^1] == '-';
    }

    public void Committing()
    {
        if (Interlocked.Increment(ref commits) == target && before)
            Kill();
    }

    public void Committed()
    {
        if (Volatile.Read(ref commits) >= target && !before)
            Kill();
    }

    private static void Kill()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}

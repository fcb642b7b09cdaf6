using System.Diagnostics;
using System.Globalization;

namespace BackOffice.Workflows.Data;

/// <summary>
/// Kills the own process (SIGKILL: no handler, no clean-up) at one durable point: <c>3-</c> just before the third since the start, <c>3+</c> just after it,
/// <c>SendDueNotices.Mark-</c> before the first of that name, <c>step:BackOffice.Activate#2+</c> after the second.
/// Armed by the setting or environment variable <c>KILL_AT</c>, for tests of what a crash leaves behind.
/// </summary>
internal sealed class KillAt : IDurablePoints
{
    private readonly string? name;
    private readonly int target;
    private readonly bool before;
    private int met;

    /// <exception cref="FormatException">The text names no point.</exception>
    public KillAt(string setting)
    {
        var point = setting is [.. var text, '-' or '+'] ? text : "";
        (name, var number) = point.Split('#') switch
        {
            [[>= '0' and <= '9', ..] alone] => (null, alone),
            [var alone] when IsName(alone) => (alone, "1"),
            [var named, var counted] when IsName(named) => (named, counted),
            _ => (null, ""),
        };
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out target) || target == 0)
            throw new FormatException($"KILL_AT is '{setting}'; it must be the number of a durable point, its name, or name#number, followed by - (before it) or + (after it), such as 3- or SendDueNotices.Mark#2+.");
        before = setting[^1] == '-';
    }

    public void Before(string point)
    {
        if (IsMeant(point) && Interlocked.Increment(ref met) == target && before)
            Kill();
    }

    public void After(string point)
    {
        if (IsMeant(point) && Volatile.Read(ref met) >= target && !before)
            Kill();
    }

    private static bool IsName(string text) => text.Contains('.', StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal);

    private bool IsMeant(string point) => name is null || name == point;

    private static void Kill()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}

using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Policies;

/// <summary>Nudges when a file was changed and has been left alone for a moment, so that it is rarely read half written.</summary>
internal sealed class RuleFileWatch : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    private readonly FileSystemWatcher watcher;
    private readonly ITimer settled;

    private RuleFileWatch(string path, Nudge nudge)
    {
        // An editor writes in real time, whatever the clock of the process says.
        settled = TimeProvider.System.CreateTimer(_ => nudge.Now(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        watcher = new(Path.GetDirectoryName(path)!, Path.GetFileName(path)) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
        watcher.Changed += (_, _) => Changed();
        watcher.Created += (_, _) => Changed();
        watcher.Deleted += (_, _) => Changed();
        watcher.Renamed += (_, _) => Changed();
        watcher.Error += (_, _) => Changed();
        watcher.EnableRaisingEvents = true;
    }

    /// <summary>Begins to watch; null where the folder is not there or the machine reports no changes.</summary>
    public static RuleFileWatch? Begin(string path, Nudge nudge)
    {
        try
        {
            return new(path, nudge);
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        watcher.Dispose();
        settled.Dispose();
    }

    private void Changed() => settled.Change(Quiet, Timeout.InfiniteTimeSpan);
}

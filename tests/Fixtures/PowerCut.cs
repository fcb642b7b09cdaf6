using System.Globalization;
using System.Text.RegularExpressions;

namespace BackOffice.Fixtures;

/// <summary>
/// What a power cut would leave of the write-ahead log of a SQLite database. A killed process loses nothing that it wrote, since the system still has it; a machine without power loses what was
/// not yet synced to the disk. So the writes and syncs of the log are watched (strace), and after the kill everything behind the last byte that a sync had covered is cut off. It holds while
/// nothing is written to the database file itself, that is before the first checkpoint: the caller keeps the work small, and is told when it was not.
/// </summary>
public sealed partial class PowerCut : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly Strace strace;
    private readonly string file;
    private readonly bool lies;
    private readonly long syncedBefore;

    private PowerCut(Strace strace, TemporaryFolder folder, string file, bool lies)
    {
        (this.strace, this.folder, this.file, this.lies) = (strace, folder, file, lies);
        syncedBefore = new FileInfo(Log(file)).Length;
    }

    /// <summary>Begins to watch a process that has the database open. With <paramref name="lies"/> its disk says that it synced and does nothing, as <c>synchronous=OFF</c> would have it.</summary>
    public static async Task<PowerCut> WatchAsync(int process, string file, bool lies = false)
    {
        var folder = new TemporaryFolder();
        string[] lying = lies ? ["-e", "inject=fdatasync,fsync:retval=0"] : [];
        var strace = await Strace.AttachAsync(process, ["-y", "-s", "0", "-o", folder.File("calls"), "-e", "trace=pwrite64,fdatasync,fsync", .. lying]);
        return new(strace, folder, file, lies);
    }

    /// <summary>After the process was killed: leaves on the disk what a power cut at that moment would have left. Returns how many bytes that cost.</summary>
    public async Task<long> CutAsync(CancellationToken cancel)
    {
        await strace.EndedAsync(cancel);
        var (written, synced) = (syncedBefore, syncedBefore);
        foreach (var line in await File.ReadAllLinesAsync(folder.File("calls"), cancel))
        {
            if (line.Contains($"<{file}>", StringComparison.Ordinal) && line.Contains("pwrite64(", StringComparison.Ordinal))
                throw new InvalidOperationException("A checkpoint was made; what a power cut leaves of it is not known here.");
            if (!line.Contains($"<{Log(file)}>", StringComparison.Ordinal))
                continue;
            if (Write().Match(line) is { Success: true } write)
                written = Math.Max(written, write.Groups.Values.Skip(1).Sum(part => long.Parse(part.Value, CultureInfo.InvariantCulture)));
            else if (!lies)
                synced = written;
        }
        await using var log = File.Open(Log(file), FileMode.Open);
        var lost = log.Length - synced;
        log.SetLength(synced);
        // The index of the log is memory, shared by whoever has the database open; nobody has any more.
        File.Delete($"{file}-shm");
        return lost;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await strace.DisposeAsync();
        folder.Dispose();
    }

    private static string Log(string file) => $"{file}-wal";

    // Length and offset are the last two numbers, also where the call is told in two parts.
    [GeneratedRegex(@"pwrite64\(.*, (\d+), (\d+)(?:\)| <unfinished)")]
    private static partial Regex Write();
}

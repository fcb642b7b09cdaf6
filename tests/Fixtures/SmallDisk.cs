namespace BackOffice.Fixtures;

/// <summary>A file system of a few kilobytes in memory, to be filled. The test is skipped, or fails when everything is required, where none may be mounted.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private readonly TemporaryFolder mountPoint = new();

    private SmallDisk()
    {
    }

    /// <summary>Mounts an empty one.</summary>
    public static async Task<SmallDisk> MountAsync(int kilobytes)
    {
        var disk = new SmallDisk();
        var mounted = await Command.RunAsync("mount", ["-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", disk.mountPoint.Path]);
        if (mounted.ExitCode != 0)
            disk.mountPoint.Dispose();
        Requirement.Check(mounted.ExitCode == 0, $"No small file system can be mounted (that takes root): {mounted.Errors.Trim()}");
        return disk;
    }

    /// <summary>A path on it; nothing is made there.</summary>
    public string File(string name) => mountPoint.File(name);

    /// <summary>Takes all room but <paramref name="kilobytesLeft"/>.</summary>
    public async Task FillAsync(int kilobytesLeft = 0)
    {
        var free = new DriveInfo(mountPoint.Path).AvailableFreeSpace - (kilobytesLeft * 1024L);
        await using var ballast = System.IO.File.Create(Ballast);
        try
        {
            await ballast.WriteAsync(new byte[Math.Max(0, free)]);
        }
        catch (IOException) when (kilobytesLeft == 0)
        {
            // Somebody else wrote meanwhile: full is full.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Empty() => System.IO.File.Delete(Ballast);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        (await Command.RunAsync("umount", ["--lazy", mountPoint.Path])).Succeeded();
        mountPoint.Dispose();
    }

    private string Ballast => File("ballast");
}

namespace BackOffice.Host;

/// <summary>The folder that holds everything a process writes. It holds personal data and keys, so a new one belongs to its owner alone.</summary>
internal sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private DataFolder(string path) => Path = path;

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>The key ring and what it protects: not to be read by others, not to be lost.</summary>
    public string Keys => System.IO.Path.Combine(Path, "keys");

    /// <summary>The sign-in data of the sample registry; in Development only.</summary>
    public string SampleCredentials => System.IO.Path.Combine(Path, "sample-credentials.txt");

    /// <summary>What the first activation of the sample takes, as variables of a shell; in Development only.</summary>
    public string SampleVariables => System.IO.Path.Combine(Path, "sample.env");

    /// <summary>The folder at a path, which need not be there.</summary>
    public static DataFolder At(string path) => new(System.IO.Path.GetFullPath(path));

    /// <summary>The folder at a path, made.</summary>
    /// <inheritdoc cref="Make()" path="/exception" />
    public static DataFolder Open(string path)
    {
        var folder = At(path);
        folder.Make();
        return folder;
    }

    /// <summary>Makes the folder where it is missing and writes to it once, so that a read-only folder or a full disk is found at the door.</summary>
    /// <exception cref="IOException">It cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written to.</exception>
    public void Make()
    {
        Make(Path);
        Make(Keys);
        Probe(Path);
    }

    /// <summary>Writes to a folder once, as far as the disk, and takes it away again.</summary>
    /// <exception cref="IOException">It cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written to.</exception>
    public static void Probe(string folder)
    {
        var probe = System.IO.Path.Combine(folder, $".probe-{Environment.ProcessId}-{Guid.NewGuid():N}");
        try
        {
            using var file = File.Create(probe);
            file.Write(new byte[4096]);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            File.Delete(probe);
        }
    }

    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
    }
}

using System.Text;

namespace BackOffice.Workflows;

/// <summary>Files that hold secrets: no other user of the machine can read them, from the moment they exist.</summary>
public static class PrivateFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Makes a new file.</summary>
    /// <exception cref="IOException">It is there already, or cannot be written.</exception>
    public static StreamWriter CreateNew(string path) => new(path, Utf8, NewFile()) { NewLine = "\n" };

    /// <summary>Makes a new file with nothing in it, for a program that would make one that others can read.</summary>
    /// <exception cref="IOException">It is there already, or cannot be written.</exception>
    public static void Make(string path)
    {
        using var made = new FileStream(path, NewFile());
    }

    /// <summary>Makes a file in place of the one that may be there, whoever could read that.</summary>
    public static StreamWriter Replace(string path)
    {
        File.Delete(path);
        return CreateNew(path);
    }

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}

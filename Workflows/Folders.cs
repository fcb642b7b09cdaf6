namespace BackOffice.Workflows;

/// <summary>Folders that more than one round of work, or more than one Host, may find due at the same moment.</summary>
internal static class Folders
{
    /// <summary>Removes a folder with all that is in it. One that somebody else has just removed is no fault.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    public static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Whoever was first has done what was wanted.
        }
    }
}

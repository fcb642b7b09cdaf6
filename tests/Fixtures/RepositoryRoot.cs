namespace BackOffice.Fixtures;

/// <summary>The folder of the solution, for tests that read a file of the repository.</summary>
public static class RepositoryRoot
{
    /// <summary>The nearest folder above the test that holds <c>BackOffice.sln</c>.</summary>
    public static string Path { get; } = Find();

    /// <summary>A file or folder of the repository.</summary>
    public static string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(System.IO.Path.Combine(folder.FullName, "BackOffice.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("No folder above the test holds BackOffice.sln.");
    }
}

using BackOffice.Fixtures;

namespace BackOffice.Conventions;

/// <summary>
/// Compares a list with its approved text in <c>tests/Conventions/Approved</c>. A difference is read by a person; whoever finds it right runs the tests once with
/// <c>APPROVE=1</c> and commits the file.
/// </summary>
internal static class Approved
{
    public static void Compare(string name, IEnumerable<string> lines)
    {
        var path = RepositoryRoot.File($"tests/Conventions/Approved/{name}.txt");
        var found = string.Join('\n', lines).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllText(path, found);
        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "", found);
    }
}

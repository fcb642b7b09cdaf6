namespace BackOffice.Fixtures;

/// <summary>The labelled registries that lie in <c>shared/data</c> beside the repository, not in it.</summary>
public static class SharedData
{
    /// <summary>A file or folder there; the test ends by its name when it is not there.</summary>
    public static string Require(params string[] parts)
    {
        var path = Path.GetFullPath(RepositoryRoot.File(["..", "shared", "data", .. parts]));
        Requirement.Check(Path.Exists(path), $"{string.Join('/', ["shared/data", .. parts])} is not beside the repository");
        return path;
    }
}

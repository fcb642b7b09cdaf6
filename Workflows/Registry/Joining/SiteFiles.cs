namespace BackOffice.Workflows.Registry.Joining;

/// <summary>Where files of sites that are brought in lie, within the data folder.</summary>
public static class SiteFiles
{
    /// <summary>The rows that an import did not take, or would not; and those that a rehearsal passed over.</summary>
    public const string Rejected = "rejected";

    /// <summary>Differences of activated accounts that an import did not take (decision 19).</summary>
    public const string NotTaken = "not-taken";

    /// <summary>All that a rehearsal found.</summary>
    public const string Findings = "findings";

    /// <summary>The names of the tables that a job may leave.</summary>
    public static IReadOnlyList<string> Names { get; } = [Rejected, NotTaken, Findings];

    internal static string Upload(this RegistryFolder folder, Guid upload) => Path.Combine(Uploads(folder), $"{upload:N}.csv");

    internal static string Uploads(this RegistryFolder folder) => Path.Combine(folder.Path, "uploads");

    internal static string Table(this RegistryFolder folder, Guid job, string name) => Path.Combine(folder.Path, "site-jobs", job.ToString("N"), $"{name}.csv");
}

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

    internal static string Jobs(this RegistryFolder folder) => Path.Combine(folder.Path, "site-jobs");

    internal static string Tables(this RegistryFolder folder, Guid job) => Path.Combine(Jobs(folder), job.ToString("N"));

    internal static string Table(this RegistryFolder folder, Guid job, string name) => Path.Combine(Tables(folder, job), $"{name}.csv");

    /// <summary>A refusal about an uploaded file: a person knows it by what it is, not by where we put it.</summary>
    internal static Refusal AboutUpload(this Refusal why, string path)
    {
        return why with { Sentence = new(Named(why.Sentence.Indonesian), Named(why.Sentence.English)) };

        string Named(string text) => text.Replace(path, "accounts.csv", StringComparison.Ordinal);
    }
}

namespace BackOffice.Workflows.Reports;

/// <summary>Where the files of a requested report lie.</summary>
internal static class RequestedReportFiles
{
    /// <summary>The folder of all requested reports.</summary>
    public static string Root(string reports) => Path.Combine(reports, "requested");

    /// <summary>The PDF of one.</summary>
    public static string Pdf(string reports, string folder) => Path.Combine(Root(reports), folder, "report.pdf");

    /// <summary>One of its tables.</summary>
    public static string Table(string reports, string folder, string table) => Path.Combine(Root(reports), folder, $"{table}.csv");

    /// <summary>The folder for the files of one attempt at a report.</summary>
    public static string FolderOf(Guid report, int attempt) => $"{report:N}-{attempt}";

    /// <summary>Removes whatever files there are of a report, of all attempts.</summary>
    public static void Remove(string reports, Guid report)
    {
        var root = Root(reports);
        if (Directory.Exists(root))
            foreach (var folder in Directory.GetDirectories(root, $"{report:N}-*"))
                Folders.Remove(folder);
    }
}

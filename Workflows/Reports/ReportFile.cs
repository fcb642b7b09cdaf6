namespace BackOffice.Workflows.Reports;

/// <summary>Writes a report so that the file is there whole or not at all.</summary>
internal static class ReportFile
{
    /// <summary>Draws into a file aside and puts it in its place, over one that may be there.</summary>
    public static async Task WriteAsync(IReportRenderer renderer, ReportDocument report, string path, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        try
        {
            await using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await renderer.RenderAsync(report, file, ct);
                file.Flush(flushToDisk: true);
            }
            File.Move(part, path, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }
}

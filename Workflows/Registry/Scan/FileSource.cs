using BackOffice.Workflows.Registry.Files;

namespace BackOffice.Workflows.Registry.Scan;

/// <summary>Reads a registry from its two files. Accounts of sites that do not take part are checked like all others, and then left out.</summary>
internal static class FileSource
{
    private const int RowsPerReport = 5_000;

    /// <summary>The registry, bad rows going to <paramref name="rejected"/>; or why a file cannot be used at all.</summary>
    public static (ScannedRegistry? Registry, Refusal? Refusal) Read(ScanRegistry.Files files, RejectedRows rejected, IProgress<(long Done, long Of)>? progress, CancellationToken ct) =>
        Read(files, rejected, progress, site => site.Stage is SiteStage.Aggregated, ct);

    /// <summary>The same, of the sites that are asked for.</summary>
    public static (ScannedRegistry? Registry, Refusal? Refusal) Read(
        ScanRegistry.Files files, RejectedRows rejected, IProgress<(long Done, long Of)>? progress, Func<SiteRow, bool> takesPart, CancellationToken ct)
    {
        var (sites, unusable) = SitesFile.Read(files.Sites, rejected);
        if (sites is null)
            return (null, unusable);
        var (table, wrong) = CsvTable.Open(files.Accounts, AccountRow.Columns);
        if (table is null)
            return (null, wrong);
        using (table)
        {
            var aggregated = sites.Where(takesPart).Select(site => site.Code).ToHashSet();
            var file = new AccountsFile(table, sites.Select(site => site.Code));
            var size = new FileInfo(files.Accounts).Length;
            var accounts = new PreparedAccounts();
            for (var rows = 1; file.Read() is { } read; rows++)
            {
                if (read.Row is null)
                    rejected.Add("accounts", read.Record, read.Reason!);
                else if (aggregated.Contains(read.Row.Record.Site))
                    accounts.Add(read.Row.Record);
                if (rows % RowsPerReport != 0)
                    continue;
                ct.ThrowIfCancellationRequested();
                progress?.Report((file.BytesRead, size));
            }
            return (new(aggregated, accounts.ToList(), []), null);
        }
    }
}

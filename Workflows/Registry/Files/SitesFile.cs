using BackOffice.Rules.Identity;

namespace BackOffice.Workflows.Registry.Files;

/// <summary>Reads <c>sites.csv</c> whole: there are hundreds of sites, not millions.</summary>
internal static class SitesFile
{
    /// <summary>The good rows, the bad ones going to <paramref name="rejected"/>; or why the file cannot be used at all.</summary>
    public static (IReadOnlyList<SiteRow>? Rows, Refusal? Refusal) Read(string file, RejectedRows rejected)
    {
        var (table, refusal) = CsvTable.Open(file, SiteRow.Columns);
        if (table is null)
            return (null, refusal);
        using (table)
        {
            var rows = new List<SiteRow>();
            var lines = new Dictionary<SiteCode, int>();
            while (table.Read() is { } record)
            {
                var (row, reason) = record.Fault is { } fault ? (null, fault) : SiteRow.Parse(record.Fields);
                if (row is null)
                    rejected.Add("sites", record, reason!);
                else if (!lines.TryAdd(row.Code, record.Line))
                    rejected.Add("sites", record, Faults.SiteTwice(row.Code.Value, lines[row.Code]));
                else
                    rows.Add(row);
            }
            return (rows, null);
        }
    }
}

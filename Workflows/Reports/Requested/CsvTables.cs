using System.Text;
using BackOffice.Workflows.Registry.Files;

namespace BackOffice.Workflows.Reports;

/// <summary>
/// Writes the named tables of a report as CSV (RFC 4180, UTF-8): whole values instead of what fits a page. What a spreadsheet would take for a formula gets an apostrophe in front,
/// since names and user IDs are whatever a provider typed.
/// </summary>
internal static class CsvTables
{
    /// <summary>The names of the tables that are written, in the order of the report.</summary>
    public static IReadOnlyList<string> Names(ReportDocument report) => [.. Named(report).Select(table => table.Name!)];

    /// <summary>Writes each named table to its file; rows are read once and never held.</summary>
    /// <param name="report">The report.</param>
    /// <param name="path">Where a table of this name goes.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task WriteAsync(ReportDocument report, Func<string, string> path, CancellationToken ct)
    {
        foreach (var table in Named(report))
        {
            await using var writer = CsvText.Create(path(table.Name!));
            writer.NewLine = "\r\n";
            await writer.WriteLineAsync(CsvText.SheetLine(table.Columns.Select(column => Heading(column.Title))));
            foreach (var row in table.Rows)
            {
                ct.ThrowIfCancellationRequested();
                await writer.WriteLineAsync(CsvText.SheetLine(row.Select(cell => cell.Whole)));
            }
        }
    }

    private static IEnumerable<Block.Table> Named(ReportDocument report) => report.Blocks.OfType<Block.Table>().Where(table => table.Name is not null);

    // The English title as a program writes names: oldest_since.
    private static string Heading(Words title)
    {
        var name = new StringBuilder();
        foreach (var letter in (title.English ?? title.Indonesian).ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(letter))
                name.Append(letter);
            else if (name.Length > 0 && name[^1] != '_')
                name.Append('_');
        return name.ToString().TrimEnd('_');
    }
}

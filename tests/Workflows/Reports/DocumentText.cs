using BackOffice.Workflows.Reports;

namespace BackOffice.Workflows.Tests.Reports;

/// <summary>Everything a document says, in order, without drawing it.</summary>
internal static class DocumentText
{
    public static string Of(ReportDocument report) => string.Join('\n', report.Blocks.SelectMany(Of).OfType<string>());

    private static IEnumerable<string?> Of(Block block) => block switch
    {
        Block.Heading heading => Of(heading.Text),
        Block.Paragraph paragraph => paragraph.Runs.Select(run => run.Text),
        Block.Facts facts => facts.Items.SelectMany(Of),
        Block.Proof proof => [proof.Payload, .. proof.Items.SelectMany(Of)],
        Block.Table table =>
        [
            .. Of(table.Caption),
            .. table.Columns.SelectMany(column => Of(column.Title)),
            .. table.Rows.SelectMany(row => row).SelectMany(cell => Of(cell.Text).Concat(Of(cell.Detail))),
        ],
        _ => [],
    };

    private static IEnumerable<string?> Of(Fact fact) => [.. Of(fact.Label), .. Of(fact.Value)];

    private static IEnumerable<string?> Of(Words? words) => [words?.Indonesian, words?.English];
}

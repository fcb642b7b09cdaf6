using BackOffice.Fixtures;
using BackOffice.Workflows.Notices;

namespace BackOffice.Workflows.Tests.Notices;

/// <summary>The table of who is told what is true.</summary>
public sealed class NoticeTableTests
{
    [Fact]
    public void Every_notice_has_a_row_that_names_its_event_its_recipients_and_its_variables()
    {
        var rows = File.ReadAllLines(RepositoryRoot.File("docs/notices.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains('`', StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)).ToList();

        Assert.All(rows, row => Assert.True(row.Length == 4 && row.All(cell => cell.Length > 0), string.Join(" | ", row)));
        Assert.Equal(
            NoticeCatalogue.Variables.Select(notice => $"{notice.Key}: {string.Join(", ", notice.Value)}").Order(StringComparer.Ordinal),
            rows.Select(row => $"{row[2].Trim('`')}: {row[3]}").Order(StringComparer.Ordinal));
    }
}

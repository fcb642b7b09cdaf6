using BackOffice.Fixtures;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.Reports;

namespace BackOffice.Workflows.Tests.Reports;

/// <summary>A table beside the PDF is for programs, and for people whose spreadsheet must not run what a provider typed.</summary>
public sealed class CsvTablesTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+62741", "'+62741")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("PT Maju, Tbk", "\"PT Maju, Tbk\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a-b=c", "a-b=c")]
    [InlineData("", "")]
    public void Field_is_quoted_by_RFC_4180_and_no_formula(string value, string field) => Assert.Equal(field, CsvText.SheetCell(value));

    [Fact]
    public async Task Named_tables_are_written_with_whole_values()
    {
        using var folder = new TemporaryFolder();
        var report = NationalReport.Compose(SampleReports.Nation(2), SampleReports.Issuer);

        await CsvTables.WriteAsync(report, name => folder.File($"{name}.csv"), TestContext.Current.CancellationToken);

        Assert.Equal(["funnel", "open-work", "sites"], CsvTables.Names(report));
        Assert.Equal(
            "state,cases,oldest_since\r\nMenunggu kata sandi Default,5120,2026-10-24T14:05:33+07:00\r\nMenunggu keputusan petugas,611,2026-11-10T14:05:33+07:00\r\nDitunda,2382,\r\n",
            await File.ReadAllTextAsync(folder.File("open-work.csv"), TestContext.Current.CancellationToken));
        Assert.Equal(
            "code,site,stage,accounts,opened,active,waiting\r\n1,LPSE Kabupaten Nomor 1,Tergabung,401,91,61,1\r\n2,LPSE Kabupaten Nomor 2,Tergabung,402,92,62,2\r\n",
            await File.ReadAllTextAsync(folder.File("sites.csv"), TestContext.Current.CancellationToken));
    }
}

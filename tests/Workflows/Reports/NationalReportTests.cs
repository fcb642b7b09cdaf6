using BackOffice.Workflows.Reports;

namespace BackOffice.Workflows.Tests.Reports;

public sealed class NationalReportTests
{
    [Fact]
    public void The_nation_shows_its_funnel_its_open_work_and_every_site()
    {
        var facts = SampleReports.Nation(40);
        var text = DocumentText.Of(NationalReport.Compose(facts, SampleReports.Issuer));

        Assert.All(FactLeaves.Of(facts), fact => Assert.Contains(fact, text, StringComparison.Ordinal));
        Assert.Contains("Seluruh Indonesia", text, StringComparison.Ordinal);
        Assert.Contains("16,1 %", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_site_shows_its_cases()
    {
        var facts = SampleReports.Site(40);
        var text = DocumentText.Of(NationalReport.Compose(facts, SampleReports.Issuer));

        Assert.All(FactLeaves.Of(facts), fact => Assert.Contains(fact, text, StringComparison.Ordinal));
        Assert.Contains("412 · LPSE Provinsi Jambi", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_registry_divides_by_nothing()
    {
        var text = DocumentText.Of(NationalReport.Compose(SampleReports.Nation(0) with { Accounts = 0, Waiting = [] }, SampleReports.Issuer));

        Assert.Contains("–", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Composing_reads_the_rows_once_and_keeps_none()
    {
        var read = 0;
        var facts = SampleReports.Nation(0) with { Sites = SampleReports.Nation(50).Sites.Select(row => { read++; return row; }) };

        NationalReport.Compose(facts, SampleReports.Issuer);

        Assert.Equal(50, read);
    }
}

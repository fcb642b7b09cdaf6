namespace BackOffice.Workflows.Reports;

/// <summary>The report over the nation, or over one site: the funnel of activation and a table of sites, or of the site's cases.</summary>
public static class NationalReport
{
    /// <summary>Lays the facts out as a document, Indonesian first. The rows stay a stream.</summary>
    public static ReportDocument Compose(NationalReportFacts facts, ReportIssuer issuer) => throw new NotImplementedException();
}

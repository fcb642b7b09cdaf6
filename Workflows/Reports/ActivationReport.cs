namespace BackOffice.Workflows.Reports;

/// <summary>The activation report of a case and its group: who, what, when, why, which Default, what was replaced, who was told.</summary>
public static class ActivationReport
{
    /// <summary>Lays the facts out as a document, Indonesian first. Pure: equal facts and issuer give an equal document.</summary>
    public static ReportDocument Compose(ActivationReportFacts facts, ReportIssuer issuer) => throw new NotImplementedException();
}

namespace BackOffice.Workflows.Reports;

/// <summary>Who issues reports and where they are verified. Not among the facts: a new address must not change an old report's digest.</summary>
/// <param name="Letterhead">The head of the first page.</param>
/// <param name="VerifyPage">The public page that verifies a digest; null prints the digest without a QR code.</param>
public sealed record ReportIssuer(Letterhead Letterhead, Uri? VerifyPage)
{
    /// <summary>Where reports are signed; <c>Jakarta</c> unless a setting names another place.</summary>
    public string Place { get; init; } = "Jakarta";

    /// <summary>The address that verifies one report: the page, with the short code of the digest as its last segment.</summary>
    public Uri? VerifyAddress(ReportDigest digest) => VerifyPage is null ? null : new($"{VerifyPage.AbsoluteUri.TrimEnd('/')}/{digest.Code}");
}

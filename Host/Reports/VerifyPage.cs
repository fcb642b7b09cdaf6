using System.Globalization;
using BackOffice.Host.Http;
using BackOffice.Workflows.Reports;
using Microsoft.AspNetCore.Http.HttpResults;
using static BackOffice.Host.Http.PlainPage;

namespace BackOffice.Host.Reports;

/// <summary>Says whether a report is ours, Indonesian above and English below.</summary>
internal static class VerifyPage
{
    private static readonly TimeSpan WesternIndonesia = TimeSpan.FromHours(7);

    public static ContentHttpResult Answer(HttpResponse response, VerifyReport.Answer answer) => answer switch
    {
        VerifyReport.Answer.Genuine genuine => PlainPage.Answer(response, "Laporan ini asli", "This report is genuine", $"""
            <dl>
              <dt>Kode <small>Code</small></dt><dd><code>{Text(genuine.Code)}</code></dd>
              <dt>Nomor kasus <small>Case number</small></dt><dd>{Text(genuine.CaseNumber)}</dd>
              <dt>Perusahaan <small>Company</small></dt><dd>{Text(genuine.Company)}</dd>
              <dt>LPSE</dt><dd>{Text(genuine.SiteName)} ({Text(genuine.SiteCode)})</dd>
              <dt>Dibuat <small>Drawn</small></dt><dd>{Moment(genuine.DrawnAt)}</dd>
            </dl>
            <p>Cocokkan isian di atas dengan laporan yang Anda pegang. <small>Compare the above with the report in your hand.</small></p>
            """),
        VerifyReport.Answer.GenuineRequested requested => PlainPage.Answer(response, "Laporan ini asli", "This report is genuine", $"""
            <dl>
              <dt>Kode <small>Code</small></dt><dd><code>{Text(requested.Code)}</code></dd>
              <dt>Nomor <small>Number</small></dt><dd>{Text(requested.Number)}</dd>
              <dt>Laporan <small>Report</small></dt><dd>{Text(requested.About)}</dd>
              <dt>Dibuat <small>Drawn</small></dt><dd>{Moment(requested.DrawnAt)}</dd>
            </dl>
            <p>Cocokkan isian di atas dengan laporan yang Anda pegang. <small>Compare the above with the report in your hand.</small></p>
            """),
        VerifyReport.Answer.Unknown => PlainPage.Answer(response, "Kode laporan tidak dikenal", "This report code is not known", """
            <p>Periksa kembali penulisan kodenya. Laporan dengan kode yang tidak dikenal bukan terbitan sistem ini.
            <small>Check the spelling of the code. A report whose code is not known was not issued by this system.</small></p>
            """, StatusCodes.Status404NotFound),
        var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
    };

    private static string Moment(DateTimeOffset moment) => $"{moment.ToOffset(WesternIndonesia).ToString("dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture)} WIB";
}

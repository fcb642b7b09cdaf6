using System.Globalization;
using System.Net;
using BackOffice.Workflows.Reports;

namespace BackOffice.Host.Reports;

/// <summary>Says whether a report is ours, Indonesian above and English below.</summary>
internal static class VerifyPage
{
    private static readonly TimeSpan WesternIndonesia = TimeSpan.FromHours(7);

    public static string Render(VerifyReport.Answer answer) => answer switch
    {
        VerifyReport.Answer.Genuine genuine => Page("Laporan ini asli", "This report is genuine", $"""
            <dl>
              <dt>Kode <small>Code</small></dt><dd><code>{Text(genuine.Code)}</code></dd>
              <dt>Nomor kasus <small>Case number</small></dt><dd>{Text(genuine.CaseNumber)}</dd>
              <dt>Perusahaan <small>Company</small></dt><dd>{Text(genuine.Company)}</dd>
              <dt>LPSE</dt><dd>{Text(genuine.SiteName)} ({Text(genuine.SiteCode)})</dd>
              <dt>Dibuat <small>Drawn</small></dt><dd>{genuine.DrawnAt.ToOffset(WesternIndonesia).ToString("dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture)} WIB</dd>
            </dl>
            <p>Cocokkan isian di atas dengan laporan yang Anda pegang. <small>Compare the above with the report in your hand.</small></p>
            """),
        VerifyReport.Answer.GenuineRequested requested => Page("Laporan ini asli", "This report is genuine", $"""
            <dl>
              <dt>Kode <small>Code</small></dt><dd><code>{Text(requested.Code)}</code></dd>
              <dt>Nomor <small>Number</small></dt><dd>{Text(requested.Number)}</dd>
              <dt>Laporan <small>Report</small></dt><dd>{Text(requested.About)}</dd>
              <dt>Dibuat <small>Drawn</small></dt><dd>{requested.DrawnAt.ToOffset(WesternIndonesia).ToString("dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture)} WIB</dd>
            </dl>
            <p>Cocokkan isian di atas dengan laporan yang Anda pegang. <small>Compare the above with the report in your hand.</small></p>
            """),
        VerifyReport.Answer.Unknown => Page("Kode laporan tidak dikenal", "This report code is not known", """
            <p>Periksa kembali penulisan kodenya. Laporan dengan kode yang tidak dikenal bukan terbitan sistem ini.
            <small>Check the spelling of the code. A report whose code is not known was not issued by this system.</small></p>
            """),
        var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
    };

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Page(string indonesian, string english, string body) => $$"""
        <!doctype html>
        <html lang="id">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{{indonesian}} / {{english}}</title>
          <style>
            :root { color-scheme: light dark; }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin-bottom: 0; }
            h1 + p { margin-top: 0; opacity: .75; }
            dt { margin-top: .75rem; opacity: .75; }
            dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
            small { opacity: .75; }
          </style>
        </head>
        <body>
          <main>
            <h1>{{indonesian}}</h1>
            <p lang="en">{{english}}</p>
            {{body}}
          </main>
        </body>
        </html>
        """;
}

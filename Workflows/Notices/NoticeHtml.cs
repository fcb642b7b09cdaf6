using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace BackOffice.Workflows.Notices;

/// <summary>
/// Lays a notice out as HTML for mail programs: one column, styles at each element, tables for layout, nothing loaded from anywhere. It has no links,
/// so that a recipient never learns to follow one to a password field.
/// </summary>
internal static class NoticeHtml
{
    private const string Text = "margin:0 0 16px;font-size:15px;line-height:24px;color:#1f2933";
    private const string Small = "margin:0 0 8px;font-size:12px;line-height:18px;color:#52606d";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Render(string subject, NoticeLetter first, NoticeLetter second) => $"""
        <!DOCTYPE html>
        <html lang="{first.Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light">
        <title>{Encode(subject)}</title>
        </head>
        <body style="margin:0;padding:0;background-color:#eef1f5">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#eef1f5">
        <tr><td align="center" style="padding:24px 12px">
        <table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;background-color:#ffffff;border:1px solid #d5dbe3;font-family:'Segoe UI',Roboto,Arial,Helvetica,sans-serif">
        <tr><td style="padding:20px 32px;background-color:#123a63;color:#ffffff">
        <div style="font-size:19px;line-height:26px;font-weight:bold">Agregasi Inaproc</div>
        <div lang="id" style="font-size:13px;line-height:18px;color:#d6e2f0">Satu User ID untuk seluruh LPSE yang telah teragregasi · <span lang="en">English version below</span></div>
        </td></tr>
        {Letter(first, "h1")}
        {Letter(second, "h2")}
        </table>
        </td></tr>
        </table>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    private static string Letter(NoticeLetter letter, string heading) => $"""
        <tr><td lang="{letter.Language}" style="padding:28px 32px 12px;border-top:1px solid #d5dbe3">
        <{heading} style="margin:0 0 16px;font-size:21px;line-height:28px;font-weight:bold;color:#123a63">{Encode(letter.Title)}</{heading}>
        {string.Join('\n', letter.Body.Select(block => Render(block, Text)))}
        </td></tr>
        <tr><td lang="{letter.Language}" style="padding:0 32px 20px">
        {string.Join('\n', letter.SmallPrint.Select(block => Render(block, Small)))}
        </td></tr>
        """;

    private static string Render(Block block, string style) => block switch
    {
        Block.Paragraph paragraph => $"<p style=\"{style}\">{Words(paragraph.Runs)}</p>",
        Block.Callout callout => $"<p style=\"{style};padding:12px 16px;border-left:4px solid #b7791f;background-color:#fff8e6\">{Words(callout.Runs)}</p>",
        Block.Items items => Items(items, style),
        Block.Facts facts => Facts(facts, style),
        var other => throw new InvalidOperationException($"Unhandled block {other.GetType().Name}."),
    };

    private static string Items(Block.Items items, string style)
    {
        var (tag, lines) = (items.Numbered ? "ol" : "ul", items.Lines.Select(line => $"<li style=\"margin:0 0 6px\">{Words(line)}</li>"));
        return $"<{tag} style=\"{style};padding:0 0 0 22px\">\n{string.Join('\n', lines)}\n</{tag}>";
    }

    private static string Facts(Block.Facts facts, string style)
    {
        const string Cell = "padding:8px 12px;border:1px solid #d5dbe3;text-align:left;vertical-align:top";
        var rows = facts.Rows.Select(row => $"""
            <tr><th scope="row" width="38%" style="{Cell};background-color:#f5f7fa;font-weight:normal;color:#52606d">{Words(row.Label)}</th><td style="{Cell};word-break:break-word">{Words(row.Value)}</td></tr>
            """);
        return $"<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"{style};border-collapse:collapse\">\n{string.Join('\n', rows)}\n</table>";
    }

    private static string Words(IReadOnlyList<Run> runs) =>
        string.Concat(runs.Select(run => run.Bold ? $"<strong>{Encode(run.Text)}</strong>" : Encode(run.Text)));

    private static string Encode(string text) => Encoder.Encode(text);
}

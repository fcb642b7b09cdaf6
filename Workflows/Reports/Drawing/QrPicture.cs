namespace BackOffice.Workflows.Reports.Drawing;

/// <summary>A QR code of filled squares, its quiet zone included.</summary>
internal static class QrPicture
{
    public static void Draw(Sheet sheet, string payload, float x, float y, float side)
    {
        var code = QrBars.Of(payload);
        var square = side / code.Side;
        foreach (var (row, start, end) in code.Bars)
            sheet.Fill(x + start * square, y + row * square, (end - start) * square, square, Theme.Ink);
    }
}

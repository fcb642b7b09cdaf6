using QRCoder;

namespace BackOffice.Workflows.Reports.Drawing;

/// <summary>A QR code of filled squares, its quiet zone included.</summary>
internal static class QrPicture
{
    public static void Draw(Sheet sheet, string payload, float x, float y, float side)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(payload, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var square = side / rows.Count;
        for (var row = 0; row < rows.Count; row++)
        {
            for (var start = 0; start < rows.Count; start++)
            {
                if (!rows[row][start])
                    continue;
                // Neighbours become one bar: fewer marks, and no seams between them.
                var end = start;
                while (end < rows.Count && rows[row][end])
                    end++;
                sheet.Fill(x + start * square, y + row * square, (end - start) * square, square, Theme.Ink);
                start = end;
            }
        }
    }
}

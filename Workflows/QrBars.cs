using QRCoder;

namespace BackOffice.Workflows;

/// <summary>A QR code as horizontal bars of dark squares, to be drawn in whatever units. Neighbouring squares are one bar: fewer marks, and no seams between them.</summary>
/// <param name="Side">Squares from edge to edge, the quiet zone included.</param>
/// <param name="Bars">The bars, row by row.</param>
internal sealed record QrBars(int Side, IReadOnlyList<QrBars.Bar> Bars)
{
    /// <summary>Dark squares of a row from <paramref name="Start"/> up to and without <paramref name="End"/>.</summary>
    internal readonly record struct Bar(int Row, int Start, int End);

    public static QrBars Of(string payload)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(payload, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        List<Bar> bars = [];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var start = 0; start < rows.Count; start++)
            {
                if (!rows[row][start])
                    continue;
                var end = start;
                while (end < rows.Count && rows[row][end])
                    end++;
                bars.Add(new(row, start, end));
                start = end;
            }
        }
        return new(rows.Count, bars);
    }
}

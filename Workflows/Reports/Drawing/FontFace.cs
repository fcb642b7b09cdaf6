using System.Text;
using SkiaSharp;

namespace BackOffice.Workflows.Reports.Drawing;

/// <summary>
/// One typeface during one rendering: it measures in the first pass, and draws in the second with a face of just the glyphs that were measured.
/// A sign that the face lacks becomes a question mark in a box, so that a reader sees that something stands there.
/// </summary>
internal sealed class FontFace(FontFile file) : IDisposable
{
    private const float Em = 1000;
    private const float BoxPadding = 0.12f;

    private readonly SKFont ruler = Font(file.Whole, Em);
    private readonly Dictionary<int, (ushort Glyph, float Width)> known = [];
    private readonly Dictionary<float, SKFont> sizes = [];
    private SKTypeface? pen;

    private float BoxWidth => Of(new Rune('?')).Width + 2 * BoxPadding;

    public float Advance(Rune rune, float size) => size * (Of(rune) is (not 0, var width) ? width : BoxWidth);

    public float Advance(ReadOnlySpan<char> text, float size)
    {
        var sum = 0f;
        foreach (var rune in text.EnumerateRunes())
            sum += Advance(rune, size);
        return sum;
    }

    /// <summary>Ends the first pass: from now on text is drawn, and a sign that was not measured is a mistake.</summary>
    public void BeginDrawing() => pen = file.With(known.Values.Select(sign => sign.Glyph));

    /// <summary>Draws one line of text with its baseline at <paramref name="y"/>.</summary>
    public void Draw(SKCanvas canvas, string text, float x, float y, float size, SKPaint paint)
    {
        var start = 0;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Of(rune).Glyph is 0)
            {
                x = DrawRun(canvas, text[start..at], x, y, size, paint);
                x = DrawBox(canvas, x, y, size, paint);
                start = at + rune.Utf16SequenceLength;
            }
            at += rune.Utf16SequenceLength;
        }
        DrawRun(canvas, start is 0 ? text : text[start..], x, y, size, paint);
    }

    public void Dispose()
    {
        ruler.Dispose();
        foreach (var font in sizes.Values)
            font.Dispose();
        pen?.Dispose();
    }

    private float DrawRun(SKCanvas canvas, string text, float x, float y, float size, SKPaint paint)
    {
        if (text.Length > 0)
            canvas.DrawText(text, x, y, SKTextAlign.Left, At(size), paint);
        return x + Advance(text, size);
    }

    private float DrawBox(SKCanvas canvas, float x, float y, float size, SKPaint paint)
    {
        var edge = BoxPadding * size;
        canvas.DrawText("?", x + edge, y, SKTextAlign.Left, At(size), paint);
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = size / 20;
        canvas.DrawRect(x + edge / 2, y - 0.72f * size, BoxWidth * size - edge, 0.84f * size, paint);
        paint.Style = SKPaintStyle.Fill;
        return x + BoxWidth * size;
    }

    private (ushort Glyph, float Width) Of(Rune rune)
    {
        if (known.TryGetValue(rune.Value, out var sign))
            return sign;
        if (pen is not null)
            throw new InvalidOperationException("The rows of a table were not the same when they were read again.");
        var glyph = ruler.GetGlyph(rune.Value);
        return known[rune.Value] = (glyph, ruler.GetGlyphWidths([glyph])[0] / Em);
    }

    private SKFont At(float size)
    {
        if (!sizes.TryGetValue(size, out var font))
            sizes[size] = font = Font(pen ?? throw new InvalidOperationException("Nothing is drawn in the first pass."), size);
        return font;
    }

    private static SKFont Font(SKTypeface face, float size) => new(face, size) { Hinting = SKFontHinting.None, Subpixel = true, LinearMetrics = true };
}

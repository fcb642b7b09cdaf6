using System.Text;
using SkiaSharp;

namespace BackOffice.Workflows.Reports.Drawing;

/// <summary>
/// One typeface during one rendering: widths, and drawing at a size. A sign that the face lacks becomes a question mark in a box, so that a
/// reader sees that something stands there.
/// </summary>
internal sealed class FontFace(SKTypeface typeface) : IDisposable
{
    private const float Em = 1000;
    private const float BoxPadding = 0.12f;

    private readonly SKFont ruler = new(typeface, Em) { Hinting = SKFontHinting.None, Subpixel = true, LinearMetrics = true };
    private readonly Dictionary<int, float> widths = [];
    private readonly Dictionary<float, SKFont> sizes = [];

    /// <summary>The width of a sign at size 1; negative when the face lacks the sign.</summary>
    private float Width(Rune rune)
    {
        if (!widths.TryGetValue(rune.Value, out var width))
        {
            var glyph = ruler.GetGlyph(rune.Value);
            width = widths[rune.Value] = glyph is 0 ? -1 : ruler.GetGlyphWidths([glyph])[0] / Em;
        }
        return width;
    }

    public float Advance(Rune rune, float size) => size * (Width(rune) is >= 0 and var width ? width : BoxWidth);

    private float BoxWidth => Width(new Rune('?')) + 2 * BoxPadding;

    public float Advance(ReadOnlySpan<char> text, float size)
    {
        var sum = 0f;
        foreach (var rune in text.EnumerateRunes())
            sum += Advance(rune, size);
        return sum;
    }

    /// <summary>Draws one line of text with its baseline at <paramref name="y"/>.</summary>
    public void Draw(SKCanvas canvas, string text, float x, float y, float size, SKPaint paint)
    {
        var start = 0;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Width(rune) < 0)
            {
                x = DrawRun(canvas, text[start..at], x, y, size, paint);
                x = DrawBox(canvas, x, y, size, paint);
                start = at + rune.Utf16SequenceLength;
            }
            at += rune.Utf16SequenceLength;
        }
        DrawRun(canvas, text[start..], x, y, size, paint);
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

    private SKFont At(float size)
    {
        if (!sizes.TryGetValue(size, out var font))
            sizes[size] = font = new(typeface, size) { Hinting = SKFontHinting.None, Subpixel = true, LinearMetrics = true };
        return font;
    }

    public void Dispose()
    {
        ruler.Dispose();
        foreach (var font in sizes.Values)
            font.Dispose();
    }
}

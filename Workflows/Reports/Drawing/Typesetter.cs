using System.Text;

namespace BackOffice.Workflows.Reports.Drawing;

/// <summary>A piece of text in one style.</summary>
internal readonly record struct Span(string Text, TextStyle Style);

/// <summary>One set line. A tone makes it part of a chip.</summary>
internal sealed record Line(IReadOnlyList<Span> Spans, float Width, float Leading, Tone Tone = Tone.None);

/// <summary>Breaks text into lines. Linear in the text, whatever stands in it.</summary>
internal sealed class Typesetter(FontFace regular, FontFace bold)
{
    public FontFace Face(TextStyle style) => style.Bold ? bold : regular;

    public IReadOnlyList<Line> Set(Span span, float width, Tone tone = Tone.None) => Set([span], width, tone);

    public IReadOnlyList<Line> Set(IReadOnlyList<Span> spans, float width, Tone tone = Tone.None)
    {
        var text = spans.Count is 1 ? spans[0].Text : string.Concat(spans.Select(span => span.Text));
        var lines = new List<Line>();
        var start = 0;
        while (start < text.Length)
        {
            var (end, next) = LineEnd(text, start, spans, width);
            lines.Add(Cut(text, start, end, spans, tone));
            start = next;
        }
        return lines;
    }

    /// <summary>The text on one line, cut with an ellipsis where it is too wide.</summary>
    public Line OneLine(Span span, float width)
    {
        var lines = Set(span, width);
        if (lines.Count < 2)
            return lines is [var only] ? only : new([], 0, span.Style.Leading);
        var shorter = Set(span, width - Face(span.Style).Advance("…", span.Style.Size))[0].Spans[0].Text.TrimEnd() + "…";
        return Set(span with { Text = shorter }, width + 1)[0];
    }

    // A word wider than the line breaks after a mark if that is past the middle, else anywhere; no hyphen is added, for codes are copied from paper.
    private (int End, int Next) LineEnd(string text, int start, IReadOnlyList<Span> spans, float width)
    {
        float x = 0, widthAtMark = 0;
        int afterBlank = 0, afterMark = 0, at = start;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            if (rune.Value is '\n')
                return (at, at + 1);
            var style = StyleAt(at, spans);
            x += Face(style).Advance(rune, style.Size);
            // A blank may hang over the edge: it is not seen, and keeps the words of two lines apart for those who copy them.
            if (x > width && rune.Value is not ' ' && at > start)
            {
                var end = afterBlank > start ? afterBlank : afterMark > start && widthAtMark > width / 2 ? afterMark : at;
                return (end, end);
            }
            at += length;
            if (rune.Value is ' ')
                afterBlank = at;
            else if (rune.Value is '-' or '.' or '_' or '/' or '@')
                (afterMark, widthAtMark) = (at, x);
        }
        return (at, at);
    }

    private static TextStyle StyleAt(int at, IReadOnlyList<Span> spans)
    {
        foreach (var span in spans)
        {
            if (at < span.Text.Length)
                return span.Style;
            at -= span.Text.Length;
        }
        throw new InvalidOperationException("The place lies behind the text.");
    }

    private Line Cut(string text, int start, int end, IReadOnlyList<Span> spans, Tone tone)
    {
        var pieces = new List<Span>(1);
        float width = 0, leading = 0;
        var offset = 0;
        foreach (var span in spans)
        {
            var (from, to) = (Math.Max(start, offset), Math.Min(end, offset + span.Text.Length));
            if (from < to)
            {
                pieces.Add(new(from == 0 && to == text.Length ? text : text[from..to], span.Style));
                width += Face(span.Style).Advance(text.AsSpan(from, to - from).TrimEnd(' '), span.Style.Size);
            }
            // An empty line is as high as the style it stands in.
            if (from < to || start == end && start >= offset && start <= offset + span.Text.Length)
                leading = Math.Max(leading, span.Style.Leading);
            offset += span.Text.Length;
        }
        return new(pieces, width, leading, tone);
    }
}

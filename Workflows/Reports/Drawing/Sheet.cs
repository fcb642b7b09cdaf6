using SkiaSharp;

namespace BackOffice.Workflows.Reports.Drawing;

/// <summary>
/// The pages under the pen: where the next thing goes, and the head and foot of each page. Without a canvas maker it only counts pages, which is
/// the first of the two passes.
/// </summary>
internal sealed class Sheet(ReportInfo info, Typesetter typesetter, SKDocument? pdf, GuardedStream? guard, int total, CancellationToken cancellation)
    : IDisposable
{
    private readonly SKPaint paint = new() { IsAntialias = true };
    private SKCanvas? canvas;

    public Typesetter Typesetter => typesetter;

    public int Number { get; private set; }

    /// <summary>The upper edge of what comes next.</summary>
    public float Y { get; set; }

    public float Room => Theme.Bottom - Y;

    /// <summary>Whether nothing but the page head stands on the page.</summary>
    public bool IsFresh => Y <= (Number is 1 ? Theme.FirstTop : Theme.Top);

    public void Open()
    {
        cancellation.ThrowIfCancellationRequested();
        guard?.ThrowIfFailed();
        Number++;
        canvas = pdf?.BeginPage(Theme.PageWidth, Theme.PageHeight);
        Y = Number is 1 ? Theme.FirstTop : Theme.Top;
        if (Number > 1)
            Head();
        Foot();
    }

    public void Close()
    {
        if (canvas is not null)
            pdf?.EndPage();
        canvas = null;
    }

    public void Turn()
    {
        Close();
        Open();
    }

    /// <summary>Turns the page when less than this is left on it.</summary>
    public void Need(float height)
    {
        if (Room < height && !IsFresh)
            Turn();
    }

    public void Draw(Line line, float x, float top)
    {
        if (canvas is null)
            return;
        // The baseline of a line with two sizes is that of the larger.
        var size = line.Spans.Count is 0 ? 0 : line.Spans.Max(span => span.Style.Size);
        var baseline = top + line.Leading / 2 + size * 0.33f;
        foreach (var span in line.Spans)
        {
            paint.Color = line.Tone is Tone.None ? span.Style.Color : Theme.Colours(line.Tone).Text;
            typesetter.Face(span.Style).Draw(canvas, span.Text, x, baseline, span.Style.Size, paint);
            x += typesetter.Face(span.Style).Advance(span.Text, span.Style.Size);
        }
    }

    public void Fill(float x, float y, float width, float height, SKColor color, float radius = 0)
    {
        paint.Color = color;
        // Edges of squares that touch would show as hairlines when smoothed.
        paint.IsAntialias = radius > 0;
        canvas?.DrawRoundRect(x, y, width, height, radius, radius, paint);
        paint.IsAntialias = true;
    }

    private void Head()
    {
        Beside(info.Title.Indonesian, info.Number.Indonesian, 44);
        Fill(Theme.Left, 58, Theme.Width, 0.5f, Theme.Hair);
    }

    private void Foot()
    {
        const float y = Theme.PageHeight - 52;
        Fill(Theme.Left, y - 6, Theme.Width, 0.5f, Theme.Hair);
        Beside(info.Mark.Indonesian, $"Halaman {Number} dari {total}", y);
    }

    private void Beside(string left, string right, float y)
    {
        var rightLine = typesetter.OneLine(new(right, Theme.Margin), Theme.Width / 2);
        Draw(typesetter.OneLine(new(left, Theme.Margin), Theme.Width - rightLine.Width - 16), Theme.Left, y);
        Draw(rightLine, Theme.Left + Theme.Width - rightLine.Width, y);
    }

    public void Dispose() => paint.Dispose();
}

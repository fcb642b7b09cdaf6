using SkiaSharp;

namespace BackOffice.Workflows.Reports.Drawing;

/// <summary>One of the embedded font files, shared by all renderings.</summary>
internal sealed class FontFile : IDisposable
{
    private readonly byte[] bytes;

    public FontFile(string file)
    {
        using var stream = typeof(FontFile).Assembly.GetManifestResourceStream($"BackOffice.Workflows.Reports.Fonts.{file}")
            ?? throw new InvalidOperationException($"The font {file} is missing in the assembly.");
        bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        Whole = Typeface(bytes);
    }

    /// <summary>The face with all its glyphs, for measuring.</summary>
    public SKTypeface Whole { get; }

    /// <summary>A face with these glyphs only, for drawing. The caller disposes it.</summary>
    public SKTypeface With(IEnumerable<ushort> glyphs) => Typeface(FontSubset.Of(bytes, glyphs));

    public void Dispose() => Whole.Dispose();

    private static SKTypeface Typeface(byte[] font)
    {
        using var data = SKData.CreateCopy(font);
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException("The font cannot be read.");
    }
}

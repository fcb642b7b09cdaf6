using BackOffice.Workflows.Reports.Drawing;
using SkiaSharp;

namespace BackOffice.Workflows.Tests.Reports;

public sealed class FontSubsetTests
{
    [Theory]
    [InlineData("Carlito-Regular.ttf")]
    [InlineData("Carlito-Bold.ttf")]
    public void A_glyph_that_was_asked_for_looks_as_before_and_another_is_empty(string name)
    {
        using var file = new FontFile(name);
        using var whole = new SKFont(file.Whole, 100);
        var asked = whole.GetGlyphs("AéÅñḌşß→≥10?").ToHashSet();
        using var face = file.With(asked);
        using var subset = new SKFont(face, 100);

        Assert.All(asked, glyph => Assert.Equal(Outline(whole, glyph), Outline(subset, glyph)));
        Assert.NotEmpty(Outline(whole, whole.GetGlyph('Q')));
        Assert.Empty(Outline(subset, subset.GetGlyph('Q')));
    }

    [Fact]
    public void All_glyphs_asked_for_is_the_whole_face()
    {
        using var file = new FontFile("Carlito-Regular.ttf");
        var glyphs = Enumerable.Range(0, file.Whole.GlyphCount).Select(glyph => (ushort)glyph).ToList();
        using var face = file.With(glyphs);
        using var whole = new SKFont(file.Whole, 100);
        using var subset = new SKFont(face, 100);

        Assert.Equal(file.Whole.GlyphCount, face.GlyphCount);
        Assert.All(glyphs, glyph => Assert.Equal(Outline(whole, glyph), Outline(subset, glyph)));
        Assert.Equal(whole.GetGlyphWidths([.. glyphs]), subset.GetGlyphWidths([.. glyphs]));
    }

    private static string Outline(SKFont font, ushort glyph)
    {
        using var path = font.GetGlyphPath(glyph);
        return path?.ToSvgPathData() ?? "";
    }
}

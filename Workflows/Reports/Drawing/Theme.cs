using SkiaSharp;

namespace BackOffice.Workflows.Reports.Drawing;

/// <summary>The look of a report: A4 in points, one family in two weights, one accent, and greys that still reach a contrast of 4.5 on white.</summary>
internal static class Theme
{
    public const float PageWidth = 595.28f;
    public const float PageHeight = 841.89f;
    public const float Left = 57;
    public const float Width = PageWidth - 2 * Left;
    public const float FirstTop = 50;
    public const float Top = 76;
    public const float Bottom = PageHeight - 70;

    /// <summary>The height of a paragraph, or of a part's heading, when room is kept for what follows.</summary>
    public const float LeadIn = 32;

    /// <summary>What a heading wants below it before it stays on a page.</summary>
    public const float KeepWithHeading = 64;

    /// <summary>A row up to this height moves overleaf whole; a taller one is split.</summary>
    public const float Unsplit = 200;

    public static readonly SKColor Ink = new(0x1C, 0x22, 0x2B);
    public static readonly SKColor Quiet = new(0x66, 0x6E, 0x7A);
    public static readonly SKColor Accent = new(0x1B, 0x3A, 0x5C);
    public static readonly SKColor Hair = new(0xD9, 0xDD, 0xE3);
    public static readonly SKColor Shade = new(0xF1, 0xF4, 0xF7);

    public static readonly TextStyle Authority = new(true, 13, 16, Accent);
    public static readonly TextStyle Service = new(false, 10, 13, Ink);
    public static readonly TextStyle Title = new(true, 21, 25, Accent);
    public static readonly TextStyle TitleEnglish = new(false, 12, 16, Quiet);
    public static readonly TextStyle Section = new(true, 13, 17, Accent);
    public static readonly TextStyle SectionEnglish = new(false, 10, 17, Quiet);
    public static readonly TextStyle Part = new(true, 10.5f, 14, Ink);
    public static readonly TextStyle PartEnglish = new(false, 9, 14, Quiet);
    public static readonly TextStyle Body = new(false, 9.5f, 13, Ink);
    public static readonly TextStyle BodyBold = Body with { Bold = true };
    public static readonly TextStyle BodyQuiet = new(false, 9, 12, Quiet);
    public static readonly TextStyle Label = new(false, 9, 13, Ink);
    public static readonly TextStyle Cell = new(false, 8.2f, 10.6f, Ink);
    public static readonly TextStyle CellQuiet = new(false, 7.4f, 9.4f, Quiet);
    public static readonly TextStyle Head = new(true, 8.2f, 10.4f, Accent);
    public static readonly TextStyle Chip = new(true, 7.8f, 11.2f, Ink);
    public static readonly TextStyle FactChip = Chip with { Size = 8.6f, Leading = 13 };
    public static readonly TextStyle Margin = new(false, 8, 10, Quiet);

    public static (SKColor Fill, SKColor Text) Colours(Tone tone) => tone switch
    {
        Tone.Good => (new(0xE2, 0xF2, 0xE7), new(0x14, 0x57, 0x33)),
        Tone.Wait => (new(0xFC, 0xEF, 0xD2), new(0x73, 0x47, 0x00)),
        Tone.Bad => (new(0xFA, 0xE3, 0xE1), new(0x8C, 0x1D, 0x18)),
        Tone.Info => (new(0xE3, 0xEC, 0xF7), new(0x1B, 0x48, 0x80)),
        _ => throw new InvalidOperationException($"{tone} has no chip."),
    };
}

/// <summary>How a piece of text is set.</summary>
internal readonly record struct TextStyle(bool Bold, float Size, float Leading, SKColor Color);

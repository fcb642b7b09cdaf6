using BackOffice.Workflows.Reports.Drawing;
using SkiaSharp;

namespace BackOffice.Workflows.Reports;

/// <summary>
/// Draws reports with Skia on A4, in the embedded Carlito, which is never looked up on the machine. Two passes: the first counts the pages, the second
/// draws them; memory does not grow with the rows. Skia can neither tag a file nor name its language.
/// </summary>
public sealed class SkiaReportRenderer : IReportRenderer, IDisposable
{
    private readonly FontFile regular = new("Carlito-Regular.ttf");
    private readonly FontFile bold = new("Carlito-Bold.ttf");

    /// <inheritdoc />
    public RendererTraits Traits => RendererTraits.SameBytes;

    /// <inheritdoc />
    public Task RenderAsync(ReportDocument report, Stream output, CancellationToken cancellation) =>
        Task.Run(() => Render(report, output, cancellation), cancellation);

    /// <inheritdoc />
    public void Dispose()
    {
        regular.Dispose();
        bold.Dispose();
    }

    private void Render(ReportDocument report, Stream output, CancellationToken cancellation)
    {
        using var regularFace = new FontFace(regular);
        using var boldFace = new FontFace(bold);
        var typesetter = new Typesetter(regularFace, boldFace);
        var total = Put(report, typesetter, pdf: null, guard: null, total: 0, cancellation);

        regularFace.BeginDrawing();
        boldFace.BeginDrawing();
        using var guard = new GuardedStream(output);
        using var pdf = SKDocument.CreatePdf(guard, Metadata(report.Info));
        try
        {
            if (Put(report, typesetter, pdf, guard, total, cancellation) != total)
                throw new InvalidOperationException("The rows of a table were not the same when they were read again.");
            pdf.Close();
        }
        catch
        {
            pdf.Abort();
            throw;
        }
        guard.ThrowIfFailed();
    }

    private static int Put(ReportDocument report, Typesetter typesetter, SKDocument? pdf, GuardedStream? guard, int total, CancellationToken cancellation)
    {
        using var sheet = new Sheet(report.Info, typesetter, pdf, guard, total, cancellation);
        new BlockFlow(sheet).Put(report);
        return sheet.Number;
    }

    private static SKDocumentPdfMetadata Metadata(ReportInfo info) => new()
    {
        Title = $"{info.Title.Indonesian} {info.Number.Indonesian}",
        Author = info.Author.Indonesian,
        Subject = info.Subject.Indonesian,
        Creator = "BackOffice",
        Creation = info.Created.UtcDateTime,
        Modified = info.Created.UtcDateTime,
        RasterDpi = SKDocumentPdfMetadata.Default.RasterDpi,
        EncodingQuality = SKDocumentPdfMetadata.Default.EncodingQuality,
    };
}

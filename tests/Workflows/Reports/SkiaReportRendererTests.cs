using BackOffice.Workflows.Reports;
using QRCoder;

namespace BackOffice.Workflows.Tests.Reports;

public sealed class SkiaReportRendererTests : RendererContract, IDisposable
{
    private readonly SkiaReportRenderer renderer = new();

    public override IReportRenderer Renderer => renderer;

    [Fact]
    public async Task Only_the_glyphs_that_are_drawn_are_embedded()
    {
        using var pages = await PdfPages.OfAsync(renderer, ActivationReport.Compose(SampleReports.Merged(), SampleReports.Issuer));

        Assert.InRange(pages.Bytes.Length, 20_000, 100_000);
    }

    [Fact]
    public async Task The_squares_on_the_page_are_those_of_the_code()
    {
        const string payload = "https://agregasi.example.go.id/verify/7K2M-0QXD-91AB-ZZ4T-C3PE";
        using var code = new QRCodeGenerator().CreateQrCode(payload, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        using var pages = await PdfPages.OfAsync(renderer, Proof(payload));

        // Skia draws a bar as one path; the code is the only thing on the page that is both dark and shorter than a point's rule is wide.
        var bars = pages.Pages[0].Paths.Where(path => path.IsFilled).Select(path => path.GetBoundingRectangle()!.Value)
            .Where(bar => bar.Left > 56 && bar.Right < 162 && bar.Height is > 1.5 and < 4).ToList();
        var square = bars.Min(bar => bar.Height);
        var drawn = bars.Sum(bar => (int)Math.Round(bar.Width / square));
        Assert.Equal(modules.Sum(row => row.Cast<bool>().Count(dark => dark)), drawn);
    }

    [Fact]
    public async Task A_scanner_reads_the_address_from_the_page()
    {
        Assert.SkipUnless(Tool.Exists("pdftoppm") && Tool.Exists("zbarimg"), "pdftoppm and zbarimg (apt-get install poppler-utils zbar-tools) are not installed.");
        const string payload = "https://agregasi.example.go.id/verify/7K2M-0QXD-91AB-ZZ4T-C3PE";
        using var pages = await PdfPages.OfAsync(renderer, Proof(payload));
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "report.pdf");
            await File.WriteAllBytesAsync(file, pages.Bytes, TestContext.Current.CancellationToken);
            await Tool.RunAsync("pdftoppm", "-r", "150", "-png", "-singlefile", file, Path.ChangeExtension(file, null));

            Assert.Equal(payload, await Tool.RunAsync("zbarimg", "-q", "--raw", Path.ChangeExtension(file, "png")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public void Dispose() => renderer.Dispose();

    private static ReportDocument Proof(string payload) => new(
        new("Judul", "Kepala", "Perihal", SampleReports.AsOf, "N-1", "T"), new("Kepala", "", ""), [new Block.Proof(payload, "Kode QR", [new("Periksa di", payload)])]);
}

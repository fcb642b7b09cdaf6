using BackOffice.Workflows.Reports;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using UglyToad.PdfPig.Tokens;

namespace BackOffice.Workflows.Tests.Reports;

/// <summary>A rendered report, read back.</summary>
internal sealed class PdfPages : IDisposable
{
    private readonly PdfDocument document;

    private PdfPages(byte[] bytes)
    {
        Bytes = bytes;
        document = PdfDocument.Open(bytes);
        Pages = [.. document.GetPages()];
        Texts = [.. Pages.Select(page => string.Join(' ', ContentOrderTextExtractor.GetText(page).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
    }

    public byte[] Bytes { get; }

    public IReadOnlyList<Page> Pages { get; }

    /// <summary>The words of each page in the order in which they are written.</summary>
    public IReadOnlyList<string> Texts { get; }

    public string Text => string.Join(' ', Texts);

    public DocumentInformation Information => document.Information;

    public static async Task<PdfPages> OfAsync(IReportRenderer renderer, ReportDocument report)
    {
        using var file = new MemoryStream();
        await renderer.RenderAsync(report, file, TestContext.Current.CancellationToken);
        return new(file.ToArray());
    }

    /// <summary>A report that was written to a file.</summary>
    public static PdfPages Of(string path) => new(File.ReadAllBytes(path));

    /// <summary>For each font of the file, whether its program stands in the file.</summary>
    public IReadOnlyDictionary<string, bool> Fonts() => document.Structure.CrossReferenceTable.ObjectOffsets.Keys
        .Select(key => document.Structure.GetObject(key)?.Data)
        .OfType<DictionaryToken>()
        .Where(data => data.TryGet<NameToken>(NameToken.Type, out var type) && type.Data is "FontDescriptor")
        .ToDictionary(
            data => data.TryGet<NameToken>(NameToken.FontName, out var name) ? name.Data : "",
            data => data.ContainsKey(NameToken.FontFile2));

    public void Dispose() => document.Dispose();
}

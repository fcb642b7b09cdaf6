namespace BackOffice.Workflows.Reports;

/// <summary>
/// One report as content: no coordinates, sizes or fonts, so that any layout engine can draw it.
/// </summary>
/// <param name="Info">What the file says about itself.</param>
/// <param name="Letterhead">Whose report it is; stands on the first page.</param>
/// <param name="Blocks">The body, in reading order.</param>
public sealed record ReportDocument(ReportInfo Info, Letterhead Letterhead, IReadOnlyList<Block> Blocks);

/// <summary>What the file says about itself.</summary>
/// <param name="Title">The title, on the first page, at the head of the others and in the file's properties.</param>
/// <param name="Author">Who issued it.</param>
/// <param name="Subject">One line for the file's properties.</param>
/// <param name="Created">The time the report speaks of; the file's dates are this time and never the clock's, so that equal reports give equal files.</param>
/// <param name="Number">The number it is filed under, below the title and at the head of the other pages.</param>
/// <param name="Mark">What ties every page to this report and no other, at its foot: the code of its digest.</param>
/// <param name="Language">The language of the first text, as a BCP 47 tag.</param>
public sealed record ReportInfo(Words Title, Words Author, Words Subject, DateTimeOffset Created, Words Number, Words Mark, string Language = "id");

/// <summary>The head of the first page, as on an office letter.</summary>
/// <param name="Authority">The authority, largest.</param>
/// <param name="Service">The service or unit under it.</param>
/// <param name="Contact">One line with address or web site; empty leaves it out.</param>
public sealed record Letterhead(Words Authority, Words Service, Words Contact)
{
    /// <summary>The letterhead of the national aggregation, used unless a setting names another.</summary>
    public static Letterhead Inaproc { get; } = new(
        "Lembaga Kebijakan Pengadaan Barang/Jasa Pemerintah",
        new Words("Agregasi Inaproc", "Aggregation of electronic procurement services"),
        "");
}

using BackOffice.Workflows.Reports;

namespace BackOffice.Workflows.Tests.Reports;

/// <summary>What every renderer owes, whatever library it stands on: read back from the file, never from the renderer.</summary>
public abstract class RendererContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 5, 0, 0, TimeSpan.Zero);

    public abstract IReportRenderer Renderer { get; }

    [Fact]
    public async Task Blocks_stand_in_the_order_in_which_they_were_given()
    {
        using var pages = await RenderAsync(
            new Block.Heading(1, new("Bagian pertama", "First section")),
            new Block.Paragraph([new("Kalimat "), new("tebal", Bold: true), new(" dan "), new("tenang", Quiet: true), new(".")]),
            new Block.Facts([new(new("Nama label", "Label name"), "nilai fakta")]),
            Table(2),
            new Block.PageBreak(),
            new Block.Heading(2, "Bagian kedua"));

        AssertInOrder(
            pages.Text,
            "Kepala Surat", "Judul Laporan", "Bagian pertama", "First section", "Kalimat tebal dan tenang.", "Nama label", "nilai fakta",
            "Kolom A", "baris-1", "baris-2", "Bagian kedua");
        Assert.Contains("Bagian kedua", pages.Texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_counts_itself_and_all_others()
    {
        using var pages = await RenderAsync(new Block.PageBreak(), new Block.PageBreak(), new Block.Paragraph(new Words("dua")), new Block.PageBreak());

        Assert.Equal(3, pages.Texts.Count);
        for (var page = 1; page <= 3; page++)
            Assert.Contains($"Halaman {page} dari 3", pages.Texts[page - 1], StringComparison.Ordinal);
        Assert.All(pages.Texts, text => Assert.Contains("TANDA-1", text, StringComparison.Ordinal));
        Assert.All(pages.Texts.Skip(1), text => Assert.Contains("Judul Laporan", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_of_three_thousand_rows_loses_none_and_repeats_its_header_on_each_page()
    {
        using var pages = await RenderAsync(Table(3000));

        Assert.True(pages.Pages.Count > 30);
        Assert.All(pages.Texts, text => Assert.Contains("Kolom A", text, StringComparison.Ordinal));
        var rows = pages.Texts.SelectMany(text => text.Split(' ')).Where(word => word.StartsWith("baris-", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, 3000).Select(i => $"baris-{i}"), rows);
    }

    [Fact]
    public async Task A_row_taller_than_a_page_goes_on_overleaf_under_the_header()
    {
        var words = Enumerable.Range(1, 3000).Select(i => $"kata{i}").ToList();
        using var pages = await RenderAsync(new Block.Table("", [new("Kolom A"), new("Kolom B")], [[new(string.Join(' ', words)), new("kecil")]]));

        Assert.True(pages.Pages.Count > 2);
        Assert.All(pages.Texts, text => Assert.Contains("Kolom A", text, StringComparison.Ordinal));
        Assert.Equal(words, pages.Texts.SelectMany(text => text.Split(' ')).Where(word => word.StartsWith("kata", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_word_wider_than_its_column_breaks_and_loses_no_letter()
    {
        var address = "alamat.surat.yang.sangat.panjang-sekali_" + new string('w', 200) + "@perusahaan.example";
        using var pages = await RenderAsync(new Block.Table("", [new("A"), new("B"), new("C")], [[new("x"), new(address), new("y")]]));

        var page = pages.Pages[0];
        Assert.Contains(address, string.Concat(page.Letters.Select(letter => letter.Value)), StringComparison.Ordinal);
        Assert.All(page.Letters, letter => Assert.InRange(letter.BoundingBox.Right, 0, page.Width));
    }

    [Fact]
    public async Task A_cell_of_two_hundred_thousand_letters_without_a_blank_is_only_long()
    {
        using var pages = await RenderAsync(new Block.Table("", [new("A"), new("B")], [[new(new string('m', 200_000)), new("")]]));

        Assert.Equal(200_000, pages.Pages.Sum(page => page.Letters.Count(letter => letter.Value is "m" && letter.PointSize < 9)) - Footers(pages));
    }

    // By name, for the texts of attributes are UTF-8 and cannot hold half a surrogate pair.
    private static readonly Dictionary<string, string> HostileNames = new()
    {
        ["half a surrogate pair"] = "lone surrogate \ud800 here",
        ["surrogates at both ends"] = "\udc00 at the start, at the end \ud83d",
        ["bidirectional controls"] = "bidi \u202Egnp.exe\u202C \u2066x\u2069 \u200F",
        ["control characters"] = "controls \0\a\b\u001b[31m\u0085\u007f",
        ["emoji and foreign letters"] = "emoji 😀👩‍👩‍👧 ✔️ and 北京 مؤسسة ไทย",
        ["code points that are no characters"] = "not characters \uFFFE \uFFFF \uFDD0",
        ["combining letters"] = "e\u0301\u0301\u0301\u0301\u0301\u0301 and \u1112\u1161\u11ab",
        ["private letters, tags and the last code point"] = "private \uE000 and tags \U000E0041\U000E007F and \U0010FFFF",
        ["line ends"] = "lines\r\nwith\n\n\n\n\u2028ends\u2029\t\v\f",
    };

    public static TheoryData<string> Hostile() => [.. HostileNames.Keys];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_name_harms_nothing(string hostile)
    {
        var name = HostileNames[hostile];
        var report = Report(
            new Block.Heading(1, new(name, name + "!")),
            new Block.Paragraph(new Words(name)),
            new Block.Facts([new(name, name, Tone.Bad), new(name, name)]),
            new Block.Table(name, [new(name), new(name, Right: true)], [[new(name, Tone.Wait, name), new(name)]]));
        using var pages = await PdfPages.OfAsync(
            Renderer,
            report with { Info = report.Info with { Title = name, Author = name, Subject = name, Number = name, Mark = name }, Letterhead = new(name, name, name) });

        Assert.Contains("Halaman 1 dari", pages.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(pages.Text, letter => char.IsSurrogate(letter) || char.IsControl(letter) || letter is >= '\u202A' and <= '\u202E');
    }

    [Fact]
    public async Task Empty_texts_and_empty_tables_are_said_to_be_empty()
    {
        using var pages = await RenderAsync(
            new Block.Heading(1, ""), new Block.Paragraph([]), new Block.Facts([]), new Block.Facts([new("kosong", "")]),
            new Block.Table("", [new("A")], []), new Block.Table("", [new("A")], [[new("")]]));

        Assert.Contains("kosong –", pages.Text, StringComparison.Ordinal);
        Assert.Contains("Tidak ada data.", pages.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_says_what_it_is_and_when()
    {
        using var pages = await RenderAsync();

        Assert.Equal("Judul Laporan N-1", pages.Information.Title);
        Assert.Equal("Kepala Surat", pages.Information.Author);
        Assert.Equal("Perihal", pages.Information.Subject);
        Assert.Equal(Noon, pages.Information.GetCreatedDateTimeOffset());
    }

    [Fact]
    public async Task All_fonts_stand_in_the_file()
    {
        using var pages = await RenderAsync(Table(1));

        Assert.Equal(2, pages.Fonts().Count);
        Assert.All(pages.Fonts(), font => Assert.True(font.Value, font.Key));
    }

    [Fact]
    public async Task Equal_reports_are_equal_files_also_when_they_are_made_at_once()
    {
        Assert.SkipUnless(Renderer.Traits.HasFlag(RendererTraits.SameBytes), "The renderer does not promise equal bytes.");

        var files = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RenderAsync(Table(200))));

        Assert.All(files, file => Assert.Equal(files[0].Bytes, file.Bytes));
        foreach (var file in files)
            file.Dispose();
    }

    [Fact]
    public async Task A_table_that_changes_between_two_readings_is_refused()
    {
        var reading = 0;
        var rows = Enumerable.Range(0, 1).SelectMany(_ => Enumerable.Repeat<Cell[]>([new("baris")], ++reading * 500));

        await Assert.ThrowsAsync<InvalidOperationException>(() => RenderAsync(new Block.Table("", [new("A")], rows)));
    }

    [Fact]
    public async Task A_row_that_does_not_match_the_columns_is_refused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => RenderAsync(new Block.Table("", [new("A"), new("B")], [[new("satu")]])));

    [Fact]
    public async Task A_disk_that_fills_up_is_an_exception_and_not_the_end_of_the_process()
    {
        var failure = await Assert.ThrowsAsync<IOException>(() =>
            Renderer.RenderAsync(Report(Table(3000)), new FullDisk(room: 20_000), TestContext.Current.CancellationToken));

        Assert.Equal("No space left.", failure.Message);
    }

    [Fact]
    public async Task A_cancelled_report_ends_early()
    {
        using var cancellation = new CancellationTokenSource();
        var table = new Block.Table("", [new("A")], Enumerable.Range(1, int.MaxValue).Select(Cell[] (i) =>
        {
            if (i is 1000)
                cancellation.Cancel();
            return [new($"{i}")];
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Renderer.RenderAsync(Report(table), Stream.Null, cancellation.Token));
    }

    private Task<PdfPages> RenderAsync(params Block[] blocks) => PdfPages.OfAsync(Renderer, Report(blocks));

    private static ReportDocument Report(params Block[] blocks) =>
        new(new("Judul Laporan", "Kepala Surat", "Perihal", Noon, "N-1", "TANDA-1"), new("Kepala Surat", "Layanan", ""), blocks);

    private static Block.Table Table(int rows) => new(
        "", [new(new("Kolom A", "Column A")), new("Kolom B", 2), new("Jumlah", Right: true)],
        Enumerable.Range(1, rows).Select(Cell[] (i) => [new($"baris-{i}"), new(new("Menunggu", "Waiting"), Tone.Wait), new($"{i}")]));

    // The letter m of "Halaman" and others at head and foot, which are no part of the cell.
    private static int Footers(PdfPages pages) =>
        pages.Pages.Sum(page => page.Letters.Count(letter => letter.Value is "m" && letter.PointSize is > 7.9 and < 8.1));

    private static void AssertInOrder(string text, params string[] parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            var found = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{part}' does not follow in: {text}");
            at = found + part.Length;
        }
    }

    private sealed class FullDisk(int room) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > room)
                throw new IOException("No space left.");
            base.Write(buffer, offset, count);
        }
    }
}

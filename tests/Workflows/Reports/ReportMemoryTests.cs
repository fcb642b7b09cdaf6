using BackOffice.Workflows.Reports;

namespace BackOffice.Workflows.Tests.Reports;

/// <summary>Fifty thousand rows cost no more memory than five thousand: what is kept is counted while the rows go through.</summary>
[Collection(nameof(ReportMemoryTests))]
[CollectionDefinition(nameof(ReportMemoryTests), DisableParallelization = true)]
public sealed class ReportMemoryTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public async Task Fifty_thousand_rows_pass_in_flat_memory()
    {
        var (early, late) = (new Sample(), new Sample());
        var read = 0;
        var facts = SampleReports.Site(50_000);
        facts = facts with
        {
            Cases = facts.Cases.Select((row, i) =>
            {
                read++;
                if (i is 5_000 or 49_999)
                    (i is 5_000 ? early : late).Take();
                return row;
            }),
        };
        using var renderer = new SkiaReportRenderer();
        using var counter = new CountingStream();

        await renderer.RenderAsync(NationalReport.Compose(facts, SampleReports.Issuer), counter, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine($"{counter.Length / Megabyte} MB written; at row 5,000 {early}, at row 50,000 {late}");
        Assert.Equal(3 * 50_000, read);
        Assert.InRange(late.Managed - early.Managed, long.MinValue, 8 * Megabyte);
        Assert.InRange(late.Process - early.Process, long.MinValue, 48 * Megabyte);
    }

    [Fact]
    public async Task Rows_from_the_database_pass_through_spool_paper_and_CSV_in_flat_memory()
    {
        var (few, many) = (await HeldAsync(5_000), await HeldAsync(50_000));

        TestContext.Current.TestOutputHelper?.WriteLine($"after 5,000 rows {few / 1024} KB held, after 50,000 {many / 1024} KB");
        Assert.InRange(many - few, long.MinValue, 4 * Megabyte);
    }

    /// <summary>What is held at the last row in the last of the passes.</summary>
    private static async Task<long> HeldAsync(int count)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (before, held, passes) = (GC.GetTotalMemory(forceFullCollection: true), 0L, 0);
        using var folder = new BackOffice.Fixtures.TemporaryFolder();
        using var spool = new RowSpool();
        var rows = await spool.KeepAsync(Rows(count), cancel);
        var facts = new ListingFacts(ReportKind.Period, SampleReports.AsOf, "PERIODE/1", new("Periode", "Period"), "Maret", [new ListingPart.Listing("Kasus", new(
            "", [new(new("Nomor", "Number")), new(new("Penyedia", "Provider"), 3), new(new("Dibuka", "Opened"))], Counted(rows)) { Name = "cases" })]);
        using var renderer = new SkiaReportRenderer();
        using var counter = new CountingStream();

        var document = ListingReport.Compose(facts, SampleReports.Issuer);
        await CsvTables.WriteAsync(document, name => folder.File($"{name}.csv"), cancel);
        await renderer.RenderAsync(document, counter, cancel);

        // The digest, the CSV file, and the two passes of the renderer.
        Assert.Equal(4, passes);
        Assert.Equal(count + 1, File.ReadLines(folder.File("cases.csv")).Count());
        return held;

        IEnumerable<IReadOnlyList<Cell>> Counted(IEnumerable<Cell[]> from)
        {
            var read = 0;
            foreach (var row in from)
            {
                if (++read == count)
                    (held, passes) = (Math.Max(held, GC.GetTotalMemory(forceFullCollection: true) - before), passes + 1);
                yield return row;
            }
        }
    }

    private static async IAsyncEnumerable<Cell[]> Rows(int count)
    {
        await Task.Yield();
        for (var i = 0; i < count; i++)
            yield return [new($"AKT-{i:0000}"), new($"CV Karya Bersama {i}"), Cell.Time(SampleReports.AsOf.AddMinutes(-i))];
    }

    /// <summary>What is held; the last time it was taken counts, which is in the drawing pass.</summary>
    private sealed class Sample
    {
        public long Managed { get; private set; }

        public long Process { get; private set; }

        public void Take() => (Managed, Process) = (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);

        public override string ToString() => $"{Managed / Megabyte} MB managed, {Process / Megabyte} MB in all";
    }

    private sealed class CountingStream : Stream
    {
        private long length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => length;

        public override long Position { get => length; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => length += count;

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

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

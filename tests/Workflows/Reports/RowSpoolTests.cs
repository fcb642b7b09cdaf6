using BackOffice.Workflows.Reports;

namespace BackOffice.Workflows.Tests.Reports;

/// <summary>Rows on their way to paper are the same as often as they are read, whichever thread reads.</summary>
public sealed class RowSpoolTests
{
    [Fact]
    public async Task Rows_are_read_again_and_again_on_any_thread()
    {
        using var spool = new RowSpool();
        var rows = await spool.KeepAsync(Enumerable.Range(1, 1000).ToAsyncEnumerable(), TestContext.Current.CancellationToken);

        for (var pass = 0; pass < 3; pass++)
        {
            var sum = 0;
            var reader = new Thread(() => sum = rows.Sum());
            reader.Start();
            reader.Join();
            Assert.Equal(500_500, sum);
        }
    }
}

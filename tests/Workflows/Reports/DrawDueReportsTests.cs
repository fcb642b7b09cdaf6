using BackOffice.Fixtures;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Reports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BackOffice.Workflows.Tests.Reports;

public sealed class DrawDueReportsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Due_report_becomes_one_file_that_its_row_names(DatabaseProvider database)
    {
        await using var home = await ReportHome.NewAsync(database);
        await home.RequestReportAsync();

        Assert.Equal(new(Drawn: 1, Postponed: 0, Failed: 0), await DrawAsync(home));
        Assert.Equal(new(0, 0, 0), await DrawAsync(home));

        var report = await home.ReportAsync();
        Assert.Equal((ReportState.Ready, 1, home.Clock.GetUtcNow(), null), (report.State, report.Attempts, report.ReadyAt, report.NextAttemptAt));
        var file = Assert.Single(Directory.GetFiles(home.ReportsFolder()));
        Assert.Equal(report.FileName, Path.GetFileName(file));
        using var pages = PdfPages.Of(file);
        Assert.Contains(report.Digest!, pages.Text, StringComparison.Ordinal);
        Assert.Contains(ReportHome.Number, pages.Text, StringComparison.Ordinal);
        Assert.All(ReportHome.SecretsOfTheThird, secret => Assert.DoesNotContain(secret, pages.Text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Crash_after_drawing_and_before_marking_leaves_one_file_in_the_end()
    {
        await using var home = await ReportHome.NewAsync(DatabaseProvider.Sqlite);
        await home.RequestReportAsync();
        await using (var dying = home.Beside((services, configuration, data) =>
        {
            ReportHome.Rooms(services, configuration, data);
            services.AddSingleton<IDurablePoints>(new DyingAt("DrawDueReports.Mark"));
        }))
            await Assert.ThrowsAsync<InvalidOperationException>(() => DrawAsync(dying));
        Assert.Single(Directory.GetFiles(home.ReportsFolder()));

        home.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await DrawAsync(home)).Drawn);

        Assert.Equal((await home.ReportAsync()).FileName, Path.GetFileName(Assert.Single(Directory.GetFiles(home.ReportsFolder()))));
    }

    [Fact]
    public async Task Failure_is_tried_again_later_and_given_up_in_the_end()
    {
        var broken = new BrokenRenderer();
        await using var home = await ReportHome.NewAsync(DatabaseProvider.Sqlite, (services, configuration, data) =>
        {
            ReportHome.Rooms(services, configuration, data);
            services.Replace(ServiceDescriptor.Singleton<IReportRenderer>(broken));
        });
        await home.RequestReportAsync();

        for (var attempt = 1; attempt <= 5; attempt++)
        {
            Assert.Equal(1, (await DrawAsync(home)).Postponed);
            Assert.Equal(new(0, 0, 0), await DrawAsync(home));
            home.Clock.Advance((await home.ReportAsync()).NextAttemptAt!.Value - home.Clock.GetUtcNow());
        }
        Assert.Equal(1, (await DrawAsync(home)).Failed);

        Assert.Equal((ReportState.Failed, 6, null), (await home.ReportAsync()) is var report ? (report.State, report.Attempts, report.NextAttemptAt) : default);
        Assert.Empty(Directory.GetFiles(home.ReportsFolder()));
        Assert.Contains(home.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal) && !line.Contains("maju", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Worker_draws_right_after_the_commit()
    {
        await using var home = await ReportHome.NewAsync(DatabaseProvider.Sqlite);
        await home.StartWorkersAsync();

        // Nobody moves the clock, so only the nudge can have woken the worker.
        await home.RequestReportAsync();

        await Eventually.TrueAsync(async () => (await home.ReportAsync()).State == ReportState.Ready, cancel: Cancel);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Two_at_once_draw_one_file(DatabaseProvider database)
    {
        await using var home = await ReportHome.NewAsync(database);
        await using var other = home.Beside(ReportHome.Rooms);
        await home.RequestReportAsync();

        await Task.WhenAll(Task.Run(() => DrawAsync(home), Cancel), Task.Run(() => DrawAsync(database == DatabaseProvider.PostgreSql ? other : home), Cancel));

        Assert.Equal(1, (await home.ReportAsync()).Attempts);
        Assert.Single(Directory.GetFiles(home.ReportsFolder()));
    }

    private static Task<DrawDueReports.Answer> DrawAsync(Home home) => home.Get<DrawDueReports>().HandleAsync(Cancel);

    private sealed class BrokenRenderer : IReportRenderer
    {
        public RendererTraits Traits => RendererTraits.None;

        public async Task RenderAsync(ReportDocument report, Stream output, CancellationToken cancellation)
        {
            await output.WriteAsync("%PDF"u8.ToArray(), cancellation);
            throw new IOException("The disk is full while drawing PT Maju Jaya.");
        }
    }
}

using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Tests.Reports;

/// <summary>Fetching, verifying and summing up.</summary>
public sealed class ReportUseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Printed_code_verifies_and_tells_what_must_stand_on_the_report(DatabaseProvider database)
    {
        await using var home = await DrawnAsync(database);
        var code = (await home.ReportAsync()).Digest!;

        foreach (var typed in new[] { code, code.ToLowerInvariant(), code.Replace("-", " ", StringComparison.Ordinal), code.Replace('0', 'o').Replace('1', 'l') })
            Assert.Equal(
                new VerifyReport.Answer.Genuine(code, ReportHome.Number, "PT. MAJU JAYA", "73", "LPSE Kabupaten Sleman", home.Clock.GetUtcNow()),
                await home.Get<VerifyReport>().HandleAsync(typed, Cancel));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000-0000-0000-0000-0000")]
    [InlineData("' OR 1=1 --")]
    public async Task Other_code_is_unknown(string? typed)
    {
        await using var home = await DrawnAsync(DatabaseProvider.Sqlite);

        Assert.IsType<VerifyReport.Answer.Unknown>(await home.Get<VerifyReport>().HandleAsync(typed, Cancel));
    }

    [Fact]
    public void Whole_digest_is_read_as_its_code()
    {
        var digest = ReportDigest.Of(SampleReports.Merged());

        Assert.True(ReportDigest.TryReadCode($"{digest.Hex[..32]} {digest.Hex[32..]}", out var code));
        Assert.Equal(digest.Code, code);
    }

    [Fact]
    public async Task Site_fetches_the_report_of_its_own_account_and_of_no_other()
    {
        await using var home = await DrawnAsync(DatabaseProvider.Sqlite);

        var found = Assert.IsType<ReadReport.Answer.Found>(await ReadAsync(home, "73", "maju_sleman"));
        Assert.True(File.Exists(found.Path));
        Assert.IsType<ReadReport.Answer.Found>(await ReadAsync(home, "73", "majujaya"));
        Assert.Equal("account-unknown", Assert.IsType<ReadReport.Answer.Refused>(await ReadAsync(home, "70", "maju_sleman")).Refusal.Code);
        Assert.Equal("no-activation", Assert.IsType<ReadReport.Answer.Refused>(await ReadAsync(home, "70", "majujaya")).Refusal.Code);
    }

    [Fact]
    public async Task Report_that_is_not_drawn_or_whose_file_is_gone_is_told_apart()
    {
        await using var home = await ReportHome.NewAsync(DatabaseProvider.Sqlite);
        await home.RequestReportAsync();
        Assert.Equal("report-not-ready", Assert.IsType<ReadReport.Answer.Refused>(await ReadAsync(home, "73", "maju_sleman")).Refusal.Code);

        await home.Get<DrawDueReports>().HandleAsync(Cancel);
        Directory.Delete(home.ReportsFolder(), recursive: true);
        Assert.Equal("report-file-missing", Assert.IsType<ReadReport.Answer.Refused>(await ReadAsync(home, "73", "maju_sleman")).Refusal.Code);
    }

    [Fact]
    public async Task Staff_of_any_role_fetches_any_report_and_nobody_without_one()
    {
        await using var home = await DrawnAsync(DatabaseProvider.Sqlite);
        var reports = home.Get<ReadReport>();

        Assert.IsType<ReadReport.Answer.Found>(await reports.ForStaffAsync(new("sari", new HashSet<string> { StaffRoles.Auditor }), ReportHome.Case, Cancel));
        Assert.Equal("role-missing", Assert.IsType<ReadReport.Answer.Refused>(await reports.ForStaffAsync(new("sari", new HashSet<string>()), ReportHome.Case, Cancel)).Refusal.Code);
        Assert.Equal("case-unknown", Assert.IsType<ReadReport.Answer.Refused>(await reports.ForStaffAsync(StaffActor.CommandLine, new(Guid.NewGuid()), Cancel)).Refusal.Code);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, null)]
    [InlineData(DatabaseProvider.Sqlite, "73")]
    [InlineData(DatabaseProvider.PostgreSql, null)]
    [InlineData(DatabaseProvider.PostgreSql, "73")]
    public async Task National_report_counts_the_registry(DatabaseProvider database, string? site)
    {
        await using var home = await ReportHome.NewAsync(database);
        var file = Path.Combine(home.DataFolder, "out", "nasional.pdf");

        var written = Assert.IsType<WriteReport.Answer.Written>(
            await home.Get<WriteReport>().HandleAsync(new(file, site is null ? new(ReportKind.Nation) : new(ReportKind.Site, site)), Cancel));

        using var pages = PdfPages.Of(written.File);
        Assert.Contains(written.Code, pages.Text, StringComparison.Ordinal);
        Assert.Contains(site is null ? "LPSE Kota Bitung" : ReportHome.Number, pages.Text, StringComparison.Ordinal);
        Assert.Matches(site is null ? @"Terdaftar Registered 3 " : @"Terdaftar Registered 1 ", pages.Text);
    }

    [Fact]
    public async Task National_report_of_an_unknown_site_is_refused_and_writes_nothing()
    {
        await using var home = await ReportHome.NewAsync(DatabaseProvider.Sqlite);
        var file = Path.Combine(home.DataFolder, "nasional.pdf");

        var refused = Assert.IsType<WriteReport.Answer.Refused>(await home.Get<WriteReport>().HandleAsync(new(file, new(ReportKind.Site, "999")), Cancel));

        Assert.Equal("site-unknown", refused.Refusal.Code);
        Assert.False(File.Exists(file));
    }

    private static async Task<Home> DrawnAsync(DatabaseProvider database)
    {
        var home = await ReportHome.NewAsync(database);
        await home.RequestReportAsync();
        await home.Get<DrawDueReports>().HandleAsync(Cancel);
        return home;
    }

    private static Task<ReadReport.Answer> ReadAsync(Home home, string site, string userId) =>
        home.Get<ReadReport>().ForSiteAsync(SiteCode.Parse(site), UserId.Parse(userId), Cancel);
}

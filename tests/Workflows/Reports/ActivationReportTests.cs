using BackOffice.Rules.Matching;
using BackOffice.Workflows.Reports;

namespace BackOffice.Workflows.Tests.Reports;

public sealed class ActivationReportTests
{
    [Fact]
    public void Every_fact_is_shown()
    {
        var facts = SampleReports.Merged();
        var text = DocumentText.Of(ActivationReport.Compose(facts, SampleReports.Issuer));

        Assert.All(FactLeaves.Of(facts), fact => Assert.Contains(fact, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_fact_of_a_group_of_thirty_is_shown()
    {
        var facts = SampleReports.GroupOf(30);
        var text = DocumentText.Of(ActivationReport.Compose(facts, SampleReports.Issuer));

        Assert.All(FactLeaves.Of(facts), fact => Assert.Contains(fact, text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_times_zone_is_named_in_both_languages()
    {
        var text = DocumentText.Of(ActivationReport.Compose(SampleReports.Merged(), SampleReports.Issuer));

        Assert.Contains("22 Nov 2026 14.05.33 WIB", text, StringComparison.Ordinal);
        Assert.Contains("2026-11-22 07:05:33 UTC", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_day_in_Jakarta_is_the_day_that_is_written()
    {
        var facts = SampleReports.Alone() with { AsOf = new(2026, 12, 31, 20, 30, 0, TimeSpan.Zero) };

        Assert.Contains("1 Jan 2027 03.30.00 WIB", DocumentText.Of(ActivationReport.Compose(facts, SampleReports.Issuer)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_persons_verdict_stands_with_its_reason()
    {
        var facts = SampleReports.Merged();
        facts = facts with { Pairs = [facts.Pairs[0] with { Decision = PairDecision.Unrelated, Verdict = new(facts.AsOf, "S. Wulandari", "Dua akta pendirian.") }] };
        var text = DocumentText.Of(ActivationReport.Compose(facts, SampleReports.Issuer));

        Assert.Contains("Tidak terkait", text, StringComparison.Ordinal);
        Assert.Contains("S. Wulandari", text, StringComparison.Ordinal);
        Assert.Contains("Dua akta pendirian.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_alone_has_no_group_and_says_that_nothing_was_found()
    {
        var text = DocumentText.Of(ActivationReport.Compose(SampleReports.Alone(), SampleReports.Issuer));

        Assert.Contains("Tidak ditemukan akun lain", text, StringComparison.Ordinal);
        Assert.Contains("Tidak ada login atau identitas yang digantikan.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Kelompok aktivasi", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_code_leads_to_the_page_that_verifies_it()
    {
        var facts = SampleReports.Merged();
        var report = ActivationReport.Compose(facts, SampleReports.Issuer);
        var digest = ReportDigest.Of(facts);

        var proof = Assert.Single(report.Blocks.OfType<Block.Proof>());
        Assert.Equal($"https://agregasi.example.go.id/verify/{digest.Code}", proof.Payload);
        Assert.Contains(digest.Code, report.Info.Mark.Indonesian, StringComparison.Ordinal);
        Assert.Contains(digest.Hex[..32], DocumentText.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_page_to_verify_at_there_is_the_digest_and_no_QR_code()
    {
        var facts = SampleReports.Merged();
        var report = ActivationReport.Compose(facts, SampleReports.Issuer with { VerifyPage = null });

        Assert.Empty(report.Blocks.OfType<Block.Proof>());
        Assert.Contains(ReportDigest.Of(facts).Code, DocumentText.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_can_be_the_case_has_words_and_every_chip_carries_them()
    {
        Cell[] chips =
        [
            .. Enum.GetValues<CaseProgress>().Select(Wordings.Progress),
            .. Enum.GetValues<PairDecision>().Select(Wordings.Decision),
            .. Enum.GetValues<FieldVerdict>().Select(verdict => Wordings.Verdict(verdict, null)),
            .. Enum.GetValues<NoticeProgress>().Select(Wordings.Notice),
        ];

        Assert.All(chips, chip => Assert.True(chip.Tone is not Tone.None && chip.Text is { Indonesian.Length: > 0, English.Length: > 0 }));
    }

    [Fact]
    public async Task The_pages_show_the_words_and_count_themselves()
    {
        using var renderer = new SkiaReportRenderer();
        using var pages = await PdfPages.OfAsync(renderer, ActivationReport.Compose(SampleReports.Merged(), SampleReports.Issuer));

        Assert.Equal("Laporan Aktivasi A-2026-000417", pages.Information.Title);
        Assert.Contains("mandiri_jaya di LPSE 7 memiliki paket terbanyak", pages.Text, StringComparison.Ordinal);
        Assert.Contains("→ ahmad yani 12 rt 3 rw 5", pages.Text, StringComparison.Ordinal);
        Assert.All(pages.Texts, text => Assert.Contains($"dari {pages.Pages.Count}", text, StringComparison.Ordinal));
    }
}

using System.Security.Cryptography;
using System.Text;
using BackOffice.Rules;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Reports;

namespace BackOffice.Workflows.Tests.Reports;

public sealed class ReportDigestTests
{
    [Fact]
    public void Equal_facts_have_one_digest() =>
        Assert.Equal(ReportDigest.Of(SampleReports.Merged()), ReportDigest.Of(SampleReports.Merged()));

    [Fact]
    public void One_instant_is_one_fact_whatever_the_offset_it_is_written_in()
    {
        var facts = SampleReports.Merged();

        Assert.Equal(ReportDigest.Of(facts), ReportDigest.Of(facts with { AsOf = facts.AsOf.ToOffset(TimeSpan.FromHours(9)) }));
    }

    public static TheoryData<string> Changes() => [.. ChangedFacts.Keys];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Any_change_is_another_digest(string change) =>
        Assert.NotEqual(ReportDigest.Of(SampleReports.Merged()), ReportDigest.Of(ChangedFacts[change](SampleReports.Merged())));

    [Fact]
    public void All_those_changes_are_told_apart()
    {
        var digests = ChangedFacts.Values.Select(change => ReportDigest.Of(change(SampleReports.Merged())).Hex).ToList();

        Assert.Equal(digests.Count, digests.Distinct().Count());
    }

    [Fact]
    public void The_order_of_events_counts()
    {
        var facts = SampleReports.Merged();

        Assert.NotEqual(ReportDigest.Of(facts), ReportDigest.Of(facts with { Timeline = [.. facts.Timeline.Reverse()] }));
    }

    [Fact]
    public void The_rows_of_a_table_count()
    {
        var nation = SampleReports.Nation(100);

        Assert.Equal(ReportDigest.Of(nation), ReportDigest.Of(SampleReports.Nation(100)));
        Assert.NotEqual(ReportDigest.Of(nation), ReportDigest.Of(nation with { Sites = nation.Sites.Skip(1) }));
        Assert.NotEqual(ReportDigest.Of(SampleReports.Site(3)), ReportDigest.Of(SampleReports.Site(4)));
    }

    // Reports on paper outlive releases. When this fails, the canonical form has changed: give it a new name in ReportDigest and keep the old one verifiable.
    [Fact]
    public void Last_years_report_still_has_its_digest()
    {
        Assert.Equal("PK4N-GEAM-6WWD-YMZD-4CB3", ReportDigest.Of(SampleReports.Alone()).Code);
        Assert.Equal("EBNV-99MX-67PB-GQW5-39CS", ReportDigest.Of(SampleReports.Merged()).Code);
    }

    [Fact]
    public void The_digest_is_SHA_256_over_the_form_and_the_facts()
    {
        const string canonical = """
            "activation-report/1"{"Account":{"SiteCode":"99","SiteName":"LPSE Kabupaten Kerinci","UserId":"sendiri"},"AsOf":"2026-11-22T07:05:33Z","CaseNumber":"A-2026-000001",
            "Notices":[],"Outcome":{"English":"Province and regency are empty.","Indonesian":"Provinsi dan kabupaten belum diisi."},"Pairs":[],"Progress":"Waiting","Replacements":[],
            "State":{"English":"Awaiting identity","Indonesian":"Menunggu perbaikan identitas"},"Timeline":[]}
            """;

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ReplaceLineEndings("")));

        Assert.Equal(Convert.ToHexStringLower(hash), ReportDigest.Of(SampleReports.Alone()).Hex);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_obstacle() =>
        Assert.Equal(64, ReportDigest.Of(SampleReports.Merged() with { Address = "Jl. \ud800" }).Hex.Length);

    [Theory]
    [InlineData("7K2M-0QXD-91AB-ZZ4T-C3PE", "7K2M-0QXD-91AB-ZZ4T-C3PE")]
    [InlineData(" 7k2m oqxd 9Lab zz4t c3pe ", "7K2M-0QXD-91AB-ZZ4T-C3PE")]
    [InlineData("7K2M0QXDi1ABZZ4TC3PE", "7K2M-0QXD-11AB-ZZ4T-C3PE")]
    public void A_code_is_read_as_people_type_it(string typed, string code)
    {
        Assert.True(ReportDigest.TryReadCode(typed, out var read));
        Assert.Equal(code, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7K2M-0QXD-91AB-ZZ4T")]
    [InlineData("7K2M-0QXD-91AB-ZZ4T-C3PU")]
    [InlineData("7K2M-0QXD-91AB-ZZ4T-C3PE-0")]
    [InlineData("'; drop table reports; --")]
    public void What_cannot_be_a_code_is_none(string? typed) => Assert.False(ReportDigest.TryReadCode(typed, out _));

    [Fact]
    public void A_code_is_read_back_from_its_own_form()
    {
        var digest = ReportDigest.Of(SampleReports.Merged());

        Assert.True(ReportDigest.TryReadCode(digest.Code, out var read));
        Assert.Equal(digest.Code, read);
    }

    [Theory]
    [InlineData("https://agregasi.example.go.id/verify")]
    [InlineData("https://agregasi.example.go.id/verify/")]
    public void The_address_of_verification_ends_in_the_code(string page)
    {
        var digest = ReportDigest.Of(SampleReports.Alone());

        Assert.Equal($"https://agregasi.example.go.id/verify/{digest.Code}", new ReportIssuer(Letterhead.Inaproc, new(page)).VerifyAddress(digest)!.AbsoluteUri);
    }

    private static readonly Dictionary<string, Func<ActivationReportFacts, ActivationReportFacts>> ChangedFacts = new()
    {
        ["one second later"] = facts => facts with { AsOf = facts.AsOf.AddSeconds(1) },
        ["one tick later"] = facts => facts with { AsOf = facts.AsOf.AddTicks(1) },
        ["case number"] = facts => facts with { CaseNumber = "A-2026-000418" },
        ["site"] = facts => facts with { Account = facts.Account with { SiteCode = "413" } },
        ["site name"] = facts => facts with { Account = facts.Account with { SiteName = "LPSE" } },
        ["user ID, by case only"] = facts => facts with { Account = facts.Account with { UserId = "MJK-jambi" } },
        ["company"] = facts => facts with { Account = facts.Account with { Company = null } },
        ["tax number"] = facts => facts with { TaxNumber = null },
        ["tax number, empty"] = facts => facts with { TaxNumber = "" },
        ["address"] = facts => facts with { Address = facts.Address + " " },
        ["progress"] = facts => facts with { Progress = CaseProgress.Closed },
        ["state"] = facts => facts with { State = "Aktif" },
        ["outcome in English"] = facts => facts with { Outcome = facts.Outcome with { English = "Done." } },
        ["an event less"] = facts => facts with { Timeline = [.. facts.Timeline.Skip(1)] },
        ["actor"] = facts => facts with { Timeline = [facts.Timeline[0] with { Actor = "LPSE 413" }, .. facts.Timeline.Skip(1)] },
        ["no pair"] = facts => facts with { Pairs = [] },
        ["decision"] = facts => facts with { Pairs = [facts.Pairs[0] with { Decision = PairDecision.Review }] },
        ["rule"] = facts => facts with { Pairs = [facts.Pairs[0] with { Rule = "Doubt" }] },
        ["clause"] = facts => facts with { Pairs = [facts.Pairs[0] with { Clause = "2.f.1" }] },
        ["rule-set version"] = facts => facts with { Pairs = [facts.Pairs[0] with { RuleSetVersion = "2026-11-02/8" }] },
        ["evidence"] = facts => facts with { Pairs = [facts.Pairs[0] with { Evidence = [.. facts.Pairs[0].Evidence.Skip(1)] }] },
        ["field verdict"] = facts => facts with { Pairs = [facts.Pairs[0] with { Evidence = [facts.Pairs[0].Evidence[0] with { Verdict = FieldVerdict.Similar }] }] },
        ["verdict"] = facts => facts with { Pairs = [facts.Pairs[0] with { Verdict = new(facts.AsOf, "S. Wulandari", "Akta sama") }] },
        ["weak link"] = facts => facts with { Pairs = [facts.Pairs[0] with { WeakLink = true }] },
        ["no group"] = facts => facts with { Group = null },
        ["reason"] = facts => facts with { Group = facts.Group! with { Reason = new Sentence("Seri.", "A tie.") } },
        ["confirmed"] = facts => facts with { Group = facts.Group! with { ConfirmedBy = "S. Wulandari" } },
        ["package count"] = facts => facts with { Group = facts.Group! with { Members = [facts.Group!.Members[0] with { PackageCount = 1529 }, facts.Group.Members[1]] } },
        ["no replacement"] = facts => facts with { Replacements = [] },
        ["new user ID"] = facts => facts with { Replacements = [facts.Replacements[0] with { NewUserId = "mandiri-jaya" }] },
        ["old phone"] = facts => facts with { Replacements = [facts.Replacements[0] with { Changes = [facts.Replacements[0].Changes[1] with { Old = "" }] }] },
        ["notice"] = facts => facts with { Notices = [facts.Notices[0] with { Status = NoticeProgress.Waiting }] },
    };
}

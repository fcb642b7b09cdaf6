using System.Text.Encodings.Web;
using System.Text.Json;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Reports;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Tests.Reports;

/// <summary>What a case's report tells its site.</summary>
public sealed class CaseFactsTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Merged_member_reads_who_what_when_and_why(DatabaseProvider database)
    {
        await using var home = await ReportHome.NewAsync(database);

        var facts = await FactsAsync(home);

        Assert.Equal((ReportHome.Number, "maju_sleman", "PT. MAJU JAYA", "73"), (facts.CaseNumber, facts.Account.UserId, facts.Account.Company, facts.Account.SiteCode));
        Assert.Equal("The account was merged into the Default majujaya and is active.", facts.Outcome.English);
        Assert.Equal(["Another account of the same company was found.", "Login and identity were replaced by the Default's."], facts.Timeline.Select(entry => entry.What.English));
        Assert.Equal([("70", true, 1528), ("73", false, 43), ("75", false, 7)], facts.Group!.Members.Select(member => (member.Account.SiteCode, member.IsDefault, member.PackageCount)));
        Assert.Equal("Most packages", facts.Group.Reason.English);
        var replaced = Assert.Single(facts.Replacements);
        Assert.Equal(("maju_sleman", "majujaya"), (replaced.Account.UserId, replaced.NewUserId));
        Assert.Equal(["Nama", "Alamat", "Telepon", "E-mail"], replaced.Changes.Select(change => change.Field.Indonesian));
        var pair = facts.Pairs[0];
        Assert.Equal(("maju_sleman", "majujaya", PairDecision.SameCompany, "2.f.2.b"), (pair.Left.UserId, pair.Right.UserId, pair.Decision, pair.Clause));
        Assert.Equal(("Jalan Jend. Sudirman No. 173", "Jl. Sudirman 173"), (pair.Evidence[1].Left.Raw, pair.Evidence[1].Right.Raw));
        Assert.Equal(FieldVerdict.Unclear, pair.Evidence[1].Verdict);
    }

    [Fact]
    public async Task Who_is_not_merged_is_masked_and_only_its_site_is_shown()
    {
        await using var home = await ReportHome.NewAsync(DatabaseProvider.Sqlite);

        var facts = await FactsAsync(home);
        var all = JsonSerializer.Serialize(facts, Readable);

        Assert.All(ReportHome.SecretsOfTheThird, secret => Assert.DoesNotContain(secret, all, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("Catatan dalam.", all, StringComparison.Ordinal);
        var pair = facts.Pairs[1];
        Assert.Equal(("75", "ma•••a", null), (pair.Right.SiteCode, pair.Right.UserId, pair.Right.Company));
        Assert.Equal(new ComparedValue("•••", null), pair.Evidence[1].Right);
        Assert.Equal("wulandari", pair.Verdict!.By);
        Assert.Equal(["kantor@majujaya.example", "ke•••a@maju.example", "sleman@majujaya.example"], facts.Notices.Select(notice => notice.Recipient).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Before_the_merge_the_Default_is_masked_too()
    {
        await using var home = await ReportHome.NewAsync(DatabaseProvider.Sqlite);
        await home.Database.InTransactionAsync(async (transaction, ct) =>
        {
            await transaction.Db.MergeRecords.ExecuteDeleteAsync(ct);
            await transaction.Db.Accounts.Where(account => account.Id == ReportHome.Member).ExecuteUpdateAsync(set => set.SetProperty(account => account.ProviderId, ReportHome.Member), ct);
        }, Cancel);

        var all = JsonSerializer.Serialize(await FactsAsync(home), Readable);

        Assert.DoesNotContain("Jl. Sudirman 173", all, StringComparison.Ordinal);
        Assert.DoesNotContain("kantor@majujaya.example", all, StringComparison.Ordinal);
        Assert.DoesNotContain("\"majujaya\"", all, StringComparison.Ordinal);
        Assert.Contains("LPSE Provinsi Jambi", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_is_told_as_it_stood_when_it_decided()
    {
        await using var home = await ReportHome.NewAsync(DatabaseProvider.Sqlite);
        var meaning = (await FactsAsync(home)).Pairs[0].Meaning;
        await home.Database.InTransactionAsync((transaction, ct) => transaction.Db.RuleSetVersions.ExecuteDeleteAsync(ct), Cancel);

        Assert.NotEqual("SameCompany", meaning.English);
        Assert.Equal("SameCompany", (await FactsAsync(home)).Pairs[0].Meaning.English);
    }

    private static async Task<ActivationReportFacts> FactsAsync(Home home) =>
        CaseFacts.Of(await home.ReadAsync(db => CaseRows.ReadAsync(db, ReportHome.Case, Cancel)), home.Get<NoticeTemplates>(), home.Clock.GetUtcNow());
}

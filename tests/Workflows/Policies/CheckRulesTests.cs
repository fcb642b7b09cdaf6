using BackOffice.Fixtures;
using BackOffice.Workflows.Policies;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Tests.Policies;

public sealed class CheckRulesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shipped_rules_are_fine_and_hold_every_policy()
    {
        var fine = Assert.IsType<CheckRules.Answer.Fine>(await Check().HandleAsync(RepositoryRoot.File("rules.json"), Cancel));

        Assert.Equal(12, fine.Version.Length);
        Assert.True(fine.Rules > 15);
    }

    [Fact]
    public async Task Finding_names_rule_and_position()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("rules.json"), PolicyHome.Misspelt, Cancel);

        var findings = Assert.IsType<CheckRules.Answer.Findings>(await Check(folder.File("rules.json")).HandleAsync(null, Cancel));

        Assert.Matches(@"^\d+:\d+ ActivationPreCheck/AccountAtOwnSite: .*AcountSiteCode", Assert.Single(findings.Problems).ToString());
    }

    [Fact]
    public async Task Missing_file_is_told_with_its_full_path() =>
        Assert.Contains(Path.GetFullPath("no-rules.json"), Assert.IsType<CheckRules.Answer.Unreadable>(await Check().HandleAsync("no-rules.json", Cancel)).Reason, StringComparison.Ordinal);

    private static CheckRules Check(string file = "") => new(Options.Create(new PolicyOptions { File = file }));
}

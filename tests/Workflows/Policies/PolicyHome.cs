using BackOffice.Fixtures;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Tests.Policies;

/// <summary>A home with policies and a rule file of the test's own.</summary>
internal sealed class PolicyHome : IAsyncDisposable
{
    private readonly TemporaryFolder rules;

    private PolicyHome(Home home, TemporaryFolder rules) => (Home, this.rules) = (home, rules);

    public Home Home { get; }

    public string File => rules.File("rules.json");

    public RuleFileFinding Status => Home.Get<RuleFileStatus>().Current;

    /// <summary>The rule set in force.</summary>
    public PolicySet InForce => Home.Get<LivePolicies>().Current;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The shipped rules, or those of them with a sentence of its own, which makes them another version.</summary>
    public static string Rules(string? mark = null)
    {
        var shipped = System.IO.File.ReadAllText(RepositoryRoot.File("rules.json"));
        return mark is null ? shipped : shipped.Replace("\"This user ID is not registered at this LPSE.", $"\"{mark}: this user ID is not registered at this LPSE.", StringComparison.Ordinal);
    }

    /// <summary>The shipped rules with a misspelt measure in the rule <c>AccountAtOwnSite</c>.</summary>
    public static string Misspelt => Rules().Replace("check.SiteCode == check.AccountSiteCode", "check.SiteCode == check.AcountSiteCode", StringComparison.Ordinal);

    /// <summary>The shipped tests.</summary>
    public static string Tests => System.IO.File.ReadAllText(RepositoryRoot.File("rules.tests.json"));

    public static async Task<PolicyHome> NewAsync(DatabaseProvider database, string? rules, string? tests = null, bool needsApproval = false)
    {
        var folder = new TemporaryFolder();
        if (rules is not null)
            await System.IO.File.WriteAllTextAsync(folder.File("rules.json"), rules, Cancel);
        if (tests is not null)
            await System.IO.File.WriteAllTextAsync(folder.File("rules.tests.json"), tests, Cancel);
        return new(await Home.NewAsync(
            database, (services, configuration, _) => services.AddPolicies(configuration), ("Policies:File", folder.File("rules.json")), ("Policies:FileNeedsApproval", needsApproval.ToString())), folder);
    }

    /// <summary>Another Host, or this one after a restart, on the same database with the same file.</summary>
    public Home Beside() => Home.Beside((services, configuration, _) => services.AddPolicies(configuration));

    public Task StartAsync() => Home.Get<PolicyStart>().RunAsync(Cancel);

    public Task<RuleFileFinding> LookAsync() => Home.Get<RuleFileLook>().HandleAsync(Cancel);

    public Task WriteTestsAsync(string tests) => System.IO.File.WriteAllTextAsync(rules.File("rules.tests.json"), tests, Cancel);

    public Task WriteAsync(string rules) => System.IO.File.WriteAllTextAsync(File, rules, Cancel);

    public Task<List<RuleSetVersion>> VersionsAsync() => Home.ReadAsync(db => db.RuleSetVersions.OrderBy(version => version.Number).ToListAsync(Cancel));

    /// <summary>A version that a release with other measures put in force.</summary>
    public Task AddUnusableVersionAsync(int number) => Home.Database.InTransactionAsync((transaction, _) =>
    {
        transaction.Db.RuleSetVersions.Add(new()
        {
            Number = number,
            Digest = new('a', 64),
            Version = new('a', 12),
            Json = Misspelt,
            Author = "another release",
            PublishedAt = Home.Clock.GetUtcNow(),
            EffectiveFrom = Home.Clock.GetUtcNow(),
        });
        return Task.CompletedTask;
    }, Cancel);

    public async ValueTask DisposeAsync()
    {
        await Home.DisposeAsync();
        rules.Dispose();
    }
}

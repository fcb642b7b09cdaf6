using BackOffice.Fixtures;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Policies;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Registry.Sample;
using Microsoft.Extensions.Options;
using static BackOffice.Workflows.Registry.Sample.SampleStoryKind;

namespace BackOffice.Workflows.Tests.Registry;

/// <summary>The sample registry: every story comes out as it is told.</summary>
public sealed class SampleRegistryTests : IAsyncLifetime
{
    private readonly SampleRegistry sample = SampleRegistry.Make();
    private RegistryHome home = null!;
    private ScanRegistry.Answer.Scanned scanned = null!;
    private string[] pairs = null!;
    private string[] groups = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        home = await RegistryHome.NewAsync();
        var files = await LoadSample.WriteAsync(sample, Path.Combine(home.Data, "sample"), Ct);
        var scan = new ScanRegistry(
            home.Database, new LivePolicies(), Options.Create(new PolicyOptions { File = RepositoryRoot.File("rules.json") }), new RegistryFolder(home.Data));
        scanned = Assert.IsType<ScanRegistry.Answer.Scanned>(await scan.HandleAsync(new(new(files.Sites, files.Accounts)), null, Ct));
        pairs = await File.ReadAllLinesAsync(scanned.PairsFile, Ct);
        groups = await File.ReadAllLinesAsync(scanned.GroupsFile, Ct);
    }

    [Fact]
    public async Task It_loads_through_the_import_without_a_rejected_row_and_only_once()
    {
        var load = new LoadSample(home.Database, home.Get<ImportRegistry>(), home.Get<RegistryFolder>());

        var loaded = Assert.IsType<LoadSample.Answer.Loaded>(await load.HandleAsync(Ct));
        Assert.Equal(new ImportCounts(20, 0, 300, 0, 0, 0, 0), loaded.Counts);
        Assert.IsType<LoadSample.Answer.NotEmpty>(await load.HandleAsync(Ct));
        Assert.Contains(sample.Sites, site => site.Stage is SiteStage.NonV3);
        Assert.Contains(sample.Sites, site => site.Stage is SiteStage.V3);
    }

    [Fact]
    public void It_holds_every_decision_many_times_and_nothing_that_nobody_planned()
    {
        Assert.Equal(0, scanned.Counts.Rejected);
        // 34 pairs of two members and 9 groups of three with three pairs each; every other case as often as it was put on the stage.
        Assert.Equal(
            new Dictionary<string, int> { ["same_company"] = 59, ["different_branch"] = 9, ["review"] = 5, ["user_id_clash"] = 6, ["shared_contact"] = 6 },
            scanned.Counts.Pairs);
        Assert.Equal((41, 0), (scanned.Counts.Groups, scanned.Counts.ReviewComponents));
    }

    [Theory]
    [InlineData(Branches, "different_branch")]
    [InlineData(UserIdClash, "user_id_clash")]
    [InlineData(Doubt, "review")]
    [InlineData(SharedContact, "shared_contact")]
    public void Pair_is_decided_as_it_is_told(SampleStoryKind kind, string decision)
    {
        var story = Story(kind);
        Assert.Contains($",{decision},", Assert.Single(PairsOf(story.Logins[0])), StringComparison.Ordinal);
        Assert.Contains($",{story.Logins[1].UserId},", Assert.Single(PairsOf(story.Logins[0])), StringComparison.Ordinal);
        Assert.Empty(story.Logins.SelectMany(GroupsOf));
    }

    [Theory]
    [InlineData(TwoMembers, "has the most packages (41)")]
    [InlineData(Tie, "The package counts are equal (8)")]
    [InlineData(ThreeMembers, "has the most packages (27)")]
    public void Group_has_the_Default_that_is_told(SampleStoryKind kind, string reason)
    {
        var story = Story(kind);
        Assert.All(story.Logins, login =>
        {
            var line = Assert.Single(GroupsOf(login));
            Assert.StartsWith($"G-{story.Logins[^1].Site}-{story.Logins[^1].UserId},", line, StringComparison.Ordinal);
            Assert.Contains(login.Part == "Default" ? ",true," : ",false,", line, StringComparison.Ordinal);
            Assert.Contains(reason, line, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(Unique)]
    [InlineData(EmptyProvince)]
    [InlineData(TwinOutside)]
    public void Account_without_a_counterpart_has_none(SampleStoryKind kind) => Assert.Empty(Story(kind).Logins.SelectMany(PairsOf));

    [Fact]
    public void Every_kind_of_story_is_told_once() =>
        Assert.Equal(Enum.GetValues<SampleStoryKind>(), sample.Stories.Select(story => story.Kind).Order());

    public ValueTask DisposeAsync() => home.DisposeAsync();

    private SampleStory Story(SampleStoryKind kind) => sample.Stories.Single(story => story.Kind == kind);

    private IEnumerable<string> PairsOf(SampleLogin login) => pairs.Where(line => $",{line}".Contains($",{login.Site},{login.UserId},", StringComparison.Ordinal));

    private IEnumerable<string> GroupsOf(SampleLogin login) => groups.Where(line => line.Contains($",{login.Site},{login.UserId},", StringComparison.Ordinal));
}

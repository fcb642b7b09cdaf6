using BackOffice.Designer.Sites.BringIn;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Registry.Joining;

namespace BackOffice.Designer.Tests.Sites;

/// <summary>Which step is next for a site, read off its jobs.</summary>
public sealed class BringInViewTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(7));
    private static readonly Guid File = Guid.NewGuid();

    [Fact]
    public void Site_without_accounts_begins_with_its_file() => Assert.Equal(1, Of().Step);

    [Fact]
    public void File_that_waits_comes_before_everything_else() => Assert.Equal(1, Of(accounts: 5, waits: true).Step);

    [Fact]
    public void Accounts_in_the_registry_can_be_rehearsed() => Assert.Equal(2, Of(accounts: 5).Step);

    [Fact]
    public void Rehearsal_opens_the_join_until_it_is_too_old()
    {
        Assert.Equal(3, Of(accounts: 5, jobs: Job(SiteJobKind.Rehearsal, until: Now.AddHours(1))).Step);
        Assert.Equal(2, Of(accounts: 5, jobs: Job(SiteJobKind.Rehearsal, until: Now)).Step);
    }

    [Fact]
    public void Site_that_joined_is_through() => Assert.Equal(4, Of(SiteStage.Aggregated, accounts: 5).Step);

    [Fact]
    public void Only_the_very_file_that_was_tried_may_be_imported()
    {
        Assert.True(Of(waits: true, jobs: Job(SiteJobKind.DryRun, upload: File)).MayImport);
        Assert.False(Of(waits: true, jobs: Job(SiteJobKind.DryRun, upload: Guid.NewGuid())).MayImport);
    }

    private static BringInView Of(SiteStage stage = SiteStage.V3, int accounts = 0, bool waits = false, params IReadOnlyList<ReadSiteJobs.View> jobs) => new(
        new(new("300", "LPSE 300", "", stage, new(accounts, 0, 0, 0), null, 0, 0, UnderWay: false), "4.5", [], 0, waits ? new(File, 1, "", "anisa", Now) : null, jobs, null), Now);

    private static ReadSiteJobs.View Job(SiteJobKind kind, Guid? upload = null, DateTimeOffset? until = null) =>
        new(Guid.NewGuid(), kind, SiteJobState.Done, upload, null, 0, 0, StopAsked: false, "anisa", Now, Now, Now, null, null, until, null, []);
}

using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies;
using BackOffice.Workflows.Policies.Drafts;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Tests.Policies;

/// <summary>Where files need approval, the file on disk brings a draft and nothing goes live by it; broken, it raises an alarm.</summary>
public sealed class RuleFileInProductionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Changed_file_becomes_one_submitted_draft_by_author_file(DatabaseProvider database)
    {
        await using var home = await PolicyHome.NewAsync(database, PolicyHome.Rules(), PolicyHome.Tests, needsApproval: true);
        await home.StartAsync();
        var live = home.InForce;

        await home.WriteAsync(PolicyHome.Rules("Newer"));
        var found = Assert.IsType<RuleFileFinding.Proposed>(await home.LookAsync());
        Assert.Equal(found, await home.LookAsync());

        Assert.Same(live, home.InForce);
        Assert.Single(await home.VersionsAsync());
        var draft = Assert.Single(await DraftsAsync(home));
        Assert.Equal((found.Draft, "file", DraftState.Submitted, 1), (draft.Id, draft.Author, draft.State, draft.BaseNumber));
    }

    [Fact]
    public async Task Newer_content_of_the_file_takes_the_place_of_its_older_proposal()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, PolicyHome.Rules(), PolicyHome.Tests, needsApproval: true);
        await home.StartAsync();
        await home.WriteAsync(PolicyHome.Rules("Newer"));
        await home.LookAsync();
        home.Home.Clock.Advance(TimeSpan.FromMinutes(1));
        await home.WriteAsync(PolicyHome.Rules("Newest"));
        await home.LookAsync();

        Assert.Equal([DraftState.Withdrawn, DraftState.Submitted], (await DraftsAsync(home)).Select(draft => draft.State));

        // And the older content, put back from somewhere, is not proposed again.
        await home.WriteAsync(PolicyHome.Rules("Newer"));
        Assert.IsType<RuleFileFinding.Declined>(await home.LookAsync());
        Assert.Equal(2, (await DraftsAsync(home)).Count);
    }

    [Fact]
    public async Task File_without_tests_is_refused_also_at_the_first_start()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, PolicyHome.Rules(), tests: null, needsApproval: true);

        Assert.Contains("no tests", (await Assert.ThrowsAsync<NoPoliciesException>(home.StartAsync)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task File_whose_test_fails_is_broken_everywhere(bool needsApproval)
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, PolicyHome.Rules(), PolicyHome.Tests, needsApproval);
        await home.StartAsync();
        var live = home.InForce;

        await home.WriteAsync(PolicyHome.Rules().Replace("roaming.OpenClashes == 0", "roaming.OpenClashes <= 1", StringComparison.Ordinal));

        var broken = Assert.IsType<RuleFileFinding.Broken>(await home.LookAsync());
        Assert.Contains(broken.Problems, problem => problem.Rule == "NoOpenClash" && problem.Sentence.English.Contains("Nobody roams with a clash to settle", StringComparison.Ordinal));
        Assert.Same(live, home.InForce);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Broken_file_that_stays_broken_raises_one_alarm_until_it_is_mended(DatabaseProvider database)
    {
        await using var home = await PolicyHome.NewAsync(database, PolicyHome.Rules(), PolicyHome.Tests, needsApproval: true);
        await home.StartAsync();

        await home.WriteAsync(PolicyHome.Misspelt);
        await home.LookAsync();
        Assert.Empty(await AlarmsAsync(home));
        for (var look = 0; look < 3; look++)
            await home.LookAsync();

        var alarm = Assert.Single(await AlarmsAsync(home));
        Assert.Null(alarm.ClearedAt);
        Assert.Matches(@"^\d+:\d+ ActivationPreCheck/AccountAtOwnSite: .*AcountSiteCode", alarm.Problems);
        Assert.Single(await home.Home.ReadAsync(db => db.Audit.Where(entry => entry.Act == "rule-file-broken").ToListAsync(Cancel)));

        await home.WriteAsync(PolicyHome.Rules());
        await home.LookAsync();
        Assert.NotNull(Assert.Single(await AlarmsAsync(home)).ClearedAt);
    }

    [Fact]
    public async Task On_PostgreSQL_only_one_Host_watches_and_the_other_takes_over_when_it_is_gone()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.PostgreSql, PolicyHome.Rules());
        await home.StartAsync();
        await using var other = home.Beside();
        await home.Home.StartWorkersAsync();
        await BackOffice.Fixtures.Eventually.TrueAsync(async () =>
        {
            var free = await other.Get<Leadership>().TryAsync("rule-file", _ => Task.CompletedTask, Cancel);
            // This look may itself have kept the duty from the worker, which then asks again after a while.
            home.Home.Clock.Advance(TimeSpan.FromSeconds(6));
            return !free;
        }, cancel: Cancel);

        await home.Home.DisposeAsync();

        Assert.True(await other.Get<Leadership>().TryAsync("rule-file", _ => Task.CompletedTask, Cancel));
    }

    [Fact]
    public async Task Version_scheduled_for_later_comes_into_force_by_itself_in_every_Host()
    {
        await using var home = await PolicyHome.NewAsync(DatabaseProvider.Sqlite, PolicyHome.Rules());
        await home.StartAsync();
        await using var other = home.Beside();
        await other.Get<PolicyStart>().RunAsync(Cancel);
        var (first, set) = (home.InForce, Assert.IsType<PolicyLoad.Loaded>(PolicySet.Load(PolicyHome.Rules("Later"), PolicyCatalogue.Shipped)).Set);
        await home.Home.Database.InTransactionAsync((transaction, _) =>
        {
            var now = home.Home.Clock.GetUtcNow();
            transaction.Db.RuleSetVersions.Add(new()
            {
                Number = 2,
                Digest = set.Digest,
                Version = RuleSetVersion.NameOf(2, set.Digest),
                Json = PolicyHome.Rules("Later"),
                Author = "rina",
                PublishedAt = now,
                EffectiveFrom = now.AddDays(3),
            });
            return Task.CompletedTask;
        }, Cancel);

        await home.Home.Get<RuleSetShelf>().FollowAsync(Cancel);
        Assert.Same(first, home.InForce);
        home.Home.Clock.Advance(TimeSpan.FromDays(3));
        await home.Home.Get<RuleSetShelf>().FollowAsync(Cancel);
        await other.Get<RuleSetShelf>().FollowAsync(Cancel);

        Assert.Equal([$"2-{set.Digest[..12]}", $"2-{set.Digest[..12]}"], [home.InForce.Version, other.Get<LivePolicies>().Current.Version]);
    }

    private static Task<List<RuleSetDraft>> DraftsAsync(PolicyHome home) => home.Home.ReadAsync(db => db.RuleSetDrafts.OrderBy(draft => draft.CreatedAt).ThenBy(draft => draft.Id).ToListAsync(Cancel));

    private static Task<List<PolicyAlarm>> AlarmsAsync(PolicyHome home) => home.Home.ReadAsync(db => db.PolicyAlarms.ToListAsync(Cancel));
}

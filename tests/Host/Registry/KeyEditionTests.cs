using System.Net;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Registry;

/// <summary>Whatever words the release before had: after the start of this one, everything is found by this one's.</summary>
public sealed class KeyEditionTests
{
    private const long Nowhere = 17;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Duplicate_is_found_though_its_keys_are_of_an_older_vocabulary(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3));
        await host.ByHandAsync(MisplaceKeysAsync);
        await host.ByHandAsync(db => OfAnotherEditionAsync(db, "blocking-keys"));

        await using var again = await host.RestartAsync();

        Assert.Equal("awaitDefaultPassword", (await new SiteClient(again, medan.Credentials).OpenActivationAsync("sinar-medan")).State());
        Assert.DoesNotContain("blocking-keys-differ", await FoundAsync(again));
    }

    [Theory, OnBothDatabases]
    public async Task Look_alike_is_warned_of_though_its_skeleton_is_of_an_older_list_of_letters(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar", Some.Account());
        await medan.RegisterAsync("bumi-perkasa", Some.OtherCompany);
        await host.ByHandAsync(db => db.Providers.ExecuteUpdateAsync(set => set.SetProperty(provider => provider.UserIdSkeleton, provider => provider.UserIdKey), Cancel));
        await host.ByHandAsync(db => OfAnotherEditionAsync(db, "user-id-skeletons"));

        await using var again = await host.RestartAsync();

        (await new SiteClient(again, jambi.Credentials).RenameAsync("sinar", "burni.perkasa", Some.Password)).RefusedAs(HttpStatusCode.Conflict, "user-id-looks-alike");
    }

    [Theory, OnBothDatabases]
    public async Task Case_is_found_though_its_words_are_of_an_older_spelling(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());
        var opened = await jambi.OpenActivationAsync("sinar");
        await host.ByHandAsync(db => db.SearchTerms.Where(term => term.Term == "kencana").ExecuteDeleteAsync(Cancel));
        await host.ByHandAsync(db => OfAnotherEditionAsync(db, "search-terms"));

        await using var again = await host.RestartAsync();

        var auditor = await again.AddStaffAsync("andi", StaffRoles.Auditor);
        Assert.Contains(opened.CaseId(), (await auditor.CallAsync(HttpMethod.Get, "cases?q=kencana")).Done().Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Database_of_this_edition_is_left_alone(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());
        await host.ByHandAsync(MisplaceKeysAsync);

        await using var again = await host.RestartAsync();

        // What it would have mended, had it looked.
        Assert.Contains("blocking-keys-differ", await FoundAsync(again));
        Assert.DoesNotContain("made anew", again.Logs, StringComparison.Ordinal);
    }

    // As if other words had led to other keys.
    private static async Task MisplaceKeysAsync(BackOfficeDb db)
    {
        var providers = await db.BlockingKeys.Select(key => key.ProviderId).Distinct().ToListAsync(Cancel);
        await db.BlockingKeys.ExecuteDeleteAsync(Cancel);
        db.BlockingKeys.AddRange(providers.Select(provider => new Workflows.Registry.BlockingKey { Key = Nowhere + provider, ProviderId = provider }));
    }

    private static Task<int> OfAnotherEditionAsync(BackOfficeDb db, string kind) =>
        db.KeyEditions.Where(edition => edition.Kind == kind).ExecuteUpdateAsync(set => set.SetProperty(edition => edition.Edition, "of-last-year"), Cancel);

    private static async Task<IReadOnlyList<string>> FoundAsync(RunningHost host) => [.. (await host.VerifyAsync()).Findings.Select(finding => finding.Check)];
}

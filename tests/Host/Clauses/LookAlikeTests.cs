using System.Net;
using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>Decision 9: a new user ID that looks like one in use is warned of, and taken only if the provider wants it all the same.</summary>
public sealed class LookAlikeTests
{
    [Theory, OnBothDatabases]
    public async Task Look_alike_is_refused_with_a_warning_until_it_is_accepted(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar", Some.Account());
        await medan.RegisterAsync("bumi-perkasa", Some.OtherCompany);

        foreach (var alike in new[] { "bumi_perkasa", "burni.perkasa", "bumiperkа5a", "BUMI PERKASA" })
            (await jambi.RenameAsync("sinar", alike, Some.Password)).RefusedAs(HttpStatusCode.Conflict, "user-id-looks-alike");
        Assert.Equal("sinar", (await jambi.LoginAsync("sinar", Some.Password)).Done()["userId"]);

        var taken = await jambi.OwnAsync(HttpMethod.Put, "accounts/sinar/user-id", new { newUserId = "bumi_perkasa", password = Some.Password, acceptLookAlike = true });
        Assert.Equal(("bumi_perkasa", "True"), (taken.Done()["userId"], taken["looksLikeAnother"]));
        (await jambi.RenameAsync("bumi_perkasa", "BUMI-PERKASA", Some.Password)).RefusedAs(HttpStatusCode.Conflict, "user-id-taken");
    }

    [Theory, OnBothDatabases]
    public async Task What_looks_like_the_providers_own_ID_or_like_nobodys_is_no_look_alike(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar1", Some.Account());
        await medan.RegisterAsync("bumi-perkasa", Some.OtherCompany);

        var own = (await jambi.RenameAsync("sinar1", "sinar-l", Some.Password)).Done();
        Assert.Equal("False", own["looksLikeAnother"]);
        // An ID that its provider gave up is in nobody's use, though it is nobody's to take either (decision 7).
        (await medan.RenameAsync("bumi-perkasa", "perkasa", Some.OtherCompany.Password)).Done();
        Assert.Equal("False", (await jambi.RenameAsync("sinar-l", "bumi_perkasa", Some.Password)).Done()["looksLikeAnother"]);
    }
}

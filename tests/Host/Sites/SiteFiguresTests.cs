using System.Net;
using System.Text.Json;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Registry.RollOut;
using BackOffice.Workflows.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Sites;

/// <summary>The list of sites: each account in one place of its site's funnel.</summary>
public sealed class SiteFiguresTests
{
    private static readonly string[] Places = ["registered", "activated", "waiting", "blocked", "idle"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Registered_accounts_are_activated_waiting_blocked_or_idle(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await host.AddSiteAsync("300", SiteStage.V3);
        await jambi.RegisterAsync("sinar", Some.Account());
        await jambi.RegisterAsync("bumi", Some.OtherCompany with { Province = "" });
        await jambi.RegisterAsync("diam", Some.ThirdCompany);
        await jambi.RegisterAsync("tutup", Some.ThirdCompany with { Npwp = "", CompanyName = "CV Lain Sekali", Address = "Jl. Lain 9", Phone = "0411-777001", Email = "a@lain.example" });
        (await jambi.DeleteAccountAsync("tutup")).Done();
        Assert.Equal("active", (await jambi.OpenActivationAsync("sinar")).State());
        // The same company without a tax number: a person decides, and until then the case is blocked.
        await medan.RegisterAsync("sinar-ragu", Some.Account(npwp: ""));
        Assert.Equal("awaitIdentity", (await jambi.OpenActivationAsync("bumi")).State());
        Assert.Equal("underReview", (await medan.OpenActivationAsync("sinar-ragu")).State());
        var staff = await host.AddStaffAsync("andi", StaffRoles.Auditor);

        var all = (await staff.CallAsync(HttpMethod.Get, "sites/overview?order=registered&descending=true")).Done();

        Assert.Equal(["277 3 1 1 0 1", "12 1 0 0 1 0", "300 0 0 0 0 0"], Lines(all));
        Assert.Equal("4 1 1 1 1", Figures(all.Json.GetProperty("sum")));
        var one = (await staff.CallAsync(HttpMethod.Get, "sites/277/overview")).Done().Json;
        Assert.Equal("3 1 1 0 1", Figures(one.GetProperty("site").GetProperty("figures")));
        Assert.Equal(("awaitIdentity", 1), (one.GetProperty("open")[0].GetProperty("state").GetString(), one.GetProperty("open")[0].GetProperty("count").GetInt32()));

        // The deadline passes: it is the helpdesk's now.
        var caseId = (await jambi.ActivationAsync("bumi")).CaseId();
        foreach (var day in new[] { 3, 7, 14, 30 })
            await host.UntilDayAsync(day, staff, caseId);
        Assert.Equal(["277 3 1 0 1 1"], Lines((await staff.CallAsync(HttpMethod.Get, "sites/overview?q=277")).Done()));
    }

    [Theory, OnBothDatabases]
    public async Task Sites_are_searched_filtered_ordered_and_paged(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        foreach (var (code, stage) in new[] { ("12", SiteStage.Aggregated), ("277", SiteStage.Aggregated), ("28", SiteStage.V3), ("9", SiteStage.NonV3) })
            await host.AddSiteAsync(code, stage);
        var staff = await host.AddStaffAsync("andi", StaffRoles.Helpdesk);

        Assert.Equal(["9", "12", "28", "277"], await CodesAsync("sites/overview"));
        Assert.Equal(["28", "277"], await CodesAsync("sites/overview?q=lpse 2"));
        Assert.Equal(["12", "277"], await CodesAsync("sites/overview?stage=aggregated"));
        Assert.Equal(["28", "12"], await CodesAsync("sites/overview?descending=true&skip=1&take=2"));
        Assert.Equal("4", (await staff.CallAsync(HttpMethod.Get, "sites/overview?take=1")).Done()["total"]);
        (await staff.CallAsync(HttpMethod.Get, "sites/overview?stage=lost")).RefusedAs(HttpStatusCode.BadRequest, "state-unknown");
        (await staff.CallAsync(HttpMethod.Get, "sites/999/overview")).RefusedAs(HttpStatusCode.NotFound, "site-unknown");

        async Task<List<string>> CodesAsync(string path) =>
            [.. (await staff.CallAsync(HttpMethod.Get, path)).Done().Json.GetProperty("sites").EnumerateArray().Select(site => site.GetProperty("site").GetString()!)];
    }

    [Theory, OnBothDatabases]
    public async Task Staff_limited_to_some_sites_see_and_sum_those_alone(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar", Some.Account());
        await medan.RegisterAsync("bumi", Some.OtherCompany);
        var limited = new StaffActor("sari", new HashSet<string> { StaffRoles.Helpdesk }, new HashSet<SiteCode> { SiteCode.Parse("12") });

        var found = Assert.IsType<ReadSites.Answer.Found>(await host.Services.GetRequiredService<ReadSites>().HandleAsync(new(limited), Cancel));

        Assert.Equal(("12", 1), (Assert.Single(found.Sites).Site, found.Sum.Registered));
        Assert.IsType<ReadSite.Answer.Refused>(await host.Services.GetRequiredService<ReadSite>().HandleAsync(new(limited, SiteCode.Parse("277")), Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task National_list_needs_no_sign_in_is_searched_and_may_be_kept(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await host.AddSiteAsync("277");
        await host.AddSiteAsync("28", SiteStage.V3);
        await host.AddSiteAsync("9", SiteStage.NonV3);

        var all = await PublicAsync("public/sites");
        Assert.Equal(["9 non_v3 ", "28 v3 ", "277 aggregated 2026-01-31"], Sites(all));
        Assert.Equal(("public, max-age=300", "1", "3"), (all.Headers["Cache-Control"], all["aggregated"], all["total"]));
        Assert.Equal(["277 aggregated 2026-01-31"], Sites(await PublicAsync("public/sites?q=lpse-277&stage=aggregated")));
        Assert.Equal(["28 v3 "], Sites(await PublicAsync("public/sites?skip=1&take=1")));
        (await PublicAsync("public/sites?stage=all")).RefusedAs(HttpStatusCode.BadRequest, "state-unknown");

        async Task<Reply> PublicAsync(string path) => await Reply.ReadAsync(await host.Http.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative), Cancel), Cancel);

        static IEnumerable<string> Sites(Reply reply) => reply.Done().Json.GetProperty("sites").EnumerateArray()
            .Select(site => $"{site.GetProperty("code").GetString()} {site.GetProperty("stage").GetString()} {site.GetProperty("since")}");
    }

    private static IEnumerable<string> Lines(Reply reply) =>
        reply.Json.GetProperty("sites").EnumerateArray().Select(site => $"{site.GetProperty("site").GetString()} {Figures(site.GetProperty("figures"))}");

    private static string Figures(JsonElement figures) =>
        string.Join(' ', Places.Select(name => figures.GetProperty(name).GetInt32()));
}

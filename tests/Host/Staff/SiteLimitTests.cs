using System.Net;
using System.Text.RegularExpressions;
using BackOffice.Host.SignIn;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.IdentityEdits;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Staff;

/// <summary>For staff limited to some sites the others are not there: not in a list, not in a number, not by any address, and not by any act.</summary>
public sealed partial class SiteLimitTests(TwoRegionsOnEach both) : IClassFixture<TwoRegionsOnEach>
{
    private const string Reason = "Sesuai surat permohonan penyedia.";

    // What is asked of a route beyond its bare address.
    private static readonly Dictionary<string, string[]> Questions = new(StringComparer.Ordinal)
    {
        ["accounts"] = ["?q=sinar-12", "?q=012345674331000", "?q=12@sinar.example"],
        ["audit"] = ["?take=200", "?site=300", "?who=anisa&take=200"],
        ["audit/export.csv"] = ["", "?site=300"],
        ["cases"] = ["?take=200", "?q=sinar", "?site=300", "?queue=unassigned"],
        ["cases/export.csv"] = ["", "?q=sinar"],
        ["clashes"] = ["", "?userId=kembar", "?open=true"],
        ["dashboard"] = ["?from=2026-03-01&to=2026-03-31", "?from=2026-03-01&to=2026-03-31&site=300"],
        ["identity-proposals"] = ["", "?state=open"],
        ["identity-reviews"] = ["", "?state=open"],
        ["notices"] = ["?take=200", "?site=300", "?recipient=300@sinar.example"],
        ["policies/versions/{version}/diff"] = ["?from=1"],
        ["sites/overview"] = ["?take=500", "?q=300"],
        ["verdicts"] = ["", "?account=12/bumi", "?account=300/bumi-tanpa-npwp"],
    };

    // Routes whose answers name no account, company or case of any site.
    private static readonly string[] AboutNoSite =
    [
        "audit/chain", "cases/queues", "operations", "policies", "policies/drafts", "policies/drafts/{id}", "policies/versions", "policies/versions/{version}", "policies/versions/{version}/diff",
        "recoveries/checklist", "sites/overview", "sites/progress", "sites/{code}/join", "staff", "staff/me", "staff/sessions", "staff/{name}/sessions",
        "workflows/drafts", "workflows/drafts/{id}", "workflows/versions", "workflows/versions/{id}", "workflows/versions/{id}/diff",
    ];

    // Routes about the whole nation: whoever is limited may know how far it is, and not what is in it.
    private static readonly string[] National =
    [
        "policies/drafts/{id}", "policies/drafts/{id}/preview", "policies/versions/{version}", "policies/versions/{version}/diff", "staff/{name}/sessions",
        "workflows/versions/{id}", "workflows/versions/{id}/diff",
    ];

    private static readonly string[] Writing = ["POST", "PUT", "DELETE"];

    // A body that would do, for each act on a thing.
    private static readonly Dictionary<string, object> Acts = new(StringComparer.Ordinal)
    {
        ["POST audit/{id}/erase"] = new { value = "reason", reason = Reason },
        ["DELETE bulk-runs/{runId}"] = new { },
        ["DELETE cases/{caseId}/claim"] = new { },
        ["POST cases/{caseId}/claim"] = new { },
        ["POST cases/{caseId}/deadline"] = new { until = RunningHost.Beginning.AddDays(40), reason = Reason },
        ["POST cases/{caseId}/default"] = new { site = "12", userId = "sinar-12", reason = Reason },
        ["POST cases/{caseId}/incident"] = new { act = "retry", reason = Reason },
        ["POST cases/{caseId}/note"] = new { text = Reason },
        ["POST cases/{caseId}/owner"] = new { owner = "dewi" },
        ["POST cases/{caseId}/questions"] = new { pair = Guid.NewGuid(), question = "Apakah ini cabang?", reason = Reason },
        ["POST cases/{caseId}/recovery"] = new { evidence = new[] { "letterOfRequest", "deedOfEstablishment", "taxCard", "directorIdentity", "callBack" }, reason = Reason },
        ["POST cases/{caseId}/reminder"] = new { },
        ["POST cases/{caseId}/undo"] = new { verdict = "branch", reason = Reason },
        ["POST cases/{caseId}/verdict"] = new { pair = Guid.NewGuid(), answer = "same", reason = Reason },
        ["POST identity-proposals/{proposalId}/decide"] = new { accept = true, reason = Reason },
        ["POST identity-reviews/{reviewId}/dismiss"] = new { reason = Reason },
        ["POST identity-reviews/{reviewId}/verdict"] = new { pair = Guid.NewGuid(), answer = "same", reason = Reason },
        ["POST notices/{id}/bounced"] = new { reason = Reason },
        ["POST notices/{id}/resend"] = new { reason = Reason },
        ["POST recoveries/{recoveryId}/approve"] = new { reason = Reason },
        ["POST recoveries/{recoveryId}/code"] = new { },
        ["POST recoveries/{recoveryId}/reject"] = new { reason = Reason },
        ["POST sites/{code}/jobs"] = new { kind = "rehearsal" },
        ["DELETE sites/{code}/jobs/{id}"] = new { },
        ["POST sites/{code}/join"] = new { reason = Reason, withoutRehearsal = true },
        ["POST sites/{code}/uploads"] = "lpse_code\n",
        ["POST verdicts/{verdictId}/reopen"] = new { reason = Reason },
        ["DELETE workflows/moves/{id}"] = new { },
    };

    // A body that would do, for each act on a member of staff.
    private static readonly Dictionary<string, object> StaffActs = new(StringComparer.Ordinal)
    {
        ["POST staff/{name}/lock"] = new { reason = Reason },
        ["POST staff/{name}/reset-password"] = new { },
        ["POST staff/{name}/reset-totp"] = new { reason = Reason },
        ["POST staff/{name}/unlock"] = new { reason = Reason },
        ["PUT staff/{name}/roles"] = new { roles = (string[])["auditor"] },
        ["PUT staff/{name}/sites"] = new { sites = (string[])["277"] },
        ["DELETE staff/{name}/sessions"] = new { },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task No_answer_to_any_question_names_what_is_of_other_sites(DatabaseProvider database)
    {
        var regions = await both.OnAsync(database);

        List<string> named = [];
        var routes = Routes(regions.Host, StaffTokens.Policy, "/api/v1/", "GET");
        foreach (var route in routes)
        {
            var told = false;
            foreach (var address in Addresses(regions, route).SelectMany(address => Questions.GetValueOrDefault(route, [""]).Select(question => address + question)))
            {
                var (hers, all) = (await regions.Dewi.CallAsync(HttpMethod.Get, address), await regions.Anisa.CallAsync(HttpMethod.Get, address));
                Assert.DoesNotContain(regions.Foreign, name => hers.Text.Contains(name, StringComparison.OrdinalIgnoreCase));
                if (route.Contains('{', StringComparison.Ordinal) && !National.Contains(route))
                    Assert.True(hers.Status == HttpStatusCode.NotFound || hers.Refusal == "beyond-sites", $"{address} answered {hers.Status} {hers.Text}");
                told |= regions.Foreign.Any(name => all.Text.Contains(name, StringComparison.OrdinalIgnoreCase));
            }
            if (told)
                named.Add(route);
        }
        // A route that told anisa nothing has kept nothing from dewi, and was not tried.
        Assert.Equal(routes.Except(AboutNoSite), named);
    }

    [Theory, OnBothDatabases]
    public async Task No_act_reaches_what_is_of_other_sites(DatabaseProvider database)
    {
        var regions = await both.OnAsync(database);
        var acts = Writing.SelectMany(method => Routes(regions.Host, StaffTokens.Policy, "/api/v1/", method).Select(route => (method, route)))
            .Where(act => act.route.Contains('{', StringComparison.Ordinal) && !act.route.StartsWith("staff/", StringComparison.Ordinal) && !act.route.StartsWith("policies/", StringComparison.Ordinal)
                && (!act.route.StartsWith("workflows/", StringComparison.Ordinal) || act.route.StartsWith("workflows/moves/", StringComparison.Ordinal)));
        var before = await WritesAsync(regions);

        foreach (var (method, route) in acts)
            foreach (var address in Addresses(regions, route))
            {
                var reply = await regions.Dewi.CallAsync(new(method), address, Acts[$"{method} {route}"]);
                Assert.True(reply.Status == HttpStatusCode.NotFound, $"{method} {address} answered {reply.Status} {reply.Text}");
                Assert.DoesNotContain(regions.Foreign, name => reply.Text.Contains(name, StringComparison.OrdinalIgnoreCase));
            }

        Assert.Equal(before, await WritesAsync(regions));
    }

    [Theory, OnBothDatabases]
    public async Task Acts_that_name_things_in_their_body_find_nothing_there(DatabaseProvider database)
    {
        var regions = await both.OnAsync(database);
        var (dewi, group) = (regions.Dewi, await regions.Host.Database.ReadAsync((db, ct) => db.Groups.Select(one => one.Id).SingleAsync(ct), Cancel));
        var before = await WritesAsync(regions);

        foreach (var target in new object[] { new { account = new { site = "12", userId = "sinar-12" } }, new { provider = new { site = "12", userId = "sinar-12" } } })
            Assert.Equal("unknown", (await dewi.CallAsync(HttpMethod.Post, "locks", new { target, reason = Reason })).Done().Json.GetProperty("items")[0].GetProperty("result").GetString());
        (await dewi.CallAsync(HttpMethod.Post, "locks", new { target = new { group }, reason = Reason })).RefusedAs(HttpStatusCode.NotFound, "group-unknown");
        (await dewi.CallAsync(HttpMethod.Post, "reports", new { kind = "case", id = regions.Things["cases/{caseId}"][0] })).RefusedAs(HttpStatusCode.NotFound, "case-unknown");
        (await dewi.CallAsync(HttpMethod.Post, "reports", new { kind = "group", id = group })).RefusedAs(HttpStatusCode.NotFound, "report-subject-unknown");
        (await dewi.CallAsync(HttpMethod.Post, "reports", new { kind = "clash", id = regions.Things["clashes/{clashId}"][0] })).RefusedAs(HttpStatusCode.NotFound, "report-subject-unknown");
        (await dewi.CallAsync(HttpMethod.Post, "reports", new { kind = "site", id = "300" })).RefusedAs(HttpStatusCode.NotFound, "site-unknown");
        (await dewi.CallAsync(HttpMethod.Post, "reports", new { kind = "nation" })).RefusedAs(HttpStatusCode.Forbidden, "beyond-sites");
        Assert.Equal("0", (await dewi.CallAsync(HttpMethod.Post, "notices/resend-dead", new { site = "300", reason = Reason })).Done()["count"]);
        Assert.Equal("0", (await dewi.CallAsync(HttpMethod.Post, "bulk-runs/preview", new { filter = new { q = "sinar" }, act = new { act = "note", text = Reason } })).Done()["total"]);
        Assert.Equal(before, await WritesAsync(regions));
    }

    [Theory, OnBothDatabases]
    public async Task Who_is_limited_makes_and_changes_nobody_who_reaches_further(DatabaseProvider database)
    {
        var regions = await both.OnAsync(database);
        var (dewi, anisa) = (regions.Dewi, regions.Anisa);
        var two = (await anisa.CallAsync(HttpMethod.Post, "staff", new { name = "berdua", roles = (string[])["helpdesk"], sites = (string[])["277", "12"] })).Done();
        var token = await anisa.TokenAsync();
        await dewi.TokenAsync();
        var session = (await anisa.CallAsync(HttpMethod.Get, "staff/sessions")).Done().Json.EnumerateArray().First().GetProperty("id").GetString();
        var before = await StaffAsync(regions);

        foreach (var sites in new string[]?[] { null, ["277", "12"], ["300"] })
            (await dewi.CallAsync(HttpMethod.Post, "staff", new { name = "pintu-belakang", roles = (string[])["administrator"], sites })).RefusedAs(HttpStatusCode.Forbidden, "beyond-sites");
        var acts = Writing.SelectMany(method => Routes(regions.Host, StaffTokens.Policy, "/api/v1/", method).Select(route => (method, route)))
            .Where(act => act.route.StartsWith("staff/{name}/", StringComparison.Ordinal)).ToList();
        foreach (var (method, route) in acts)
            foreach (var name in new[] { "anisa", "berdua" })
                (await dewi.CallAsync(new(method), route.Replace("{name}", name, StringComparison.Ordinal), StaffActs[$"{method} {route}"])).RefusedAs(HttpStatusCode.Forbidden, "beyond-sites");
        (await dewi.CallAsync(HttpMethod.Delete, $"staff/sessions/{session}")).RefusedAs(HttpStatusCode.Forbidden, "beyond-sites");

        Assert.Equal(before, await StaffAsync(regions));
        Assert.Equal(StaffActs.Count, acts.Count);
        (await regions.Host.CallWithAsync(token, HttpMethod.Get, "staff/me")).Done();
        (await regions.Host.SignInAsync("berdua", two["oneTimePassword"])).Done();
    }

    [Theory, OnBothDatabases]
    public async Task Who_is_limited_looks_after_colleagues_of_the_own_sites_and_lets_none_of_them_reach_further(DatabaseProvider database)
    {
        var regions = await both.OnAsync(database);
        var dewi = regions.Dewi;

        (await dewi.CallAsync(HttpMethod.Post, "staff", new { name = "rekan", roles = (string[])["helpdesk"], sites = (string[])["277"] })).Done();

        foreach (var sites in new string[]?[] { null, ["277", "12"] })
            (await dewi.CallAsync(HttpMethod.Put, "staff/rekan/sites", new { sites })).RefusedAs(HttpStatusCode.Forbidden, "beyond-sites");
        foreach (var (act, body) in StaffActs)
            (await dewi.CallAsync(new(act.Split(' ')[0]), act.Split(' ')[1].Replace("{name}", "rekan", StringComparison.Ordinal), body)).Done();
    }

    [Theory, OnBothDatabases]
    public async Task Downloads_of_the_console_keep_to_the_sites_too(DatabaseProvider database)
    {
        var regions = await both.OnAsync(database);
        using var hers = new ConsoleVisitor(regions.Host);
        using var all = new ConsoleVisitor(regions.Host);
        await hers.SignInAsync(regions.Dewi);
        await all.SignInAsync(regions.Anisa);

        foreach (var route in Routes(regions.Host, "Console", "/console/", "GET"))
            foreach (var address in Addresses(regions, route))
            {
                var reply = await hers.GetAsync($"/console/{address}");
                Assert.DoesNotContain(regions.Foreign, name => reply.Text.Contains(name, StringComparison.OrdinalIgnoreCase));
                Assert.Equal(route.Contains('{', StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK, reply.Status);
                var told = (await all.GetAsync($"/console/{address}")).Text;
                if (!route.EndsWith("/report", StringComparison.Ordinal) && !address.StartsWith("sites/12/", StringComparison.Ordinal))
                    Assert.Contains(regions.Foreign, name => told.Contains(name, StringComparison.OrdinalIgnoreCase));
            }
        Assert.Contains(regions.OwnCase, (await hers.GetAsync("/console/cases.csv")).Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_of_their_own_site_is_all_there(DatabaseProvider database)
    {
        var regions = await both.OnAsync(database);
        var dewi = regions.Dewi;

        Assert.Equal("1", (await dewi.CallAsync(HttpMethod.Get, "cases")).Done()["total"]);
        var id = (await dewi.CallAsync(HttpMethod.Get, $"cases?q={regions.OwnCase}")).Done().Json.GetProperty("cases")[0].GetProperty("caseId").GetString()!;
        (await dewi.CallAsync(HttpMethod.Post, $"cases/{id}/note", new { text = Reason })).Done();
        Assert.Equal("277", Assert.Single((await dewi.CallAsync(HttpMethod.Get, "sites/progress")).Done().Json.GetProperty("sites").EnumerateArray()).GetProperty("site").GetString());
        Assert.Equal("locked", (await dewi.CallAsync(HttpMethod.Post, "locks", new { target = new { account = new { site = "277", userId = "jambi-jaya" } }, reason = Reason }))
            .Done().Json.GetProperty("items")[0].GetProperty("result").GetString());
        (await dewi.CallAsync(HttpMethod.Post, "reports", new { kind = "site", id = "277" })).Done();
        Assert.Contains("note-added", (await dewi.CallAsync(HttpMethod.Get, "audit")).Done().Text, StringComparison.Ordinal);
    }

    // The routes of this Host as they are, so that one that is added tomorrow is walked too.
    private static IReadOnlyList<string> Routes(RunningHost host, string policy, string under, string method) =>
    [
        .. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy == policy) && route.RoutePattern.RawText!.StartsWith(under, StringComparison.Ordinal)
                && route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains(method))
            .Select(route => Constraint().Replace(route.RoutePattern.RawText![under.Length..].TrimEnd('/'), "")).Order(StringComparer.Ordinal),
    ];

    // An address for each thing of the other region that the route could name.
    private static IEnumerable<string> Addresses(TwoRegions regions, string route)
    {
        if (Parameter().Match(route) is not { Success: true } part)
            return [route];
        IReadOnlyList<string> values = part.Value switch
        {
            "versions/{version}" => ["1"],
            "versions/{id}" => ["activation-v1"],
            "staff/{name}" => ["anisa"],
            "tables/{table}" => route.StartsWith("reports/", StringComparison.Ordinal) ? ["cases", "parties", "sites"] : ["rejected"],
            var named => regions.Things.GetValueOrDefault(named) ?? throw new InvalidOperationException($"The scene has no {named} for the route {route}."),
        };
        return values.SelectMany(value => Addresses(regions, route[..part.Groups[1].Index] + value + route[(part.Groups[1].Index + part.Groups[1].Length)..]));
    }

    // Whatever an act on a member of staff would have changed.
    private static Task<string> StaffAsync(TwoRegions regions) => regions.Host.Database.ReadAsync(async (db, ct) => string.Join(' ',
        await db.Users.CountAsync(ct), await db.UserRoles.CountAsync(ct), await db.StaffSites.CountAsync(ct), await db.Users.CountAsync(member => member.LockedAt != null, ct),
        await db.Audit.CountAsync(entry => entry.Act.StartsWith("staff-"), ct)), Cancel);

    // Whatever an act on the other region would have changed.
    private static Task<string> WritesAsync(TwoRegions regions) => regions.Host.Database.ReadAsync(async (db, ct) => string.Join(' ',
        await db.Audit.CountAsync(entry => entry.SiteCode == "12" || entry.SiteCode == "300" || entry.SiteCode == "44", ct), await db.Cases.SumAsync(@case => @case.Version, ct),
        await db.Verdicts.CountAsync(verdict => verdict.ReopenedAt == null, ct), await db.IdentityProposals.CountAsync(proposal => proposal.State == ProposalState.Open, ct),
        await db.IdentityReviews.CountAsync(review => review.State == IdentityReviewState.Open, ct), await db.CaseClaims.CountAsync(ct), await db.CaseNotes.CountAsync(ct),
        await db.Notices.CountAsync(ct), await db.SiteJobs.CountAsync(ct), await db.SiteUploads.CountAsync(ct), await db.Accounts.CountAsync(account => account.LockedAt != null, ct)), Cancel);

    [GeneratedRegex(@":[a-z]+(?=\})")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"[a-z-]+/(\{\w+\})")]
    private static partial Regex Parameter();
}

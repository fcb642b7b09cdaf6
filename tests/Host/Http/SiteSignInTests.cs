using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.SiteAccess;
using BackOffice.Workflows.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Http;

public sealed class SiteSignInTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Site_signs_in_with_its_secret_and_with_no_other(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var site = await host.AddSiteAsync("277");

        (await site.AskForTokenAsync(site.Credentials.Secret)).Done();

        var refused = await site.AskForTokenAsync("a secret of somebody else");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.Equal("invalid_client", refused["error"]);
    }

    [Fact]
    public async Task Replaced_secret_no_longer_gets_a_token()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var site = await host.AddSiteAsync("277");

        await host.Services.GetRequiredService<SiteSecrets>().ReplaceAsync(StaffActor.CommandLine, site.Credentials.Site, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, (await site.AskForTokenAsync(site.Credentials.Secret)).Status);
    }

    [Fact]
    public async Task Unknown_site_reads_the_same_as_a_wrong_secret()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var site = await host.AddSiteAsync("277");
        var nobody = new SiteClient(host, new(Rules.Identity.SiteCode.Parse("999"), "lpse-999", "whatever"));

        var unknown = await nobody.AskForTokenAsync("whatever");
        var wrong = await site.AskForTokenAsync("whatever");

        Assert.Equal((wrong.Status, wrong["error"]), (unknown.Status, unknown["error"]));
    }

    [Fact]
    public async Task Token_runs_out_by_the_clock_of_the_host()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var token = await (await host.AddSiteAsync("277")).TokenAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(host, token)).Status);

        host.Clock.Advance(TimeSpan.FromMinutes(31));

        (await AskAsync(host, token)).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-missing");
    }

    [Fact]
    public async Task Call_without_a_token_or_with_a_broken_one_is_refused()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var token = await (await host.AddSiteAsync("277")).TokenAsync();

        (await AskAsync(host, null)).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-missing");
        (await AskAsync(host, token[..^9] + "AAAAAAAAA")).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-missing");
    }

    [Fact]
    public async Task Site_acts_only_under_its_own_code()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var jambi = await host.AddSiteAsync("277");
        await host.AddSiteAsync("5");

        (await jambi.CallAsync(HttpMethod.Get, "sites/5/activations/maju")).RefusedAs(HttpStatusCode.Forbidden, "other-site");
        (await jambi.CallAsync(HttpMethod.Get, "sites/x/activations/maju")).RefusedAs(HttpStatusCode.Forbidden, "other-site");
        Assert.Equal(HttpStatusCode.NotFound, (await jambi.CallAsync(HttpMethod.Get, "sites/0277/activations/maju")).Status);
    }

    [Fact]
    public async Task Staff_token_opens_no_site_call_and_site_token_no_staff_call()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var site = await host.AddSiteAsync("277");
        var staff = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);

        (await staff.CallAsync(HttpMethod.Get, "sites/277/activations/maju")).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-missing");
        (await site.CallAsync(HttpMethod.Get, "staff/me")).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-missing");
    }

    [Fact]
    public async Task Token_of_before_a_restart_still_opens_the_door()
    {
        await using var first = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var token = await (await first.AddSiteAsync("277")).TokenAsync();

        await using var second = await first.RestartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(second, token)).Status);
    }

    [Fact]
    public async Task Address_that_asks_for_too_many_tokens_waits()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Tokens:SiteTokensPerMinute", "2"));
        var site = await host.AddSiteAsync("277");
        await site.AskForTokenAsync("one");
        await site.AskForTokenAsync("two");

        var third = (await site.AskForTokenAsync(site.Credentials.Secret)).RefusedAs(HttpStatusCode.TooManyRequests, "too-many-requests");

        Assert.Equal("60", third.Headers["Retry-After"]);
    }

    [Theory]
    [InlineData("http", HttpStatusCode.Forbidden)]
    [InlineData("https", HttpStatusCode.OK)]
    public async Task Plain_http_is_for_this_machine_alone(string scheme, HttpStatusCode expected)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Http:TrustedProxies:0", "127.0.0.1"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/sites");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", scheme);

        Assert.Equal(expected, (await Reply.ReadAsync(await host.Http.SendAsync(request, Cancel), Cancel)).Status);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/preferences?language=en&theme=dark&back=/")]
    public async Task Cookies_that_come_over_tls_go_back_over_tls_alone(string page)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Http:TrustedProxies:0", "127.0.0.1"));
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var browser = new HttpClient(handler) { BaseAddress = host.Http.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var answer = await browser.SendAsync(request, Cancel);

        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<Reply> AskAsync(RunningHost host, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/sites/277/activations/maju");
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return await Reply.ReadAsync(await host.Http.SendAsync(request, Cancel), Cancel);
    }
}

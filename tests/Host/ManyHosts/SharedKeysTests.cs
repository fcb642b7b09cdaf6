using System.Net;
using System.Net.Http.Headers;
using BackOffice.Designer.SignIn;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Staff;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.Tests.ManyHosts;

/// <summary>What one Host gives out, another one on the same database takes: it needs a copy of the folder with the sealing key and nothing else.</summary>
public sealed class SharedKeysTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_of_a_site_and_both_sessions_of_staff_hold_at_every_Host()
    {
        await using var first = await RunningHost.StartAsync(DatabaseProvider.PostgreSql);
        var (jambi, andi) = (await first.AddSiteAsync("277"), await first.AddStaffAsync("andi", StaffRoles.Auditor));
        await using var second = await first.StartBesideAsync();

        Assert.Equal(HttpStatusCode.OK, (await second.CallWithAsync(await jambi.TokenAsync(), HttpMethod.Get, "changes")).Status);
        Assert.Equal(HttpStatusCode.OK, (await second.CallWithAsync(await andi.TokenAsync(), HttpMethod.Get, "cases")).Status);
        using var page = await OpenConsoleAsync(second, CookieOf(first, (await first.SignInAtConsoleAsync(andi)).Session()));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Host_without_the_sealing_key_is_refused_and_told_where_to_get_it()
    {
        await using var first = await RunningHost.StartAsync(DatabaseProvider.PostgreSql);
        using var empty = new TemporaryFolder();

        var refused = await Assert.ThrowsAsync<UnusableException>(() => first.StartBesideAsync(("SignIn:KeyFolder", empty.Path)));

        Assert.Contains("Copy the folder of keys from another Host", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_with_another_sealing_key_is_refused()
    {
        await using var first = await RunningHost.StartAsync(DatabaseProvider.PostgreSql);
        await using var stranger = await RunningHost.StartAsync(DatabaseProvider.PostgreSql);

        var refused = await Assert.ThrowsAsync<UnusableException>(() => first.StartBesideAsync(("SignIn:KeyFolder", Path.Combine(stranger.DataFolder, "keys"))));

        Assert.Contains("belongs to another database", refused.Message, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Shared_keys_are_made_once_and_sealed_in_the_database(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await using var again = await host.RestartAsync();

        var rows = await again.Database.ReadAsync((db, ct) => db.SharedKeys.ToListAsync(ct), Cancel);
        Assert.Equal(["ring", "site-tokens"], rows.Select(row => row.Name.Split(':')[0]).Order());
        Assert.DoesNotContain(rows, row => System.Text.Encoding.UTF8.GetString(row.Sealed).Contains("<key", StringComparison.Ordinal));
        await again.Database.InTransactionAsync((transaction, ct) => transaction.Db.SharedKeys.Where(key => key.Name == "site-tokens")
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.Sealed, rows.Single(row => row.Name != "site-tokens").Sealed), ct), Cancel);
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(
            () => again.Services.GetRequiredService<SharedKeys>().OfAsync("site-tokens", () => [], Cancel));
    }

    private static string CookieOf(RunningHost host, StaffSession session)
    {
        var options = host.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(ConsoleDoor.Scheme);
        var now = host.Clock.GetUtcNow();
        return options.TicketDataFormat.Protect(new(ConsoleDoor.PrincipalOf(session), new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(1) }, ConsoleDoor.Scheme));
    }

    private static async Task<HttpResponseMessage> OpenConsoleAsync(RunningHost host, string cookie)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var browser = new HttpClient(handler) { BaseAddress = host.Http.BaseAddress };
        browser.DefaultRequestHeaders.Add("Cookie", $"backoffice.console={cookie}");
        browser.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return await browser.GetAsync(new Uri("/cases", UriKind.Relative), Cancel);
    }
}

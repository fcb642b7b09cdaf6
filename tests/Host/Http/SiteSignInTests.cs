using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.SiteAccess;
using BackOffice.Workflows.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Http;

public sealed class SiteSignInTests
{
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

        await host.Services.GetRequiredService<SiteSecrets>().ReplaceAsync(StaffActor.CommandLine, site.Credentials.Site, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, (await site.AskForTokenAsync(site.Credentials.Secret)).Status);
    }
}

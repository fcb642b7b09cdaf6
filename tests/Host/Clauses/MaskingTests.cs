using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>Decision 21: the sites of a group are shown; user IDs and addresses of others only once merged.</summary>
public sealed class MaskingTests
{
    [Theory, OnBothDatabases]
    public async Task Member_learns_the_site_of_the_Default_and_its_user_ID_only_after_the_merge(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await SitesAsync(host);

        var waiting = await medan.OpenActivationAsync("sinar-medan");
        var merged = await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi");

        Assert.Equal("277", waiting.DefaultSite());
        Assert.DoesNotContain("sinar-jambi", waiting.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("jambi@sinar.example", waiting.Text, StringComparison.Ordinal);
        Assert.Contains("sinar-jambi", merged.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sinar-medan", (await jambi.OpenActivationAsync("sinar-jambi")).Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Letters_before_the_merge_name_no_user_ID_or_address_of_another_party(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await SitesAsync(host);
        await jambi.OpenActivationAsync("sinar-jambi");
        await medan.OpenActivationAsync("sinar-medan");

        var letters = await host.MailsAsync();

        Assert.Contains(letters, letter => letter.To == "medan@sinar.example");
        foreach (var letter in letters)
        {
            var stranger = letter.To == "medan@sinar.example" ? "jambi" : "medan";
            foreach (var secret in new[] { $"sinar-{stranger}", $"{stranger}@sinar.example" })
            {
                Assert.DoesNotContain(secret, letter.Text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(secret, letter.Html, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    private static async Task<(SiteClient Jambi, SiteClient Medan)> SitesAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, email: "jambi@sinar.example", password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3, email: "medan@sinar.example"));
        return (jambi, medan);
    }
}

using System.Net;
using BackOffice.Host.Tests.Desk;
using BackOffice.Host.Tests.Groups;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.SignIn;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Staff;

/// <summary>Whoever tries invented names leaves nothing behind for good.</summary>
public sealed class ForgottenAttemptsTests
{
    [Theory, OnBothDatabases]
    public async Task Counts_of_attempts_are_forgotten_when_their_time_is_over_and_those_of_a_case_are_not(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync();
        (await sites[1].ActivateAsync()).Done();
        (await sites[1].ProveDefaultPasswordAsync("sinar-12", "tebakan")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        (await sites[0].LoginAsync("tidak-ada", "tebakan")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        for (var i = 0; i < 3; i++)
            await host.SignInAsync($"karangan{i}", "tebakan");
        Assert.Equal(["case", "default", "guest", "login", "staff", "staff", "staff", "staff-address"], await KindsAsync(host));

        host.Clock.Advance(TimeSpan.FromMinutes(16));
        await host.Use<ForgetOldAttempts>().HandleAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("login", await KindsAsync(host));
        Assert.Contains("default", await KindsAsync(host));
        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.Use<ForgetOldAttempts>().HandleAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["case"], await KindsAsync(host));
    }

    private static async Task<IReadOnlyList<string>> KindsAsync(RunningHost host) =>
        [.. (await host.Database.ReadAsync((db, ct) => db.AttemptBuckets.Select(bucket => bucket.Name).ToListAsync(ct), TestContext.Current.CancellationToken)).Select(name => name.Split(':')[0]).Order(StringComparer.Ordinal)];
}

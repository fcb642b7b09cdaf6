using System.Net;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Registry.Joining;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Groups;

/// <summary>Decision 18: a site joins as a job that goes on wherever it stopped; active providers with a new duplicate are told once and keep what they have.</summary>
public sealed class SiteJoinTests
{
    [Theory, OnBothDatabases]
    public async Task Active_provider_with_a_new_duplicate_is_told_once_and_keeps_what_it_has(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (medan, guest, palu) = (await host.AddSiteAsync("12"), await host.AddSiteAsync("400"), await host.AddSiteAsync("300", SiteStage.V3));
        await medan.RegisterAsync("sinar-12", Some.Account(packages: 3, email: "12@sinar.example"));
        (await medan.ActivateAsync()).Done();
        await palu.RegisterAsync("sinar-300", Some.Account(packages: 40));
        await palu.RegisterAsync("sinar-300b", Some.Account(packages: 4));
        await palu.RegisterAsync("sinar-12", Some.OtherCompany);
        await palu.RegisterAsync("cahaya", Some.ThirdCompany);
        var before = await host.LoginsAsync();
        var admin = await host.AddStaffAsync("anisa", StaffRoles.Administrator);

        (await JoinAsync(admin, "300")).Done();
        await DefaultGoneTests.FinishedAsync(host, admin, "300");

        var progress = (await JoinAsync(admin, "300")).Done();
        Assert.Equal(("4", "4", "2", "1", "1"), (progress["accounts"], progress["seen"], progress["concerned"], progress["clashes"], progress["told"]));
        Assert.Equal(["12@sinar.example"], (await host.MailsAsync()).Where(mail => mail.Subject.StartsWith("LPSE baru bergabung", StringComparison.Ordinal)).Select(mail => mail.To));
        Assert.Equal(before, await host.LoginsAsync());
        Assert.Equal("sinar-12", (await guest.LoginAsync("sinar-12", Some.Password)).Done()["userId"]);
        Assert.Equal("underReview", (await palu.OpenActivationAsync("sinar-300")).State());
    }

    [Theory, OnBothDatabases]
    public async Task Join_goes_on_after_its_cursor_and_tells_nobody_twice(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (medan, palu) = (await host.AddSiteAsync("12"), await host.AddSiteAsync("300"));
        await medan.RegisterAsync("sinar-12", Some.Account(packages: 3));
        await medan.RegisterAsync("cahaya-12", Some.ThirdCompany);
        (await medan.ActivateAsync()).Done();
        (await medan.OpenActivationAsync("cahaya-12")).Done();
        await palu.RegisterAsync("sinar-300", Some.Account(packages: 1));
        await palu.RegisterAsync("cahaya-300", Some.ThirdCompany with { PackageCount = 1 });
        var cancel = TestContext.Current.CancellationToken;
        // As a process left it that died after the first of two accounts.
        var first = await host.Database.ReadAsync((db, ct) => db.Accounts.Where(account => account.SiteCode == Rules.Identity.SiteCode.Parse("300")).MinAsync(account => account.Id, ct), cancel);
        await host.Database.InTransactionAsync((transaction, _) =>
        {
            transaction.Db.SiteStageChanges.Add(new() { Id = Guid.NewGuid(), SiteCode = Rules.Identity.SiteCode.Parse("300"), Kind = StageChangeKind.Joined, By = "import", StartedAt = host.Clock.GetUtcNow(), Cursor = first, Seen = 1 });
            return Task.CompletedTask;
        }, cancel);

        Assert.True(await host.Services.GetRequiredService<FollowStageChanges>().HandleAsync(10, cancel) <= 1);

        await Fixtures.Eventually.TrueAsync(async () => await host.Database.ReadAsync((db, ct) => db.SiteStageChanges.AllAsync(change => change.FinishedAt != null, ct), cancel), otherwise: () => host.Logs, cancel: cancel);
        var change = await host.Database.ReadAsync((db, ct) => db.SiteStageChanges.SingleAsync(ct), cancel);
        Assert.Equal((2, 1, 1), (change.Seen, change.Concerned, change.Told));
        Assert.Equal([Some.ThirdCompany.Email], (await host.MailsAsync()).Where(mail => mail.Subject.StartsWith("LPSE baru bergabung", StringComparison.Ordinal)).Select(mail => mail.To));
    }

    [Theory, OnBothDatabases]
    public async Task Administrator_or_process_owner_lets_a_V3_site_join(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await host.AddSiteAsync("300", SiteStage.V3);
        await host.AddSiteAsync("301", SiteStage.NonV3);
        var (vera, owner) = (await host.AddStaffAsync("vera", StaffRoles.Verifikator), await host.AddStaffAsync("putri", StaffRoles.ProcessOwner));

        (await JoinAsync(vera, "300")).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await JoinAsync(owner, "999")).RefusedAs(HttpStatusCode.NotFound, "site-unknown");
        (await JoinAsync(owner, "301")).RefusedAs(HttpStatusCode.Conflict, "site-not-v3");
        Assert.Equal("joined", (await JoinAsync(owner, "300")).Done()["kind"]);
        Assert.Contains("\"aggregated\"", (await owner.CallAsync(HttpMethod.Get, "sites")).Text, StringComparison.Ordinal);
    }

    internal static Task<Reply> JoinAsync(StaffClient staff, string site) => staff.CallAsync(HttpMethod.Post, $"sites/{site}/join", new { reason = "Surat LKPP No. 12.", withoutRehearsal = true });
}

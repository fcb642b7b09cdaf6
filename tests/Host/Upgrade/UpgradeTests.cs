using System.Net;
using System.Text.RegularExpressions;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.CommandLine;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Host.Tests.Kills;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.SignIn;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BackOffice.Host.Tests.Upgrade;

/// <summary>This version takes over the database of the first release in the middle of everything, and carries every case to its right end. There is no way back, and that is said by name.</summary>
public sealed partial class UpgradeTests
{
    private const string NewPassword = "sandi baru yang panjang";
    private const string Reason = "Dicocokkan dengan dokumen penyedia.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Every_case_that_waited_in_the_first_release_comes_to_its_right_end(DatabaseProvider database)
    {
        using var release = await FirstRelease.UnpackAsync(database);
        await using var host = await RunningHost.ResumeAsync(release.DataFolder, release.Settings, release.StoppedAt.AddHours(1));
        using var door = new Door(host.Http.BaseAddress!, release.People);
        var end = new Journey(host, door);

        // What lay there is whole, and what was due goes on by itself.
        Assert.Empty((await host.VerifyAsync()).Findings);
        var due = await host.Database.ReadAsync((db, ct) => db.Notices.Where(notice => notice.CreatedAt <= release.StoppedAt).Select(notice => notice.MessageId).ToListAsync(ct), Cancel);
        Assert.Equal(Cast.MailsDue, due.Intersect((await host.MailsAsync()).Select(mail => mail.MessageId)).Count());
        Assert.Equal("active", await end.StateAsync(Cast.Default));
        (await end.LoginAsync(Cast.Merged.Site, Cast.Default.UserId, Cast.DefaultPassword)).Done();

        Assert.Equal("awaitIdentity", await end.StateAsync(Cast.Mends));
        var mended = Cast.Accounts.Single(account => (account.Site, account.UserId) == Cast.Mends).Account with { Province = "Sulawesi Selatan" };
        (await door.RegisterAsync(Cast.Mends.Site, Cast.Mends.UserId, mended)).Done();
        await end.ReachesAsync(Cast.Mends, "active");

        foreach (var party in Cast.Clash)
        {
            Assert.Equal("awaitUserId", await end.StateAsync(party));
            var password = Cast.Accounts.Single(account => (account.Site, account.UserId) == party).Account.Password;
            (await door.SiteAsync(party.Site, HttpMethod.Put, $"accounts/{party.UserId}/user-id", new { newUserId = $"{party.UserId}-{party.Site}", password })).Done();
            await end.ReachesAsync(party, "active");
        }

        Assert.Equal("underReview", await end.StateAsync(Cast.Doubt));
        await end.JudgeAsync(Cast.Doubt, "unrelated");
        await end.ReachesAsync(Cast.Doubt, "active");

        Assert.Equal("withHelpdesk", await end.StateAsync(Cast.WithHelpdesk));
        await end.RecoverAsync();
        await end.ReachesAsync(Cast.WithHelpdesk, "awaitDefaultPassword");
        (await end.ProveAsync(Cast.WithHelpdesk, NewPassword)).Done();
        await end.ReachesAsync(Cast.WithHelpdesk, "active");

        // A merge of the first release can be undone by this one.
        (await door.StaffAsync("vera", HttpMethod.Post, $"cases/{await end.CaseAsync(Cast.Merged)}/undo", new { verdict = "branch", reason = Reason })).Done();
        (await end.LoginAsync(Cast.Merged.Site, Cast.Merged.UserId, Some.Password)).Done();

        // A wait of the first release fires when its time comes: the postponed case is handed to the helpdesk after its silence and its deadline.
        Assert.Equal("awaitDefaultPassword", await end.StateAsync(Cast.Postponed));
        var postponed = await end.CaseAsync(Cast.Postponed);
        await Eventually.TrueAsync(async () =>
        {
            host.Clock.Advance(TimeSpan.FromDays(1));
            return await host.Database.ReadAsync((db, ct) => db.Cases.AnyAsync(@case => @case.Id == new CaseId(Guid.Parse(postponed)) && @case.HandedOverAt != null, ct), Cancel);
        }, otherwise: () => $"It was never handed over.\n{host.Logs}", cancel: Cancel);

        var rewrap = host.Services.GetRequiredService<Rewrap>();
        Assert.True(await rewrap.CountLeftAsync(Cancel) > 0, "No hash was left to wrap.");
        while (await rewrap.NextAsync(100, Cancel) is [_, ..] next)
            await rewrap.WrapAsync(next, () => Task.CompletedTask, Cancel);
        Assert.Equal(0, await rewrap.CountLeftAsync(Cancel));
        await host.SettledAsync();
        Assert.Empty((await host.VerifyAsync()).Findings);

    }

    [Theory, OnBothDatabases]
    public async Task Database_of_a_later_version_is_refused_by_name(DatabaseProvider database)
    {
        using var release = await FirstRelease.UnpackAsync(database);
        // As a later release would have left it.
        await AddMigrationAsync(release, "20991231000000_OfALaterRelease");

        var sentence = await BackOfficeProcess.RefusedStartAsync(release.DataFolder, release.Settings.ToDictionary(one => one.Key.Replace(":", "__", StringComparison.Ordinal), one => one.Value));

        Assert.Contains("20991231000000_OfALaterRelease", sentence, StringComparison.Ordinal);
        Assert.Contains("newer release", sentence, StringComparison.Ordinal);
    }

    private static async Task AddMigrationAsync(FirstRelease release, string name)
    {
        await using System.Data.Common.DbConnection connection = release.Settings.GetValueOrDefault("Database:ConnectionString") is { } postgres
            ? new NpgsqlConnection(postgres)
            : new SqliteConnection($"Data Source={Path.Combine(release.DataFolder, "backoffice.db")};Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('{name}', '10.0.0')""";
        await command.ExecuteNonQueryAsync(Cancel);
    }

    [GeneratedRegex("/recovery/[0-9a-f]{32}")]
    private static partial Regex Link();

    private sealed class Journey(RunningHost host, Door door)
    {
        public async Task<string> StateAsync((string Site, string UserId) who) => (await ReadAsync(who)).State();

        public async Task<string> CaseAsync((string Site, string UserId) who) => (await ReadAsync(who)).CaseId();

        public Task<Reply> LoginAsync(string site, string userId, string password) => door.SiteAsync(site, HttpMethod.Post, "login", new { userId, password });

        public Task<Reply> ProveAsync((string Site, string UserId) who, string password) => door.SiteAsync(who.Site, HttpMethod.Post, $"activations/{who.UserId}/default-password", new { password });

        public async Task ReachesAsync((string Site, string UserId) who, string state)
        {
            var stands = "";
            await Eventually.TrueAsync(async () => (stands = await StateAsync(who)) == state, otherwise: () => $"{who} stands at {stands}, not at {state}.\n{host.Logs}", cancel: Cancel);
        }

        public async Task JudgeAsync((string Site, string UserId) who, string answer)
        {
            var id = await CaseAsync(who);
            var pairs = (await door.StaffAsync("vera", HttpMethod.Get, $"cases/{id}")).Done().Json.GetProperty("pairs").EnumerateArray().Where(pair => pair.GetProperty("decision").GetString() == "review").ToList();
            foreach (var pair in pairs)
                (await door.StaffAsync("vera", HttpMethod.Post, $"cases/{id}/verdict", new { pair = pair.GetProperty("pair").GetGuid(), answer, reason = Reason })).Done();
        }

        // The request of the first release is approved, and the link that is mailed then works.
        public async Task RecoverAsync()
        {
            var id = await CaseAsync(Cast.WithHelpdesk);
            var recovery = Assert.Single((await door.StaffAsync("sari", HttpMethod.Get, $"recoveries?caseId={id}")).Done().Json.GetProperty("recoveries").EnumerateArray()).GetProperty("id").GetString();
            (await door.StaffAsync("vera", HttpMethod.Post, $"recoveries/{recovery}/approve", new { reason = Reason })).Done();
            var code = (await door.StaffAsync("sari", HttpMethod.Post, $"recoveries/{recovery}/code")).Done()["oneTimeCode"];
            var link = (await host.MailsAsync()).Select(mail => Link().Match(mail.Text).Value).First(found => found.Length > 0);
            Assert.Equal(HttpStatusCode.OK, (await door.FormAsync(link, ("code", code), ("password", NewPassword), ("again", NewPassword))).Status);
        }

        private Task<Reply> ReadAsync((string Site, string UserId) who) => door.SiteAsync(who.Site, HttpMethod.Get, $"activations/{who.UserId}");
    }
}

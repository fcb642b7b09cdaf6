using BackOffice.Fixtures;
using BackOffice.Host.Tests.CommandLine;
using Microsoft.Data.Sqlite;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>
/// A member's activation, the Host killed (SIGKILL) at each commit of it: what began ends, once. On disk, just after one commit is just before the next, so each commit is
/// met from one side, and the last from both.
/// </summary>
public sealed class KillTests(MemberAboutToActivate begun) : IClassFixture<MemberAboutToActivate>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_at_any_commit_it_ends_in_one_merge_and_one_end_with_every_notice_once()
    {
        var (kills, survived) = (0, false);
        for (var commit = 1; !survived; commit++)
        {
            Assert.True(commit <= 60, "The journey has more commits than this test can mean.");
            using var folder = begun.Copy();
            survived = await KilledAsync(folder, $"{commit}-");
            if (!survived)
                kills++;
            await FinishAsync(folder, $"{commit}-");
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"Killed {kills} times.");
        // Opening, three steps and a wait; the attempt, its proof, the merge, the notices and the report.
        Assert.True(kills >= 10, $"Only {kills} commits were met.");
    }

    // False: it died on the way.
    private async Task<bool> KilledAsync(TemporaryFolder folder, string killAt)
    {
        var victim = HostProcess.Launch(BackOfficeProcess.Dll, folder.File("data"), new Dictionary<string, string?> { ["KILL_AT"] = killAt });
        await using (victim)
        {
            try
            {
                using var member = new ProcessSite(await victim.ListeningAsync(Cancel), begun.Medan);
                await WalkAsync(member);
                await EndedAsync(folder, member, Unless(victim));
                await victim.StopAsync(Cancel);
                return true;
            }
            catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException)
            {
                Assert.Equal(128 + 9, await victim.WaitForExitAsync(Cancel));
                return false;
            }
        }
    }

    private async Task FinishAsync(TemporaryFolder folder, string killAt)
    {
        var (host, address) = await HostProcess.StartAsync(BackOfficeProcess.Dll, folder.File("data"), cancel: Cancel);
        await using (host)
        {
            using var member = new ProcessSite(address, begun.Medan);
            await WalkAsync(member);
            await EndedAsync(folder, member, Unless(host));
            await host.StopAsync(Cancel);
        }
        AssertDoneOnce(folder, killAt);
    }

    // Whoever was not told that a call was done makes it again.
    private static async Task WalkAsync(ProcessSite member)
    {
        var opened = await member.CallAsync(HttpMethod.Post, "activations", new { userId = "sinar-medan" });
        if (opened.State() is "awaitDefaultPassword" or "running")
            await member.CallAsync(HttpMethod.Post, "activations/sinar-medan/default-password", new { password = "kata sandi Jambi" });
    }

    private static async Task EndedAsync(TemporaryFolder folder, ProcessSite member, Action check) => await Eventually.TrueAsync(async () =>
    {
        check();
        var seen = await member.CallAsync(HttpMethod.Get, "activations/sinar-medan");
        if (seen.State() == "awaitDefaultPassword")
            await WalkAsync(member);
        return seen.State() == "active" && seen["hasReport"] == "True" && Count(folder, "select count(*) from Notices where SentAt is null") == 0;
    }, otherwise: () => "The activation came to no end.", cancel: Cancel);

    private static Action Unless(HostProcess host) => () =>
    {
        if (host.HasExited)
            throw new InvalidOperationException("The Host is gone.");
    };

    private static void AssertDoneOnce(TemporaryFolder folder, string killAt)
    {
        var mails = Mails.ReadFolder(folder.File("data")).Select(mail => $"{mail.To}: {mail.Subject}").Order(StringComparer.Ordinal).ToList();
        Assert.Equal((killAt, 1L), (killAt, Count(folder, "select count(*) from MergeRecords")));
        Assert.Equal((killAt, 1L), (killAt, Count(folder, "select count(*) from Cases where ClosedAt is not null")));
        Assert.Equal((killAt, 1L), (killAt, Count(folder, "select count(*) from Cases")));
        Assert.Equal((killAt, 1L), (killAt, Count(folder, "select count(*) from Reports")));
        // One file for each Message-Id: a second mail of one notice would be a second file.
        Assert.Equal(Expected, mails);
        Assert.Equal((killAt, "ok"), (killAt, Scalar(folder, "pragma integrity_check")));
    }

    private static IReadOnlyList<string> Expected { get; } =
    [
        "jambi@sinar.example: Akun Anda terpilih sebagai User ID Default",
        "jambi@sinar.example: Data login dan identitas akun Anda telah digantikan",
        "jambi@sinar.example: User ID Anda telah diganti",
        "medan@sinar.example: Aktivasi menunggu password User ID Default",
        "medan@sinar.example: Data login dan identitas akun Anda telah digantikan",
        "medan@sinar.example: User ID Anda telah diganti",
    ];

    private static long Count(TemporaryFolder folder, string query) => (long)Scalar(folder, query)!;

    private static object? Scalar(TemporaryFolder folder, string query)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.File("data/backoffice.db"), Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar();
    }
}

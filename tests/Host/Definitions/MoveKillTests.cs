using BackOffice.Fixtures;
using BackOffice.Host.Tests.CommandLine;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Host.Tests.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Definitions.Moves;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Definitions;

/// <summary>A move of four cases, the Host killed (SIGKILL) at commits of it: every case ends on the new version, moved once, waiting for what the new version says.</summary>
public sealed class MoveKillTests
{
    private const int MostCommits = 60;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Just before one commit is just after the one before it. MOVE_KILLS=1 kills at each, unless set at every fourth.
    private static int Stride => int.TryParse(Environment.GetEnvironmentVariable("MOVE_KILLS"), out var stride) && stride > 0 ? stride : 4;

    [Fact]
    public async Task Killed_at_any_commit_the_move_ends_with_every_case_moved_once()
    {
        using var begun = new TemporaryFolder();
        await BeginAsync(begun);
        var (kills, survived) = (0, false);
        for (var commit = 1; !survived; commit += Stride)
        {
            Assert.True(commit <= MostCommits, "The move has more commits than this test can mean.");
            using var folder = new TemporaryFolder();
            await Command.RunAsync("cp", ["-r", begun.File("data"), folder.File("data")], cancel: Cancel);
            survived = await RunAsync(folder, $"{commit}-");
            if (!survived)
            {
                kills++;
                Assert.True(await RunAsync(folder, killAt: null));
            }
            Assert.Equal((commit, 4L, 4L), (commit, Count(folder, "select count(*) from DefinitionMoveItems where State = 'Moved'"), Count(folder, "select count(*) from Journal where Outcome = '(moved) activation-v2'")));
            Assert.Equal((commit, 4L), (commit, Count(folder, "select count(*) from Instances where DefinitionVersionId = 'activation-v2' and Status = 'Waiting' and Signals <> ''")));
            Assert.Equal((commit, 4L), (commit, Count(folder, "select count(*) from Audit where Act = 'workflow-moved'")));
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"Killed {kills} times.");
        Assert.True(kills >= 2, $"Only {kills} commits were met.");
    }

    // The move is due and nobody has begun it: whoever starts on this folder does.
    private static async Task BeginAsync(TemporaryFolder folder)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var desk = await host.DeskAsync();
        await host.SettledAsync();
        await (await host.OwnersAsync()).PublishAsync(DefinitionWork.Activation(2));
        var move = Guid.NewGuid();
        await host.ByHandAsync(async db =>
        {
            db.DefinitionMoves.Add(MoveTests.MoveRow(move, MoveState.Preparing, total: 4));
            var place = 0;
            foreach (var @case in new[] { desk.Mending, desk.Doubt, desk.SinarMedan, desk.SinarPadang })
                db.DefinitionMoveItems.Add(await MoveTests.ItemAsync(db, move, ++place, @case, MoveItemState.Waiting));
        });
        // A file that is in use is no copy; and in the copy it is due, so that this Host does not begin.
        await host.Database.ReadAsync((db, ct) => db.Database.ExecuteSqlAsync($"VACUUM INTO {folder.File("copy.db")}", ct), Cancel);
        await Command.RunAsync("cp", ["-r", host.DataFolder, folder.File("data")], cancel: Cancel);
        foreach (var left in Directory.EnumerateFiles(folder.File("data"), "backoffice.db*"))
            File.Delete(left);
        File.Move(folder.File("copy.db"), folder.File("data/backoffice.db"));
        Count(folder, "update DefinitionMoves set State = 'Due' returning 1");
    }

    // False: it died on the way.
    private static async Task<bool> RunAsync(TemporaryFolder folder, string? killAt)
    {
        var host = HostProcess.Launch(BackOfficeProcess.Dll, folder.File("data"), new Dictionary<string, string?> { ["KILL_AT"] = killAt });
        await using (host)
        {
            await Eventually.TrueAsync(() => host.HasExited || Count(folder,
                "select (select count(*) from DefinitionMoves where State = 'Done') * (select count(*) from Instances where DefinitionVersionId = 'activation-v2' and Status = 'Waiting')") == 4,
                within: TimeSpan.FromMinutes(2), otherwise: () => host.Errors, cancel: Cancel);
            if (host.HasExited)
            {
                Assert.Equal(128 + 9, await host.WaitForExitAsync(Cancel));
                return false;
            }
            await host.StopAsync(Cancel);
            return true;
        }
    }

    private static long Count(TemporaryFolder folder, string query)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.File("data/backoffice.db"), Pooling = false, DefaultTimeout = 30 }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return (long)command.ExecuteScalar()!;
    }
}

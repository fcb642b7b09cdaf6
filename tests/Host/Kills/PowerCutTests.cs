using BackOffice.Fixtures;
using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Kills;

/// <summary>What was acknowledged outlives a power cut, since every commit waits for the disk; on a disk that only says so it does not, and the same check sees that.</summary>
public sealed class PowerCutTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_done_before_a_power_cut_is_done_after_it()
    {
        var (before, after, _) = await CutAsync(lies: false);

        Assert.Equal(before, after);
    }

    [Fact]
    public async Task Disk_that_does_not_sync_loses_it()
    {
        var (before, after, lost) = await CutAsync(lies: true);

        Assert.True(lost > 0, "Nothing was written that could be lost.");
        Assert.NotEqual(before, after);
    }

    private static async Task<(IReadOnlyList<string> Before, IReadOnlyList<string> After, long Lost)> CutAsync(bool lies)
    {
        await using var ground = await Ground.MakeAsync(DatabaseProvider.Sqlite);
        // Only what the log loses is known (PowerCut), so nothing may be written back from it meanwhile.
        var (host, door) = await ground.StartAsync(("Database__WriteBackEvery", "1.00:00:00"));
        await using var _ = host;
        using var __ = door;
        await using var cut = await PowerCut.WatchAsync(host.Id, Path.Combine(ground.DataFolder, "backoffice.db"), lies);
        var round = new Round(1, ground.People, ground.DataFolder);
        await round.WalkAsync(door!, acts: 3);
        var before = await FactsAsync(ground, round, host);
        await host.KillAsync(Cancel);
        var lost = await cut.CutAsync(Cancel);

        return (before, await FactsAsync(ground, round, null), lost);
    }

    private static Task<IReadOnlyList<string>> FactsAsync(Ground ground, Round round, HostProcess? settling) => ground.LookAsync(async services =>
    {
        if (settling is not null)
            await RoundEnd.SettledAsync(services, () => !settling.HasExited);
        return await RoundEnd.FactsAsync(services, round.Mark, ground.DataFolder);
    });
}

using System.Globalization;
using BackOffice.Fixtures;
using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Kills;

/// <summary>
/// The Host, killed (SIGKILL) at its durable points on both sides of them, one life after the other on one database, while round after round of everything goes through it. Each life first
/// ends what the one before left half-done. <c>KILLS</c> says how often on each of the two databases (20 unless set), <c>KILL_SEED</c> which points are chosen.
/// </summary>
public sealed class KillTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Killed_at_any_durable_point_everything_ends_as_if_nobody_had_been_killed(DatabaseProvider database)
    {
        var (kills, seed) = (Setting("KILLS", 20), Setting("KILL_SEED", 1));
        await using var ground = await Ground.MakeAsync(database);
        var (undisturbed, points) = await UndisturbedAsync(ground);
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine($"Seed {seed}; {points.Count} durable points: {string.Join(", ", points.Select(point => point.Name).Distinct())}");

        string[] sides = [.. points.SelectMany(point => new[] { $"{point.Name}#{point.Time}-", $"{point.Name}#{point.Time}+" })];
        new Random(seed).Shuffle(sides);
        var (killed, rounds, left) = (new List<string>(), 1, (Round?)null);
        for (var life = 0; killed.Count < kills; life++)
        {
            Assert.True(life < 3 * kills + 10, $"Of {life} Hosts only {killed.Count} were killed.");
            var killAt = sides[life % sides.Length];
            var (host, door) = await ground.StartAsync(("KILL_AT", killAt));
            await using (host)
            using (door)
            {
                try
                {
                    if (door is null)
                        throw new HttpRequestException("It was killed before it listened.");
                    if (left is not null)
                        await EndAsync(ground, left, host, door, undisturbed, killed);
                    left = null;
                    await EndAsync(ground, left = new(rounds++, ground.People, ground.DataFolder), host, door, undisturbed, killed);
                    left = null;
                    await host.KillAsync(Cancel);
                }
                catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException)
                {
                    Assert.True(await host.WaitForExitAsync(Cancel) == 128 + 9, $"{e}\n{host.Errors}\n{host.Output}");
                    killed.Add(killAt);
                }
            }
        }

        var (last, way) = await ground.StartAsync();
        await using (last)
        using (way)
        {
            if (left is not null)
                await EndAsync(ground, left, last, way!, undisturbed, killed);
            Assert.Equal(0, await last.StopAsync(Cancel));
        }
        output.WriteLine($"Killed {killed.Count} times in {rounds} rounds: {string.Join(", ", killed)}");
    }

    // The first round tells what is to come of every other, and where there is to kill.
    private static async Task<(IReadOnlyList<string> Facts, IReadOnlyList<(string Name, int Time)> Points)> UndisturbedAsync(Ground ground)
    {
        var list = Path.Combine(ground.DataFolder, "points.txt");
        var (host, door) = await ground.StartAsync(("DURABLE_POINTS", list));
        await using (host)
        using (door)
        {
            foreach (var (name, oneTime) in ground.People.StaffPasswords.ToList())
                await door!.ReplacePasswordAsync(name, oneTime, $"Panjang dan mudah diingat {oneTime[..3]}");
            var round = new Round(0, ground.People, ground.DataFolder);
            await round.WalkAsync(door!);
            var facts = await ground.LookAsync(async services =>
            {
                await RoundEnd.SettledAsync(services, () => !host.HasExited);
                Assert.Empty(await Ground.FindingsAsync(services));
                return await RoundEnd.FactsAsync(services, round.Mark, ground.DataFolder);
            });
            Assert.Equal(0, await host.StopAsync(Cancel));
            var met = new Dictionary<string, int>();
            return (facts, [.. (await File.ReadAllLinesAsync(list, Cancel)).Select(name => (name, met[name] = met.GetValueOrDefault(name) + 1))]);
        }
    }

    private static async Task EndAsync(Ground ground, Round round, HostProcess host, Door door, IReadOnlyList<string> undisturbed, List<string> killed)
    {
        await round.WalkAsync(door);
        var (facts, findings) = await ground.LookAsync(async services =>
        {
            await RoundEnd.SettledAsync(services, () => !host.HasExited);
            return (await RoundEnd.FactsAsync(services, round.Mark, ground.DataFolder), await Ground.FindingsAsync(services));
        });
        Assert.True(undisturbed.SequenceEqual(facts),
            $"After the kills {string.Join(", ", killed.TakeLast(3))}:\nmissing: {string.Join("\n  ", Less(undisturbed, facts))}\ntoo many: {string.Join("\n  ", Less(facts, undisturbed))}");
        Assert.Empty(findings);
    }

    private static List<string> Less(IEnumerable<string> some, IEnumerable<string> others)
    {
        var left = some.ToList();
        foreach (var one in others)
            left.Remove(one);
        return left;
    }

    private static int Setting(string name, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(name) ?? $"{otherwise}", CultureInfo.InvariantCulture);
}

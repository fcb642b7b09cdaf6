using System.Globalization;
using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Histories;

/// <summary>
/// Whatever sites, providers and staff do in whatever order, what must always hold holds after each act. CASE_HISTORIES says how many histories are tried on SQLite (a tenth of them on
/// PostgreSQL), CASE_SEED with which seed they begin; the seed and the acts stand in every failure.
/// </summary>
public sealed class RandomHistoryTests
{
    private const int Acts = 50;

    [Theory, OnBothDatabases]
    public async Task What_must_always_hold_holds_after_every_act_of_any_history(DatabaseProvider database)
    {
        var count = Setting("CASE_HISTORIES", 6);
        if (database == DatabaseProvider.PostgreSql)
            count = Math.Max(1, count / 10);
        var first = Setting("CASE_SEED", 1);
        var done = new Dictionary<string, int>();
        for (var seed = first; seed < first + count; seed++)
        {
            TestContext.Current.TestOutputHelper!.WriteLine($"History with seed {seed}");
            await using var host = await RunningHost.StartAsync(database, ("SignIn:RewrapShare", "0"));
            var history = new History(host, new(seed));
            try
            {
                await history.BeginAsync();
                for (var act = 0; act < Acts; act++)
                {
                    await history.ActAsync();
                    await Invariants.HoldAsync(host, history.Registered);
                }
            }
            catch (Exception e)
            {
                Assert.Fail($"Seed {seed} on {database}:\n{string.Join('\n', history.Acts)}\n{e}\n{host.Logs}");
            }
            foreach (var (act, times) in history.Done)
                done[act] = done.GetValueOrDefault(act) + times;
        }
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", done.OrderBy(act => act.Key, StringComparer.Ordinal).Select(act => $"{act.Key} {act.Value}")));
        // A history in which nothing succeeds would prove nothing.
        if (database == DatabaseProvider.Sqlite)
            Assert.All(["open", "prove", "rename", "judge", "undo", "lock"], act => Assert.True(done.GetValueOrDefault(act) > 0, $"Nobody ever managed to {act}."));
    }

    private static int Setting(string name, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(name) ?? $"{otherwise}", CultureInfo.InvariantCulture);
}

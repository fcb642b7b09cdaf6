using System.Globalization;
using BackOffice.Fixtures;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Tests.Engine;

/// <summary>
/// Random histories of signals, due dates, failing steps, failing commits and restarts, a few things at a time. Whatever happens, what was committed is one unbroken walk through
/// the definition. <c>ENGINE_SEED</c> runs one history again; <c>ENGINE_HISTORIES</c> says how many are tried.
/// </summary>
public sealed class EngineHistoryTests : IDisposable
{
    private static readonly FlowFile Flow = new FlowFile("flow").Act("open").Await("ask", "go").Act("check").Await("prove", "proof", "3.00:00:00").Act("merge").Act("remind")
        .Link("open", "Done", "ask").Link("ask", "Told", "check").Link("ask", "Late", "remind").Link("remind", "Done", "ask")
        .Link("check", "Done", "prove").Link("prove", "Late", "ask").Link("prove", "Told", "merge");

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_history_is_one_unbroken_walk()
    {
        var given = Environment.GetEnvironmentVariable("ENGINE_SEED");
        var histories = int.Parse(Environment.GetEnvironmentVariable("ENGINE_HISTORIES") ?? "25", CultureInfo.InvariantCulture);
        await using var trial = await EngineTrial.BeginAsync(EngineGrounds.Sqlite(folder), Flow);
        for (var history = 0; history < (given is null ? histories : 1); history++)
        {
            var seed = given is null ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
            try
            {
                await LiveAsync(trial, new Random(seed));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"The history of ENGINE_SEED={seed} went wrong: {e.Message}", e);
            }
        }
    }

    private static async Task LiveAsync(EngineTrial trial, Random random)
    {
        var (@case, instance) = (new CaseId(Guid.NewGuid()), new InstanceId(Guid.NewGuid()));
        for (var moment = 0; moment < 12; moment++)
        {
            var acts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Act(trial, random, @case, instance)).ToList();
            await Task.WhenAll(acts.Select(act => Task.Run(() => Record.ExceptionAsync(act), Cancel)));
            if (random.Next(4) == 0)
                await trial.RestartAsync();
        }

        // Peace: nothing fails any more, and everything that can come comes.
        trial.Commits.FailBefore(0);
        trial.Commits.FailAfter(0);
        trial.Script.At.Clear();
        await trial.Engine.StartAsync("flow", @case, instance, Cancel);
        for (var day = 0; day < 10 && (await trial.StateAsync(instance)).Status != InstanceStatus.Done; day++)
        {
            await trial.Engine.RetryAsync(instance, Cancel);
            await trial.Engine.SignalAsync(@case, "go", null, Cancel);
            await trial.Engine.SignalAsync(@case, "proof", null, Cancel);
            await trial.Engine.RepairAsync(Cancel);
        }
        await AssertWalkAsync(trial, @case, instance);
    }

    private static Func<Task> Act(EngineTrial trial, Random random, CaseId @case, InstanceId instance) => random.Next(9) switch
    {
        0 or 1 => () => trial.Engine.StartAsync("flow", @case, instance, Cancel),
        2 => () => trial.Engine.SignalAsync(@case, "go", null, Cancel),
        3 => () => trial.Engine.SignalAsync(@case, "proof", "p", Cancel),
        4 => Do(() => trial.Clock.Advance(TimeSpan.FromHours(random.Next(1, 80)))),
        5 => Do(() => trial.Commits.FailBefore(random.Next(1, 3))),
        6 => Do(() => trial.Commits.FailAfter(random.Next(1, 3))),
        7 => Do(() => trial.Script.Fail(random.GetItems(["open", "ask", "check", "prove", "merge", "remind"], 1)[0], random.Next(1, 3))),
        _ => () => trial.Engine.RepairAsync(Cancel),
    };

    private static Func<Task> Do(Action act)
    {
        act();
        return () => Task.CompletedTask;
    }

    private static async Task AssertWalkAsync(EngineTrial trial, CaseId @case, InstanceId instance)
    {
        Assert.Equal(0, trial.Script.Overlaps);
        Assert.Equal((InstanceStatus.Done, "merge"), await trial.StateAsync(instance) is var end ? (end.Status, end.Node) : default);
        var definition = Assert.IsType<DefinitionReading.Accepted>(trial.Service<DefinitionReader>().Read(Flow.Bytes())).Definition;
        var journal = (await trial.JournalAsync(@case)).Where(line => !line.EndsWith("(failed)", StringComparison.Ordinal)).Select(line => line.Split(' ')).ToList();
        var node = definition.Start;
        foreach (var entry in journal)
        {
            Assert.Equal(node.Id, entry[0]);
            if (entry[2] != "(wait)" && node.Next.TryGetValue(entry[2], out var next))
                node = definition.Nodes[next];
        }
        // One note for each committed passage, no more and no less: nothing half-done was kept, nothing was done twice.
        Assert.Equal(journal.Where(entry => entry[2] == "Done").Select(entry => entry[0]).Order(), (await trial.NotesAsync(@case)).Order());
        Assert.Equal(0, await trial.Database.ReadAsync((db, ct) => db.Inbox.CountAsync(signal => signal.CaseId == @case && signal.ConsumedAt != null && signal.SeenAt == null, ct), Cancel));
    }
}
